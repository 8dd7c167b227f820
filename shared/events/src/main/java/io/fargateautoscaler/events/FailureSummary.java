package io.fargateautoscaler.events;

import org.jspecify.annotations.Nullable;

/**
 * An unexpected stop of a service's task, as people are told of it.
 *
 * @param service {@code cluster/service}
 * @param taskDefinition {@code family:revision}
 */
public record FailureSummary(
    String service,
    StopKind kind,
    @Nullable Untrusted reason,
    @Nullable String stopCode,
    @Nullable String taskDefinition) {

  /**
   * The failure that {@code task} stands for. Null for a standalone task, for an expected stop, and
   * before the task is {@code STOPPED}, so that each stop is told once.
   */
  public static @Nullable FailureSummary of(TaskFacts task) {
    String service = task.serviceRef();
    StopKind kind = StopKind.of(task);
    if (service == null || !task.stopped() || !kind.unexpected()) {
      return null;
    }
    return new FailureSummary(
        service, kind, task.stoppedReason(), task.stopCode(), task.taskDefinition());
  }
}
