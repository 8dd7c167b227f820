package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.util.List;

/**
 * Everything that the operator asked for one service.
 *
 * @param policies at least one; names are unique
 * @param respectExternal how long a count that others raised is a floor
 */
public record ServicePolicy(
    ServiceRef service,
    CapacityRange capacity,
    Mode mode,
    List<ScalingPolicy> policies,
    ScaleOut scaleOut,
    ScaleIn scaleIn,
    Guards guards,
    Duration respectExternal) {
  public static final Duration DEFAULT_RESPECT_EXTERNAL = Duration.ofMinutes(15);

  public ServicePolicy {
    policies = List.copyOf(policies);
  }

  /** Whether every policy reads a queue. */
  public boolean queueOnly() {
    return policies.stream().allMatch(QueuePolicy.class::isInstance);
  }
}
