package io.fargateautoscaler.simulator;

import org.jspecify.annotations.Nullable;

/** What AWS lets a service launch, and when ECS says that it does not. Not shared. */
final class LaunchLimits {
  static final String QUOTA = "You've reached the limit on the number of vCPUs you can run";
  static final String RATE = "Rate exceeded";

  /** ECS does not send an event for each try. */
  private static final int QUIET_SECONDS = 60;

  private int mostTasks = Integer.MAX_VALUE;
  private int launchesASecond = Integer.MAX_VALUE;
  private @Nullable String refused;
  private long toldAt;
  private boolean told;

  void mostTasks(int most) {
    mostTasks = most;
  }

  void launchesASecond(int most) {
    launchesASecond = most;
  }

  /** How many of {@code wanted} tasks may be launched in this second, beside those alive. */
  int allowed(int wanted, int alive) {
    int allowed = Math.min(wanted, Math.min(launchesASecond, Math.max(0, mostTasks - alive)));
    refused = allowed == wanted ? null : wanted + alive > mostTasks ? QUOTA : RATE;
    return allowed;
  }

  /** Whether ECS sends an event now that it could not launch all. */
  @Nullable String tells(long now) {
    if (refused == null || (told && now < toldAt + QUIET_SECONDS)) {
      return null;
    }
    told = true;
    toldAt = now;
    return refused;
  }

  /** Whether ECS sends an event now that the service is steady, given that all its tasks run. */
  boolean steadyAgain() {
    boolean again = told;
    told = false;
    return again;
  }
}
