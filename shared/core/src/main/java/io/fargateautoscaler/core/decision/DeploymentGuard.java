package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** While a deployment runs, old and new tasks report together: no scale-in, for a time. */
public final class DeploymentGuard {
  private DeploymentGuard() {}

  static boolean engaged(Situation situation) {
    if (!situation.service().deploying()) {
      return false;
    }
    Instant until = until(situation);
    return until == null || situation.now().isBefore(until);
  }

  /** When the hold of the present deployment ends at the latest; null: its start is not known. */
  private static @Nullable Instant until(Situation situation) {
    ServiceStatus service = situation.service();
    Span known = situation.history().deployment();
    Instant since = service.deploymentStartedAt();
    if (known != null
        && known.covers(situation.now())
        && (since == null || known.from().isAfter(since))) {
      since = known.from();
    }
    return since == null ? null : since.plus(situation.policy().guards().deploymentHold());
  }

  static void apply(Situation situation, Course course) {
    if (engaged(situation)) {
      Instant until = until(situation);
      course.floor(
          "deployment",
          situation.current(),
          HoldReason.DEPLOYING,
          "a deployment is in progress; not below "
              + situation.current()
              + (until == null
                  ? ""
                  : " for "
                      + Numbers.text(Duration.between(situation.now(), until))
                      + " more at most"));
    }
  }
}
