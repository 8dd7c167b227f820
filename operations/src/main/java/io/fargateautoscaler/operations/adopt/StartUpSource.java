package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.util.List;

/** Port: how long the tasks that run now took to start. */
@FunctionalInterface
public interface StartUpSource {
  /**
   * From their creation until they ran, at most 100 tasks, in any order.
   *
   * @throws io.fargateautoscaler.operations.Trouble if ECS cannot be read
   */
  List<Duration> startUps(ServiceRef service);
}
