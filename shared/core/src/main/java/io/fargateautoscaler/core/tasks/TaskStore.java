package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Port: what is remembered of a service's tasks (DynamoDB). */
public interface TaskStore {
  /**
   * Replaces the starts of a service's tasks, by id of the task. Nothing that another run writes at
   * the same time is lost: {@code change} may be asked more than once.
   */
  void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change);

  /**
   * Keeps what ECS said of whether a service's tasks come, unless something newer is known.
   *
   * @return whether it was news
   */
  boolean trouble(ServiceRef service, Trouble said);

  /** Replaces what is kept of the start-ups of a service's tasks; otherwise as {@link #starts}. */
  void startUps(ServiceRef service, UnaryOperator<StartUps> change);
}
