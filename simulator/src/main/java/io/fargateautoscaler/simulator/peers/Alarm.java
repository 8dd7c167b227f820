package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * How an alarm of CloudWatch looks at points.
 *
 * @param lag from the end of a period until the alarm counts its point
 */
record Alarm(Duration period, Duration lag) {
  private static final int TOLERATED_PERIODS = 5;

  /**
   * Fitted: with three points and a look each minute, an action follows 363 s after a step of load,
   * which is what AWS measured.
   */
  static final Alarm OF_MINUTES = new Alarm(Duration.ofMinutes(1), Duration.ofSeconds(153));

  /** Fitted likewise to 86 s; points that are published later than this lag add to that. */
  static final Alarm OF_20_SECONDS = new Alarm(Duration.ofSeconds(20), Duration.ofSeconds(16));

  /** The points that count now, oldest first. */
  private List<Look.Point> counted(Look look) {
    Instant latestEnd = look.at().minus(lag);
    return look.points().stream().filter(point -> !point.end().isAfter(latestEnd)).toList();
  }

  /** The newest point that counts now, null if none does. */
  Look.@Nullable Point newest(Look look) {
    List<Look.Point> counted = counted(look);
    return counted.isEmpty() ? null : counted.getLast();
  }

  /** Whether the newest points all breach; false where one of them is missing or old. */
  boolean holds(Look look, int datapoints, DoublePredicate breaching) {
    List<Look.Point> counted = counted(look);
    Instant oldestEnd = look.at().minus(lag).minus(period.multipliedBy(TOLERATED_PERIODS));
    if (counted.size() < datapoints || counted.getLast().end().isBefore(oldestEnd)) {
      return false;
    }
    List<Look.Point> newest = counted.subList(counted.size() - datapoints, counted.size());
    Instant next = newest.getFirst().at();
    for (Look.Point point : newest) {
      if (!point.at().equals(next) || !breaching.test(point.value())) {
        return false;
      }
      next = point.end();
    }
    return true;
  }
}
