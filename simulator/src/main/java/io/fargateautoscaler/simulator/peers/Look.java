package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer sees at one instant.
 *
 * @param desired tasks, at least 0
 * @param running tasks that can work, at least 0
 * @param deploying whether a deployment of the service is going on
 * @param points of the metric that the peer reads, oldest first, only those already published
 * @param queue null: not read, or reading failed
 */
public record Look(
    Instant at,
    int desired,
    int running,
    CapacityRange range,
    boolean deploying,
    List<Point> points,
    @Nullable Queue queue) {

  /**
   * @throws IllegalArgumentException if a count is negative
   */
  public Look {
    if (desired < 0 || running < 0) {
      throw new IllegalArgumentException("desired " + desired + ", running " + running);
    }
    points = List.copyOf(points);
  }

  /**
   * One datapoint.
   *
   * @param at start of the period, as CloudWatch gives it
   */
  public record Point(Instant at, Duration period, double value) {
    /** End of the period. */
    public Instant end() {
      return at.plus(period);
    }
  }

  /**
   * Approximate numbers of messages.
   *
   * @param visible waiting
   * @param inFlight received and not yet deleted
   * @param delayed not yet available
   */
  public record Queue(long visible, long inFlight, long delayed) {}

  /** The newest point if its period ended at most {@code age} ago, else null. */
  @Nullable Point newest(Duration age) {
    if (points.isEmpty() || points.getLast().end().isBefore(at.minus(age))) {
      return null;
    }
    return points.getLast();
  }

  Look with(List<Point> others) {
    return new Look(at, desired, running, range, deploying, others, queue);
  }

  Look with(CapacityRange other) {
    return new Look(at, desired, running, other, deploying, points, queue);
  }
}
