package io.fargateautoscaler.operations.policies;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.List;

/**
 * What is in force for a service.
 *
 * @param mode the stricter of document and stack
 * @param policies their names
 */
public record InForce(
    ServiceRef service, long version, CapacityRange capacity, Mode mode, List<String> policies) {
  public InForce {
    policies = List.copyOf(policies);
  }
}
