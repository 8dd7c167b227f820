package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Map;
import java.util.Set;

/** Port: the stopped tasks that were dealt with in the last day (DynamoDB). */
interface TaskFactsStore {
  /** Those of {@code tasks}, given by ARN, whose stop is remembered. */
  Set<String> known(Map<String, ServiceRef> tasks);

  /**
   * Remembers a stop.
   *
   * @return false if it was remembered before
   */
  boolean remember(ServiceRef service, String taskArn, String stopKind);
}
