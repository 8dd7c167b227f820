package io.fargateautoscaler.events;

import org.jspecify.annotations.Nullable;

/** Why a task stopped, in the few kinds that people and the crash-loop brake tell apart. */
public enum StopKind {
  /** The scheduler wanted it: scale-in, deployment, rebalancing. */
  EXPECTED("expected"),
  /** It never ran: image, secret, resource, capacity. */
  FAILED_TO_START("failed-to-start"),
  CRASHED("crashed"),
  OUT_OF_MEMORY("out-of-memory"),
  /** It ended by itself without an error, which a service's task should not do. */
  EXITED_ZERO("exited-zero"),
  /** The scheduler replaced it because a health check failed. */
  HEALTH_CHECK("health-check"),
  BY_PERSON("by-person"),
  /** AWS took the host away: Spot, maintenance, failing hardware. */
  PLATFORM("platform"),
  UNKNOWN("unknown");

  private static final String SCALING = "Scaling activity initiated by";
  private static final String HEALTH = "health check";
  private static final String MEMORY = "OutOfMemoryError";

  private final String wireName;

  StopKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON, logs and notices. */
  public String wireName() {
    return wireName;
  }

  /** Whether the scheduler did not plan the stop, so that the service has lost a task. */
  public boolean unexpected() {
    return this != EXPECTED;
  }

  /**
   * Why {@code task} stopped or is about to. A task that is not {@linkplain TaskFacts#ending
   * ending} is {@link #EXPECTED}: nothing happened.
   */
  public static StopKind of(TaskFacts task) {
    if (!task.ending()) {
      return EXPECTED;
    }
    return switch (task.stopCode()) {
      case "ServiceSchedulerInitiated" -> byScheduler(task);
      case "EssentialContainerExited" -> byContainer(task);
      case "TaskFailedToStart" -> FAILED_TO_START;
      case "UserInitiated" -> BY_PERSON;
      case "SpotInterruption", "TerminationNotice", "InfrastructureHealth" -> PLATFORM;
      case null, default -> task.stopped() && task.startedAt() == null ? FAILED_TO_START : UNKNOWN;
    };
  }

  /** The exit code says nothing here: a task that is slow to end gets 137 on a plain scale-in. */
  private static StopKind byScheduler(TaskFacts task) {
    Untrusted reason = task.stoppedReason();
    if (reason == null || reason.startsWith(SCALING)) {
      return EXPECTED;
    }
    if (reason.containsIgnoringCase(HEALTH)) {
      return HEALTH_CHECK;
    }
    boolean startFailed =
        reason.startsWith("Cannot") || reason.startsWith("ResourceInitializationError");
    return startFailed && task.startedAt() == null ? FAILED_TO_START : EXPECTED;
  }

  private static StopKind byContainer(TaskFacts task) {
    boolean outOfMemory =
        isMemory(task.stoppedReason())
            || task.containers().stream().anyMatch(container -> isMemory(container.reason()));
    if (outOfMemory) {
      return OUT_OF_MEMORY;
    }
    boolean anyExit = task.containers().stream().anyMatch(c -> c.exitCode() != null);
    boolean allZero =
        task.containers().stream()
            .map(TaskFacts.ContainerExit::exitCode)
            .allMatch(code -> code == null || code == 0);
    return anyExit && allZero ? EXITED_ZERO : CRASHED;
  }

  private static boolean isMemory(@Nullable Untrusted reason) {
    return reason != null && reason.startsWith(MEMORY);
  }
}
