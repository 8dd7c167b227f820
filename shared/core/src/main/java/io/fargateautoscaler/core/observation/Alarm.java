package io.fargateautoscaler.core.observation;

import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch alarm as it is.
 *
 * @param threshold null if it has none: composite and anomaly detection
 * @param metric what it watches; null if that is not a single metric
 * @param period of the metric's points
 */
public record Alarm(
    AlarmState state,
    @Nullable Double threshold,
    TargetMetric.@Nullable Input metric,
    Duration period) {
  /** There is no such alarm, or it could not be read. */
  public static final Alarm MISSING =
      new Alarm(AlarmState.MISSING, null, null, Duration.ofMinutes(1));
}
