package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 12).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void everyItemIsDoneOnce(int width) {
    Queue<Integer> done = new ConcurrentLinkedQueue<>();

    new Lanes(width).each(ITEMS, done::add);

    assertThat(done).containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  @Test
  void oneLaneKeepsTheOrderAndTheThread() {
    List<Integer> done = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();

    Lanes.ONE.each(
        ITEMS,
        item -> {
          done.add(item);
          threads.add(Thread.currentThread());
        });

    assertThat(done).isEqualTo(ITEMS);
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void threeWorkAtTheSameTimeAndNoMore() {
    CyclicBarrier meeting = new CyclicBarrier(3);
    AtomicInteger now = new AtomicInteger();
    Queue<Integer> seen = new ConcurrentLinkedQueue<>();

    new Lanes(3)
        .each(
            ITEMS,
            _ -> {
              seen.add(now.incrementAndGet());
              await(meeting);
              now.decrementAndGet();
              await(meeting);
            });

    assertThat(seen).hasSize(ITEMS.size()).contains(3).allMatch(count -> count <= 3);
  }

  private static void await(CyclicBarrier meeting) {
    try {
      meeting.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatAPieceOfWorkThrowsIsThrown(int width) {
    Lanes lanes = new Lanes(width);

    assertThatThrownBy(() ->
            lanes.each(
                ITEMS,
                item -> {
                  if (item == 5) {
                    throw new StateStore.Unavailable("away", null);
                  }
                }))
        .isInstanceOf(StateStore.Unavailable.class)
        .hasMessage("away");
  }

  @Test
  void noLaneIsRefused() {
    assertThatThrownBy(() -> new Lanes(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
