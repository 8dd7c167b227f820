package io.fargateautoscaler.core.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does independent pieces of work at the same time, so many at most; all waiting, no computing. */
public final class Lanes {
  /** One after the other, on the caller's thread. */
  public static final Lanes ONE = new Lanes(1);

  private final int width;

  /**
   * @param width pieces at the same time, at least 1
   */
  public Lanes(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width: " + width);
    }
    this.width = width;
  }

  /**
   * Does {@code work} with each item, begun in their order, and returns when all have ended.
   *
   * @throws RuntimeException what a piece of work threw; items that were not begun by then may be
   *     left out
   */
  public <T> void each(Collection<T> items, Consumer<? super T> work) {
    if (width == 1 || items.size() < 2) {
      items.forEach(work);
      return;
    }
    Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
    List<Future<?>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Math.min(width, items.size()); i++) {
        lanes.add(threads.submit(() -> drain(waiting, work)));
      }
    }
    for (Future<?> lane : lanes) {
      if (lane.state() == Future.State.FAILED) {
        switch (lane.exceptionNow()) {
          case Error error -> throw error;
          case RuntimeException trouble -> throw trouble;
          case Throwable other -> throw new IllegalStateException(other);
        }
      }
    }
  }

  private static <T> void drain(Queue<T> waiting, Consumer<? super T> work) {
    for (T item = waiting.poll(); item != null; item = waiting.poll()) {
      work.accept(item);
    }
  }
}
