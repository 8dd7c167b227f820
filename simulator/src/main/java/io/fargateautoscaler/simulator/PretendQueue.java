package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.simulator.PretendTask.State;
import io.fargateautoscaler.simulator.ServiceSpec.Queue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An SQS queue and its consumers. A consumer that could work on one more message receives until it
 * has {@code held}; one that prefetches always keeps {@code held}. It works on them in order and
 * deletes each when it is done.
 */
final class PretendQueue {
  /** Steps a second, so that idle consumers share what arrives within one. */
  private static final int PARTS = 20;

  private record Returned(long at, int messages) {}

  private final Queue spec;
  private final SplittableRandom random;
  private final ArrayDeque<Returned> invisible = new ArrayDeque<>();
  private double arriving;
  private long visible;
  private double sent;
  private double received;
  private double deleted;

  PretendQueue(Queue spec, SplittableRandom random) {
    this.spec = spec;
    this.random = random;
  }

  void add(int messages) {
    visible += messages;
    sent += messages;
  }

  long visible() {
    return visible;
  }

  void second(long second, List<PretendTask> tasks) {
    while (!invisible.isEmpty() && invisible.peekFirst().at() <= second) {
      visible += invisible.removeFirst().messages();
    }
    for (int part = 0; part < PARTS; part++) {
      // Work first: what has just arrived is still there when somebody looks.
      tasks.forEach(this::work);
      arriving += spec.arrivals().at(second) / PARTS;
      int arrived = (int) arriving;
      arriving -= arrived;
      add(arrived);
      receive(tasks);
    }
  }

  /** Whoever has nothing to do receives what there is; nobody knows who comes first. */
  private void receive(List<PretendTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    int first = random.nextInt(tasks.size());
    for (int i = 0; i < tasks.size() && visible > 0; i++) {
      receive(tasks.get((first + i) % tasks.size()));
    }
  }

  private void receive(PretendTask task) {
    int enough = spec.prefetch() ? spec.held() : spec.concurrency();
    if (task.held < enough && task.is(State.RUNNING)) {
      int batch = (int) Math.min(visible, spec.held() - task.held);
      visible -= batch;
      received += batch;
      task.held += batch;
    }
  }

  private void work(PretendTask task) {
    double left = 1.0 / PARTS;
    while (left > 1e-9) {
      receive(task);
      if (task.held == 0) {
        task.progress = 0;
        return;
      }
      // With k messages in work, one of them is done after every k-th part of its time.
      int atOnce = Math.min(task.held, spec.concurrency());
      double used = Math.min(left, (spec.secondsPerMessage() - task.progress) / atOnce);
      task.progress += used * atOnce;
      left -= used;
      if (task.progress >= spec.secondsPerMessage() - 1e-9) {
        task.held--;
        task.progress = 0;
        deleted++;
      }
    }
  }

  /** What a task that is gone still held comes back when it is visible again. */
  void gone(PretendTask task, long second) {
    if (task.held > 0) {
      invisible.addLast(new Returned(second + spec.visibilitySeconds(), task.held));
      task.held = 0;
    }
  }

  Load.QueueDepth depth(Instant now, List<PretendTask> tasks, Load.@Nullable Flow flow) {
    long inFlight = invisible.stream().mapToLong(Returned::messages).sum();
    inFlight += tasks.stream().mapToLong(task -> task.held).sum();
    return new Load.QueueDepth(now, visible, inFlight, 0, flow);
  }

  /** What happened since the last call. */
  Load.Flow takeFlow() {
    Load.Flow flow = new Load.Flow(null, sent, received, deleted);
    sent = 0;
    received = 0;
    deleted = 0;
    return flow;
  }
}
