package io.fargateautoscaler.core.failure;

/** What a service action or deployment event of ECS means for a service. */
public enum ServiceTrouble {
  NONE("none", "Nothing is wrong."),
  CAPACITY("capacity", "AWS, a quota or the subnets have no room for more tasks."),
  PLACEMENT("placement", "ECS found no place for a task, for another reason."),
  START_IMPAIRED("start-impaired", "Tasks fail as they start, again and again."),
  UNHEALTHY("unhealthy", "Tasks run but are not healthy."),
  THROTTLED("throttled", "ECS is held back by limits on its own calls."),
  CONFIGURATION("configuration", "The service or its task definition asks for what cannot be."),
  DEPLOYMENT_FAILED("deployment-failed", "A deployment was given up."),
  ROLLING_BACK("rolling-back", "ECS goes back to the revision before."),
  UNKNOWN("unknown", "No row of the table knows the event.");

  private final String wireName;
  private final String meaning;

  ServiceTrouble(String wireName, String meaning) {
    this.wireName = wireName;
    this.meaning = meaning;
  }

  /** The name used in JSON and logs. */
  public String wireName() {
    return wireName;
  }

  /** One sentence on what all events of the kind have in common. */
  public String meaning() {
    return meaning;
  }
}
