package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Learns how many samples a task reports in one period: a service with metrics every 20 s gives
 * three a minute, and a count of samples taken for tasks would triple the load.
 */
public final class SamplesPerTask {
  private static final int[] CANDIDATES = {1, 2, 3, 6};
  private static final int LEAST_POINTS = 8;
  private static final Duration LAG = Duration.ofMinutes(4);

  private SamplesPerTask() {}

  /** What is known after this observation; only a whole settled window teaches anything. */
  public static Map<String, Integer> learn(
      ServicePolicy policy, Observation observation, ScalingHistory history) {
    Map<String, Integer> known = new TreeMap<>(history.samplesPerTask());
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof TargetTrackingPolicy tracking
          && observation.loads().get(tracking.name()) instanceof Load.PerTask load
          && settled(observation, history, policy.scaleIn().stabilization().plus(LAG))) {
        of(load, observation.service().running())
            .ifPresent(samples -> known.put(tracking.name(), samples));
      }
    }
    return known;
  }

  private static boolean settled(Observation observation, ScalingHistory history, Duration window) {
    ServiceStatus service = observation.service();
    Instant start = observation.now().minus(window);
    ScalingHistory.Span deployment = history.deployment();
    return service.running() > 0
        && service.running() == service.desired()
        && !service.deploying()
        && (history.watchedSince() == null || history.watchedSince().isBefore(start))
        && (history.actions().isEmpty() || history.actions().getLast().at().isBefore(start))
        && (deployment == null
            || (deployment.until() != null && deployment.until().isBefore(start)));
  }

  private static OptionalInt of(Load.PerTask load, int running) {
    if (load.points().size() < LEAST_POINTS) {
      return OptionalInt.empty();
    }
    for (int samples : CANDIDATES) {
      double expected = (double) samples * running;
      if (load.points().stream().allMatch(point -> point.count() == expected)) {
        return OptionalInt.of(samples);
      }
    }
    return OptionalInt.empty();
  }
}
