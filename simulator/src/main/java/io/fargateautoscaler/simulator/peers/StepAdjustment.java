package io.fargateautoscaler.simulator.peers;

import java.util.List;

/**
 * What a step policy of Application Auto Scaling does about a breach.
 *
 * @param minMagnitude tasks by which a change in percent changes at least; 0: no such limit
 * @param steps that do not overlap
 */
public record StepAdjustment(Kind kind, int minMagnitude, List<Step> steps) {
  /** What an adjustment is a number of. */
  public enum Kind {
    CHANGE_IN_CAPACITY,
    EXACT_CAPACITY,
    PERCENT_CHANGE_IN_CAPACITY
  }

  /**
   * One step.
   *
   * @param lower distance of the metric from the threshold; may be infinite
   * @param upper may be infinite
   */
  public record Step(double lower, double upper, double adjustment) {
    /** The bound nearer to the threshold belongs to the step, the other one does not. */
    private boolean has(double distance) {
      return distance >= 0
          ? lower <= distance && distance < upper
          : lower < distance && distance <= upper;
    }
  }

  public StepAdjustment {
    steps = List.copyOf(steps);
  }

  /**
   * The capacity after an alarm.
   *
   * @param base tasks before
   * @param distance the metric minus the threshold
   * @return not yet within any range; {@code base} if no step has that distance
   */
  public int apply(int base, double distance) {
    for (Step step : steps) {
      if (step.has(distance)) {
        return switch (kind) {
          case CHANGE_IN_CAPACITY -> base + (int) step.adjustment();
          case EXACT_CAPACITY -> (int) step.adjustment();
          case PERCENT_CHANGE_IN_CAPACITY -> base + percent(base, step.adjustment());
        };
      }
    }
    return base;
  }

  private int percent(int base, double adjustment) {
    double exact = base * adjustment / 100;
    if (exact == 0) {
      return 0;
    }
    int sign = exact > 0 ? 1 : -1;
    int whole = Math.max(1, (int) Math.abs(exact));
    return sign * Math.max(whole, minMagnitude);
  }
}
