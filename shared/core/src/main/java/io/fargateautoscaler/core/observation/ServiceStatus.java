package io.fargateautoscaler.core.observation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as ECS describes it.
 *
 * @param desired desired count
 * @param running running count, over all deployments
 * @param pending pending count, over all deployments
 * @param deploymentStartedAt when the newest deployment began; null if unknown
 * @param deploymentId ECS's id of the newest deployment; null if unknown
 * @param targetGroups ARNs of the service's load-balancer target groups
 * @param otherScaler name of another active scaler of this service; null if none is known
 */
public record ServiceStatus(
    int desired,
    int running,
    int pending,
    Lifecycle lifecycle,
    Controller controller,
    Deployment deployment,
    @Nullable Instant deploymentStartedAt,
    @Nullable String deploymentId,
    List<String> targetGroups,
    @Nullable String otherScaler) {
  public ServiceStatus {
    targetGroups = List.copyOf(targetGroups);
  }

  /** Whether a deployment runs, or has failed and not been replaced. */
  public boolean deploying() {
    return deployment != Deployment.STEADY;
  }

  /** The same, scaled by another one too. */
  public ServiceStatus withOtherScaler(String name) {
    return new ServiceStatus(
        desired,
        running,
        pending,
        lifecycle,
        controller,
        deployment,
        deploymentStartedAt,
        deploymentId,
        targetGroups,
        name);
  }

  /** A replica service under the ECS controller without a deployment. */
  public static ServiceStatus steady(int desired, int running, int pending) {
    return new ServiceStatus(
        desired,
        running,
        pending,
        Lifecycle.ACTIVE,
        Controller.ECS,
        Deployment.STEADY,
        null,
        null,
        List.of(),
        null);
  }

  /** ECS service status. */
  public enum Lifecycle {
    ACTIVE,
    DRAINING,
    INACTIVE,
    /** The cluster or the service does not exist. */
    MISSING,
    /** A status that this version does not know. */
    UNKNOWN
  }

  /** Who replaces tasks, and so whether the count is ours to set. */
  public enum Controller {
    ECS,
    /** CODE_DEPLOY with one task set. */
    CODE_DEPLOY,
    /** CODE_DEPLOY while two task sets exist: counts cover both colours. */
    CODE_DEPLOY_SWITCHING,
    EXTERNAL,
    DAEMON,
    UNKNOWN
  }

  /** State of the service's deployments. */
  public enum Deployment {
    STEADY,
    ROLLING,
    FAILED
  }
}
