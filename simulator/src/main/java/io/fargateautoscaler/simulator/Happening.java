package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something of which ECS would send an event. */
public sealed interface Happening {
  Instant at();

  ServiceRef service();

  /** A task has begun to run. */
  record TaskStarted(Instant at, ServiceRef service, String taskId, int revision)
      implements Happening {}

  /**
   * A task has stopped.
   *
   * @param stoppingAt when it was told to stop, or ended of its own
   * @param startedAt null if it never ran
   */
  record TaskStopped(
      Instant at,
      ServiceRef service,
      String taskId,
      int revision,
      Cause cause,
      Instant stoppingAt,
      @Nullable Instant startedAt)
      implements Happening {}

  /** A deployment has begun or has ended. */
  record Deployment(Instant at, ServiceRef service, int revision, boolean completed)
      implements Happening {}

  /**
   * ECS could not launch tasks, or has all of them again.
   *
   * @param refused the reason as ECS gives it; null: the service is steady
   */
  record ServiceAction(Instant at, ServiceRef service, @Nullable String refused)
      implements Happening {}

  /** Why a task stopped. */
  enum Cause {
    SCALING,
    /** The scheduler moved it to another zone. */
    REBALANCING,
    CANNOT_PULL,
    CRASHED,
    OUT_OF_MEMORY,
    EXITED_CLEANLY,
    HEALTH_CHECK,
    SPOT
  }
}
