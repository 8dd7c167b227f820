package io.fargateautoscaler.simulator.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The tasks of a service as ECS keeps them: launched up to the desired count at a limited rate,
 * started after a while, stopped the pending ones first and then the oldest.
 */
final class Tasks {
  /** The 95th percentile of a standard normal distribution. */
  private static final double NORMAL_95 = 1.6449;

  private static final double SPREAD = StrictMath.log(FleetSpec.START_UP_TAIL) / NORMAL_95;

  /** Longer than the period of any metric. */
  private static final int STOPPED_KEPT = 120;

  /** Times in seconds since the start; it serves in [startedAt, stoppedAt). */
  static final class Task {
    private final int launchedAt;
    final int startedAt;
    int stoppedAt = Integer.MAX_VALUE;

    Task(int launchedAt, int startedAt) {
      this.launchedAt = launchedAt;
      this.startedAt = startedAt;
    }
  }

  private final FleetSpec spec;
  private final SplittableRandom random;
  private final List<Task> pending = new ArrayList<>();
  private final ArrayDeque<Task> running = new ArrayDeque<>();
  private final ArrayDeque<Task> stopping = new ArrayDeque<>();
  private final ArrayDeque<Task> stopped = new ArrayDeque<>();
  private int desired;
  private double launchable;
  private int nextStart = Integer.MAX_VALUE;
  private long paidSeconds;

  /** All of {@code desired} run already. */
  Tasks(FleetSpec spec, int desired, SplittableRandom random) {
    this.spec = spec;
    this.random = random;
    this.desired = desired;
    for (int i = 0; i < desired; i++) {
      running.add(new Task(0, 0));
    }
  }

  int desired() {
    return desired;
  }

  int running() {
    return running.size();
  }

  int pending() {
    return pending.size();
  }

  /** Those that run, the oldest first. */
  ArrayDeque<Task> serving() {
    return running;
  }

  /** Those that were told to stop in the last minutes. */
  ArrayDeque<Task> stopped() {
    return stopped;
  }

  long paidSeconds() {
    return paidSeconds;
  }

  void desire(int count, int now) {
    desired = count;
    int surplus = pending.size() + running.size() - desired;
    for (; surplus > 0 && !pending.isEmpty(); surplus--) {
      pay(pending.removeLast(), now);
    }
    for (; surplus > 0; surplus--) {
      Task oldest = running.remove();
      oldest.stoppedAt = now;
      stopping.add(oldest);
      stopped.add(oldest);
    }
    launch(now);
  }

  /** What happens until {@code now}. */
  void second(int now) {
    launchable =
        Math.min(spec.launchesPerMinute() / 60.0 + launchable % 1, spec.launchesPerMinute());
    launch(now);
    if (now >= nextStart) {
      start(now);
    }
    while (!stopping.isEmpty() && now >= stopping.peek().stoppedAt + spec.stopSeconds()) {
      pay(stopping.remove(), now);
    }
    while (!stopped.isEmpty() && stopped.peek().stoppedAt < now - STOPPED_KEPT) {
      stopped.remove();
    }
  }

  private void start(int now) {
    nextStart = Integer.MAX_VALUE;
    for (Iterator<Task> each = pending.iterator(); each.hasNext(); ) {
      Task task = each.next();
      if (now >= task.startedAt) {
        each.remove();
        running.add(task);
      } else {
        nextStart = Math.min(nextStart, task.startedAt);
      }
    }
  }

  private void launch(int now) {
    for (int missing = desired - pending.size() - running.size();
        missing > 0 && launchable >= 1;
        missing--) {
      launchable--;
      Task task = new Task(now, now + (int) Math.round(startUp()));
      if (task.startedAt <= now) {
        running.add(task);
      } else {
        pending.add(task);
        nextStart = Math.min(nextStart, task.startedAt);
      }
    }
  }

  private double startUp() {
    if (spec.startUpSeconds() == 0) {
      return 0;
    }
    double length = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = length * StrictMath.cos(2 * Math.PI * random.nextDouble());
    return spec.startUpSeconds() * StrictMath.exp(SPREAD * normal);
  }

  private void pay(Task task, int now) {
    paidSeconds += Math.max(spec.shortestPaidSeconds(), now - task.launchedAt);
  }

  /** At the end of a run: what still lives is paid until {@code now}. */
  long paidUntil(int now) {
    long open = 0;
    for (Iterable<Task> each : List.of(pending, running, stopping)) {
      for (Task task : each) {
        open += now - task.launchedAt;
      }
    }
    return paidSeconds + open;
  }
}
