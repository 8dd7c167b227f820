package io.fargateautoscaler.events;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.tasks.TaskFacts;
import org.jspecify.annotations.Nullable;

/**
 * An unexpected stop of a service's task, as people are told of it.
 *
 * @param service {@code cluster/service}
 */
public record FailureSummary(String service, Classified classified, TaskFacts task) {

  /**
   * The failure that {@code task} stands for. Null for a standalone task, for an expected stop, and
   * before the task is {@code STOPPED}, so that each stop is told once.
   */
  public static @Nullable FailureSummary of(TaskFacts task) {
    String service = task.serviceRef();
    if (service == null || !task.stopped()) {
      return null;
    }
    Classified classified = task.classified();
    return classified.stopClass().unexpected()
        ? new FailureSummary(service, classified, task)
        : null;
  }
}
