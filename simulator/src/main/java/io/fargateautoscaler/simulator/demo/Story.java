package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Instant;
import java.util.List;

/**
 * What happened in the demo.
 *
 * @param lines the timeline, oldest first
 * @param tracks one for each service
 * @param decisions every decision, oldest first
 */
public record Story(
    long seed,
    Instant start,
    long seconds,
    List<Line> lines,
    List<Track> tracks,
    List<Made> decisions,
    Summary summary) {

  /**
   * A line of the timeline.
   *
   * @param second since the start
   * @param mark says of what kind it is
   * @param text what happened, without line breaks
   * @param desired for example {@code 4 → 7}; may be empty
   * @param details further lines
   */
  public record Line(
      long second,
      ServiceRef service,
      Mark mark,
      String text,
      String desired,
      List<String> details) {}

  /** Kinds of lines. */
  public enum Mark {
    OUT("▲"),
    IN("▼"),
    HOLD("·"),
    EVENT(" "),
    FAILURE("✖"),
    DEPLOYMENT("◆"),
    NOTICE("✉");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** One decision; {@code news} if its kind or count differs from the one before. */
  public record Made(long second, DecisionRecord record, boolean news) {}

  /** A service's counts every ten seconds. */
  public record Track(ServiceRef service, String range, List<Sample> samples) {}

  /**
   * Counts at one moment.
   *
   * @param needed tasks that the true load needs
   */
  public record Sample(long second, double needed, int desired, int running) {}

  /**
   * Totals.
   *
   * @param events delivered to the autoscaler, duplicates included, ticks and pulses not
   * @param failed tasks that could not start or died
   * @param blind decisions that held the count because data was missing
   * @param rejected policy documents with problems
   * @param outside changes to a count outside the policy's range
   * @param waited part of the web load that found no CPU, 0 to 1
   */
  public record Summary(
      int events,
      int duplicates,
      int lost,
      int decisions,
      int changes,
      int notices,
      int failed,
      int blind,
      int rejected,
      int outside,
      double waited,
      double usdOfTasks,
      double usdOfAutoscaler,
      double usdAtPeak) {}
}
