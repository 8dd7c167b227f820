package io.fargateautoscaler.simulator;

import java.time.Instant;

/**
 * A task as somebody sees it who looks at it from outside.
 *
 * @param state {@code pending}, {@code running} or {@code stopping}
 * @param since when it got there
 */
public record TaskLook(String id, String state, Instant since, int revision) {
  static TaskLook of(PretendTask task, VirtualClock clock) {
    Long started = task.startedAt;
    Long stopping = task.stoppingAt;
    return switch (task.state) {
      case RUNNING -> look(task, "running", clock.at(started == null ? task.createdAt : started));
      case STOPPING, GONE ->
          look(task, "stopping", clock.at(stopping == null ? task.createdAt : stopping));
      case PENDING -> look(task, "pending", clock.at(task.createdAt));
    };
  }

  private static TaskLook look(PretendTask task, String state, Instant since) {
    return new TaskLook(task.id, state, since, task.revision.number());
  }
}
