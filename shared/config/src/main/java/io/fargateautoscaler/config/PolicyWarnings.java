package io.fargateautoscaler.config;

import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a good document asks for and hardly gets. */
public final class PolicyWarnings {
  /** A queue is looked at every 10 s, and a task of Fargate starts in 30 s at best. */
  private static final Duration SHORTEST_DRAIN = Duration.ofSeconds(3 * (10 + 30));

  private PolicyWarnings() {}

  /** Sentences in the order of the document, each with the path that it is about. */
  public static List<String> of(ServicePolicy policy) {
    var warnings = new ArrayList<String>();
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof QueuePolicy queue
          && queue.goal() instanceof DrainWithin goal
          && goal.limit().compareTo(SHORTEST_DRAIN) < 0) {
        warnings.add(
            "policies."
                + queue.name()
                + ".drain-within: "
                + Found.duration(goal.limit())
                + " is shorter than "
                + Found.duration(SHORTEST_DRAIN)
                + ", three times what it takes to see a message and start a task; some will wait"
                + " longer");
      }
    }
    if (policy.wakeAlarm() != null
        && policy.policies().stream().anyMatch(QueuePolicy.class::isInstance)) {
      warnings.add(
          "wake-alarm: has no effect beside a queue policy; queues are looked at all the time");
    }
    return warnings;
  }
}
