package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Target tracking of visible messages per running task: a function writes that metric each minute.
 * Assumed: its points need no time to be published, so that of the alarms' lag of 153 s only what
 * is left without the two minutes of ECS metrics remains.
 */
public final class AasBacklog implements Peer {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(40);
  private static final Duration LAG = Alarm.OF_MINUTES.lag().minus(MINUTE.multipliedBy(2));
  private static final Duration IN_COOLDOWN = Duration.ofMinutes(2);

  private final AasTargetTracking tracking;
  private final List<Look.Point> points = new ArrayList<>();

  /**
   * @param latency acceptable for a message
   * @param perMessage time that a task needs for one, above 0 and at most the latency
   * @throws IllegalArgumentException if it is not
   */
  public AasBacklog(Duration latency, Duration perMessage) {
    tracking =
        new AasTargetTracking(
            "aas-backlog", new Alarm(MINUTE, LAG), target(latency, perMessage), IN_COOLDOWN);
  }

  /** Messages per task that may wait. */
  static long target(Duration latency, Duration perMessage) {
    if (!perMessage.isPositive() || perMessage.compareTo(latency) > 0) {
      throw new IllegalArgumentException(perMessage + " a message within " + latency);
    }
    return Math.ceilDiv(latency.toNanos(), perMessage.toNanos());
  }

  @Override
  public String name() {
    return tracking.name();
  }

  @Override
  public Duration interval() {
    return MINUTE;
  }

  @Override
  public int desired(Look look) {
    if (look.queue() != null) {
      long backlog = Math.ceilDiv(look.queue().visible(), Math.max(1, look.running()));
      Instant minute = look.at().truncatedTo(ChronoUnit.MINUTES);
      points.removeIf(point -> point.at().equals(minute));
      points.add(new Look.Point(minute, MINUTE, backlog));
    }
    points.removeIf(point -> point.at().isBefore(look.at().minus(KEPT)));
    return tracking.desired(look.with(points));
  }
}
