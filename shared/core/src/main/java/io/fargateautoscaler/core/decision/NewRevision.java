package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Guards.CrashLoop;
import java.time.Instant;

/** Whether it is only the tasks of the deployment that runs which fail as they start. */
public final class NewRevision {
  private NewRevision() {}

  /**
   * Enough of its starts were bad and none lived, while tasks of before run on and no others failed
   * to start since it began.
   */
  public static boolean fails(CrashLoop rule, Observation observation, ScalingHistory history) {
    ServiceStatus service = observation.service();
    Instant began = service.deploymentStartedAt();
    int bad = 0;
    int alive = 0;
    for (Start start : history.starts()) {
      Instant ended = start.ended();
      if (start.deployment() != null && start.deployment().equals(service.deploymentId())) {
        bad += start.bad() ? 1 : 0;
        alive += ended == null ? 1 : 0;
      } else if (start.bad() && (began == null || ended == null || ended.isAfter(began))) {
        return false;
      }
    }
    return bad >= rule.badStarts() && service.running() > alive && unproven(observation, history);
  }

  /** Whether a deployment runs of which no task is known to have lived long enough to be of use. */
  public static boolean unproven(Observation observation, ScalingHistory history) {
    ServiceStatus service = observation.service();
    return service.deploying()
        && history.starts().stream()
            .noneMatch(start ->
                start.deployment() != null
                    && start.deployment().equals(service.deploymentId())
                    && CrashLoopBrake.lived(start, observation.now()));
  }
}
