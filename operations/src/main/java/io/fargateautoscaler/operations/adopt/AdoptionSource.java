package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Optional;

/** Port: a service and what scales it today. */
public interface AdoptionSource {
  /**
   * The service as it is.
   *
   * @return empty if there is none of this name
   * @throws io.fargateautoscaler.operations.Refusal if there is no such cluster
   * @throws io.fargateautoscaler.operations.Trouble if ECS cannot be read
   */
  Optional<RunningService> service(ServiceRef service);

  /**
   * All that Application Auto Scaling has for it.
   *
   * @throws io.fargateautoscaler.operations.Trouble if it cannot be read
   */
  AutoScaling autoScaling(ServiceRef service);
}
