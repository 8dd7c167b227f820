package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * An unexpected stop of a service's task.
 *
 * @param messageId the message that told it
 * @param why what the classifier says of it
 * @param stoppedAt when the task stopped
 */
record Failure(
    String messageId, ServiceRef service, Classified why, TaskFacts task, Instant stoppedAt) {
  /** Failures of one group are told once in this time. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  Group group() {
    String definition = task.taskDefinition();
    return new Group(
        service,
        why.stopClass(),
        definition == null ? "unknown" : definition,
        Math.floorDiv(stoppedAt.getEpochSecond(), WINDOW.toSeconds()));
  }

  /**
   * Failures that are told together.
   *
   * @param taskDefinition {@code family:revision}
   * @param window number of the quarter of an hour since 1970
   */
  record Group(ServiceRef service, StopClass kind, String taskDefinition, long window)
      implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::service)
            .thenComparing(Group::kind)
            .thenComparing(Group::taskDefinition)
            .thenComparing(Group::window);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }

    /** The same for every failure of the group, so that the outbox tells it once. */
    String noticeId() {
      return "task-failed:"
          + service
          + ":"
          + kind.wireName()
          + ":"
          + taskDefinition
          + ":"
          + Instant.ofEpochSecond(window * WINDOW.toSeconds());
    }
  }
}
