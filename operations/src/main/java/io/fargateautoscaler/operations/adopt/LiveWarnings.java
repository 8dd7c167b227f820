package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetMetric.Utilization;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may surprise whoever puts this document into force now. */
record LiveWarnings(ServicePolicy policy, ServiceStatus service, Map<String, Load> loads) {
  /** A queue is looked at so often. */
  private static final Duration POLL = Duration.ofSeconds(10);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * @param startUps of its running tasks, in any order
   */
  List<String> with(List<Duration> startUps) {
    List<String> warnings = new ArrayList<>();
    if (service.otherScaler() != null) {
      warnings.add(
          service.otherScaler()
              + " scales this service: the autoscaler only observes until it is suspended");
    }
    int max = policy.capacity().max();
    if (service.desired() > max) {
      warnings.add(
          "capacity.max: "
              + max
              + " is below the present "
              + service.desired()
              + " tasks, which would be cut to it whatever the load");
    }
    int min = policy.capacity().min();
    if (service.desired() < min) {
      warnings.add(
          "capacity.min: "
              + min
              + " is above the present "
              + service.desired()
              + " tasks, which would be raised to it at once");
    }
    if (service.desired() == 0 && min > 0) {
      warnings.add(
          "somebody set the desired count to 0: it stays there, parked, until it is set above 0");
    }
    policy
        .policies()
        .forEach(each -> {
          byMinute(each, warnings);
          if (!startUps.isEmpty()) {
            startUp(each, median(startUps), warnings);
          }
        });
    return warnings;
  }

  private void byMinute(ScalingPolicy each, List<String> warnings) {
    if (each instanceof TargetTrackingPolicy tracking
        && tracking.metric() instanceof Utilization
        && loads.get(each.name()) instanceof Load.PerTask points
        && !points.points().isEmpty()
        && points.period().compareTo(MINUTE) >= 0) {
      warnings.add(
          path(each)
              + ": its metric comes by the minute; switch the service's 20 s metrics on to be"
              + " scaled one to two minutes sooner");
    }
  }

  private static void startUp(ScalingPolicy each, Duration startUp, List<String> warnings) {
    switch (each) {
      case TargetTrackingPolicy tracking when startUp.compareTo(tracking.warmUp()) > 0 ->
          warnings.add(
              path(each)
                  + ".warm-up: "
                  + tracking.warmUp().toSeconds()
                  + " s is shorter than the "
                  + startUp.toSeconds()
                  + " s that its tasks take to start: it may add too many");
      case QueuePolicy queue
          when queue.goal() instanceof QueuePolicy.DrainWithin goal
              && goal.limit().compareTo(POLL.plus(startUp).multipliedBy(3)) < 0 ->
          warnings.add(
              path(each)
                  + ".drain-within: "
                  + goal.limit().toSeconds()
                  + " s is shorter than "
                  + POLL.plus(startUp).multipliedBy(3).toSeconds()
                  + " s, three times what it takes to see a message (10 s) and to start a task ("
                  + startUp.toSeconds()
                  + " s)");
      default -> {}
    }
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get((times.size() - 1) / 2);
  }

  private static String path(ScalingPolicy policy) {
    return "policies." + policy.name();
  }
}
