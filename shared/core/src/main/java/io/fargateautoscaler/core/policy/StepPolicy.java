package io.fargateautoscaler.core.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Changes the count by steps, by how far a metric is beyond the threshold of a CloudWatch alarm.
 *
 * @param alarm name of the alarm
 * @param warmUp time after a step in which only the difference to a larger step is added
 * @param side the side of the threshold on which all steps lie
 * @param steps at least one, by distance from the threshold, smallest first
 */
public record StepPolicy(
    String name, String alarm, Duration warmUp, Side side, List<Step> steps, Direction direction)
    implements ScalingPolicy {
  public static final Duration DEFAULT_WARM_UP = Duration.ofMinutes(3);

  public StepPolicy {
    steps = steps.stream().sorted(Comparator.comparing(Step::distance)).toList();
  }

  /** Whether any of its steps can lower the count. */
  public boolean mayScaleIn() {
    return direction == Direction.BOTH
        && steps.stream()
            .anyMatch(step ->
                switch (step.adjust()) {
                  case REMOVE, REMOVE_PERCENT, SET -> true;
                  case ADD, ADD_PERCENT -> false;
                });
  }

  /** Where the metric is when the alarm rings. */
  public enum Side {
    ABOVE,
    BELOW
  }

  /**
   * One step.
   *
   * @param distance from the threshold, at least 0, in the metric's unit; up to the next step's
   * @param value tasks, percent of the count, or the count itself
   * @param atLeast the least number of tasks that a percentage changes, at least 0
   */
  public record Step(BigDecimal distance, Adjust adjust, BigDecimal value, int atLeast) {}

  /** What a step does to the count. */
  public enum Adjust {
    ADD,
    REMOVE,
    ADD_PERCENT,
    REMOVE_PERCENT,
    SET
  }
}
