package io.fargateautoscaler.simulator;

import org.jspecify.annotations.Nullable;

/** One task; times are seconds since the start. */
final class PretendTask {
  /** As ECS counts them: a stopping task is neither running nor pending. */
  enum State {
    PENDING,
    RUNNING,
    STOPPING,
    GONE
  }

  final String id;
  final Revision revision;
  final long createdAt;
  final long runsAt;
  State state = State.PENDING;
  long goneAt = Long.MAX_VALUE;
  @Nullable Long startedAt;

  /** CPU of the current minute: sum over the seconds in which the task ran. */
  double cpuSum;

  int cpuSeconds;

  PretendTask(String id, Revision revision, long createdAt, long runsAt) {
    this.id = id;
    this.revision = revision;
    this.createdAt = createdAt;
    this.runsAt = runsAt;
  }

  boolean is(State other) {
    return state == other;
  }
}
