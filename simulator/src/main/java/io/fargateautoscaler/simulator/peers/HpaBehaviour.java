package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What Kubernetes' HorizontalPodAutoscaler makes of a wish: stabilised, and not too fast. */
final class HpaBehaviour {
  private record Recommended(Instant at, int count) {}

  private record Change(Instant at, int by) {}

  /**
   * Its settings.
   *
   * @param upWindow of which the smallest recommendation counts outwards; 0: the newest one
   * @param downWindow of which the largest recommendation counts inwards
   * @param upPods added within a period at most, or
   * @param upPercent added within a period at most; the larger counts
   * @param downPercent removed within a period at most
   */
  record Rules(
      Duration upWindow,
      Duration downWindow,
      int upPods,
      int upPercent,
      int downPercent,
      Duration period) {
    static final Rules DEFAULT =
        new Rules(Duration.ZERO, Duration.ofMinutes(5), 4, 100, 100, Duration.ofSeconds(15));
  }

  private final Rules rules;
  private final Deque<Recommended> recommended = new ArrayDeque<>();
  private final Deque<Change> changes = new ArrayDeque<>();

  HpaBehaviour(Rules rules) {
    this.rules = rules;
  }

  /** Whether it leaves the metrics alone, since the count is 0 or outside of the range. */
  static boolean settled(int current, CapacityRange range) {
    return (current == 0 && range.min() != 0) || current != range.nearest(current);
  }

  /** What it does then. */
  static int bounded(int current, CapacityRange range) {
    return current == 0 ? 0 : range.nearest(current);
  }

  int apply(Instant now, int current, int wish, CapacityRange range) {
    int stable = stabilised(now, current, wish);
    int desired = range.nearest(limited(now, current, stable));
    if (desired != current) {
      changes.add(new Change(now, desired - current));
    }
    return desired;
  }

  private int stabilised(Instant now, int current, int wish) {
    if (recommended.isEmpty()) {
      recommended.add(new Recommended(now, current));
    }
    int up = wish;
    int down = wish;
    for (Recommended one : recommended) {
      if (one.at().isAfter(now.minus(rules.upWindow()))) {
        up = Math.min(up, one.count());
      }
      if (one.at().isAfter(now.minus(rules.downWindow()))) {
        down = Math.max(down, one.count());
      }
    }
    recommended.add(new Recommended(now, wish));
    Duration longest =
        rules.upWindow().compareTo(rules.downWindow()) > 0 ? rules.upWindow() : rules.downWindow();
    recommended.removeIf(one -> one.at().isBefore(now.minus(longest)));
    return Math.min(Math.max(current, up), down);
  }

  private int limited(Instant now, int current, int stable) {
    changes.removeIf(change -> !change.at().isAfter(now.minus(rules.period())));
    int start = current - changes.stream().mapToInt(Change::by).sum();
    if (stable > current) {
      double percent = Math.ceil(start * (1 + rules.upPercent() / 100.0));
      int limit = (int) Math.max(start + rules.upPods(), percent);
      return Math.min(stable, Math.max(limit, current));
    }
    int limit = (int) (start * (1 - rules.downPercent() / 100.0));
    return Math.max(stable, Math.min(limit, current));
  }
}
