package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.events.StopKind;
import io.fargateautoscaler.events.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * An unexpected stop of a service's task.
 *
 * @param messageId the message that told it
 * @param stoppedAt when the task stopped
 */
record Failure(
    String messageId, ServiceRef service, StopKind kind, TaskFacts task, Instant stoppedAt) {
  /** Failures of one group are told once in this time. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  Group group() {
    String definition = task.taskDefinition();
    return new Group(
        service,
        kind,
        definition == null ? "unknown" : definition,
        Math.floorDiv(stoppedAt.getEpochSecond(), WINDOW.toSeconds()));
  }

  /**
   * Failures that are told together.
   *
   * @param taskDefinition {@code family:revision}
   * @param window number of the quarter of an hour since 1970
   */
  record Group(ServiceRef service, StopKind kind, String taskDefinition, long window)
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
