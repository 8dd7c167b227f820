package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.time.Instant;

/** While a deployment runs, old and new tasks report together: no scale-in, for a time. */
public final class DeploymentGuard {
  private DeploymentGuard() {}

  static boolean engaged(Situation situation) {
    ServiceStatus service = situation.service();
    Instant now = situation.now();
    if (service.deployment() == ServiceStatus.Deployment.STEADY) {
      return false;
    }
    Span known = situation.history().deployment();
    Instant since = service.deploymentStartedAt();
    if (known != null && known.covers(now) && (since == null || known.from().isAfter(since))) {
      since = known.from();
    }
    return since == null || now.isBefore(since.plus(situation.policy().guards().deploymentHold()));
  }

  static void apply(Situation situation, Course course) {
    if (engaged(situation)) {
      course.floor(
          "deployment",
          situation.current(),
          HoldReason.DEPLOYING,
          "a deployment is in progress; not below " + situation.current());
    }
  }
}
