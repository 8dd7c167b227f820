package io.fargateautoscaler.events;

/** What an event is, by its form. */
public enum Kind {
  ALARM("alarm"),
  ECS_TASK("ecs-task"),
  ECS_SERVICE("ecs-service"),
  ECS_DEPLOYMENT("ecs-deployment"),
  SCHEDULE("schedule"),
  PARAMETER("parameter"),
  SQS("sqs"),
  SNS("sns"),
  /** Our own wake-up call between two ticks. */
  PULSE("pulse"),
  /** Our own message that names services worth a look. */
  HINT("hint"),
  /** A JSON object in a form that is not handled. */
  UNKNOWN("unknown"),
  /** Not a JSON object, or JSON beyond the size limits. */
  UNREADABLE("unreadable");

  private final String wireName;

  Kind(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON, logs and command output. */
  public String wireName() {
    return wireName;
  }
}
