package io.fargateautoscaler.core.policy;

import java.time.Duration;

/**
 * How fast the count may fall.
 *
 * @param stabilization the largest need of this time counts
 * @param every least time between any change and a scale-in
 */
public record ScaleIn(boolean enabled, Duration stabilization, Duration every, StepLimit step) {
  public static final ScaleIn DEFAULT =
      new ScaleIn(
          true,
          Duration.ofMinutes(10),
          Duration.ofMinutes(2),
          new StepLimit.Limited(50, 1, Duration.ZERO));

  /** For services with queue policies only: a queue shows its whole load at once. */
  public static final ScaleIn QUEUE_DEFAULT =
      new ScaleIn(true, Duration.ofSeconds(60), Duration.ofSeconds(60), new StepLimit.Unlimited());
}
