package io.fargateautoscaler.core.policy;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Keeps the load that one task carries at a target.
 *
 * @param target load per task in the metric's unit (percent for cpu and memory), above 0
 * @param tolerance part of the target within which nothing changes, edges included; 0 to 0.9
 * @param warmUp time in which a starting task's own work distorts the metric; 0 s to 15 min
 */
public record TargetTrackingPolicy(
    String name,
    TargetMetric metric,
    BigDecimal target,
    BigDecimal tolerance,
    Duration warmUp,
    Direction direction)
    implements ScalingPolicy {
  public static final BigDecimal DEFAULT_TOLERANCE = new BigDecimal("0.1");
  public static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(60);
}
