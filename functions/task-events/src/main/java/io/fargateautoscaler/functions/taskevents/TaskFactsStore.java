package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.StartUps;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Port: what is remembered of starts and stops of tasks (DynamoDB). */
interface TaskFactsStore {
  /** Those of {@code tasks}, given by ARN, whose stop of the last day is remembered. */
  Set<String> known(Map<String, ServiceRef> tasks);

  /** Remembers that these stops were dealt with. */
  void remember(Map<String, Stop> stops);

  /**
   * Replaces the starts of a service's tasks, by id of the task. Nothing that another run writes at
   * the same time is lost: {@code change} may be asked more than once.
   */
  void starts(ServiceRef service, UnaryOperator<Map<String, ScalingHistory.Start>> change);

  /** Replaces what is kept of the start-ups of a service's tasks; otherwise as {@link #starts}. */
  void startUps(ServiceRef service, UnaryOperator<StartUps> change);

  /** A stopped task's service, and what its stop was. */
  record Stop(ServiceRef service, String kind) {}
}
