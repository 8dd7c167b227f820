package io.fargateautoscaler.core.failure;

/** Why a task stopped, in the classes that people and the crash-loop brake tell apart. */
public enum StopClass {
  EXPECTED("expected", "planned", "The scheduler wanted it: scale-in, deployment, rebalancing."),
  IMAGE("image", "no usable image", "The image cannot be pulled or does not fit."),
  SECRET("secret", "no secret", "A secret, a parameter or a registry login cannot be read."),
  CONFIGURATION(
      "configuration", "wrong configuration", "The task definition asks for what is not there."),
  NETWORK("network", "no network path", "The task cannot reach what it needs to start."),
  CAPACITY("capacity", "no capacity", "AWS, a quota or the subnet has no room for the task."),
  SPOT("spot", "Spot took it back", "AWS took back Fargate Spot capacity."),
  HEALTH_CHECK("health-check", "health check failed", "The scheduler replaced an unhealthy task."),
  OUT_OF_MEMORY("out-of-memory", "out of memory", "A container needed more memory than it has."),
  CRASH("crash", "crashed", "An essential container ended with an error."),
  EXITED_CLEANLY(
      "exited-cleanly",
      "ended by itself",
      "The task ended with exit code 0; a task of a service should run on."),
  PLATFORM("platform", "stopped by AWS", "AWS took the host away, or failed itself."),
  BY_A_PERSON(
      "by-a-person", "stopped by a person", "Somebody, or a tool of theirs, called StopTask."),
  UNKNOWN("unknown", "unknown cause", "No row of the table knows what ECS said.");

  private final String wireName;
  private final String words;
  private final String meaning;

  StopClass(String wireName, String words, String meaning) {
    this.wireName = wireName;
    this.words = words;
    this.meaning = meaning;
  }

  /** The name used in JSON, logs and notices. */
  public String wireName() {
    return wireName;
  }

  /** A few words for a subject line: "task failed: …". */
  public String words() {
    return words;
  }

  /** One sentence on what all stops of the class have in common. */
  public String meaning() {
    return meaning;
  }

  /** Whether the scheduler did not plan the stop, so that the service has lost a task. */
  public boolean unexpected() {
    return this != EXPECTED;
  }

  /** Whether ECS replaces the task and nothing is to be mended. */
  public boolean passing() {
    return this == SPOT || this == PLATFORM || this == BY_A_PERSON;
  }

  /**
   * Whether a further task of the same revision would most likely end in the same way. Overload
   * fails health checks too, and a worker may end when its work is done.
   */
  boolean ownFault() {
    return switch (this) {
      case IMAGE, SECRET, CONFIGURATION, NETWORK, OUT_OF_MEMORY, CRASH -> true;
      case EXPECTED, CAPACITY, SPOT, HEALTH_CHECK, EXITED_CLEANLY, PLATFORM, BY_A_PERSON, UNKNOWN ->
          false;
    };
  }
}
