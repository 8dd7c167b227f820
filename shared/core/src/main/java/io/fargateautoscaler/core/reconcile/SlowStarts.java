package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.tasks.StartUpSummary;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pure: which queues ask for more than tasks can give that take so long to start. */
final class SlowStarts {
  private SlowStarts() {}

  /**
   * A line for each queue policy, by its name, whose {@code drain-within} is shorter than the
   * median start-up.
   *
   * @param startUp null: unknown, so nothing is said
   */
  static Map<String, String> lines(ServicePolicy policy, @Nullable StartUpSummary startUp) {
    Map<String, String> lines = new TreeMap<>();
    if (startUp != null) {
      for (ScalingPolicy each : policy.policies()) {
        if (each instanceof QueuePolicy queue
            && queue.goal() instanceof DrainWithin goal
            && goal.limit().compareTo(startUp.median()) < 0) {
          lines.put(queue.name(), line(queue.name(), goal.limit(), startUp));
        }
      }
    }
    return lines;
  }

  private static String line(String queue, Duration limit, StartUpSummary startUp) {
    return queue
        + ": drain-within is "
        + seconds(limit)
        + ", but tasks of "
        + startUp.revision()
        + " take "
        + seconds(startUp.median())
        + " to start (median of "
        + startUp.count()
        + "): messages that wait for a new task wait longer.";
  }

  /** Rounded up to tenths, so that what is more than the limit is also read as more. */
  private static String seconds(Duration time) {
    long tenths = Math.ceilDiv(time.toMillis(), 100L);
    return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " s";
  }
}
