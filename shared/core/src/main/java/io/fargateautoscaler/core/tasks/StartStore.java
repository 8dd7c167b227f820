package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Port: what is remembered of the starts of tasks (DynamoDB). */
@FunctionalInterface
public interface StartStore {
  /**
   * Replaces the starts of a service's tasks, by id of the task. Nothing that another run writes at
   * the same time is lost: {@code change} may be asked more than once.
   */
  void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change);
}
