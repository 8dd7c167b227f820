package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.simulator.peers.StepAdjustment.Kind;
import io.fargateautoscaler.simulator.peers.StepAdjustment.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step scaling of Application Auto Scaling on an average per task, by points of a minute. A step
 * policy has no default steps. Here one point above the threshold adds 25 %, 50 % from 10 above it,
 * 100 % from 20; 15 points below 80 % of the threshold take 10 % away. The base is the desired
 * count.
 */
public final class AasStep implements Peer {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final double LOW = 0.8;
  private static final int HIGH_POINTS = 1;
  private static final int LOW_POINTS = 15;
  private static final Alarm ALARM = Alarm.OF_MINUTES;
  private static final StepAdjustment OUT =
      new StepAdjustment(
          Kind.PERCENT_CHANGE_IN_CAPACITY,
          0,
          List.of(new Step(0, 10, 25), new Step(10, 20, 50), new Step(20, INFINITE, 100)));
  private static final StepAdjustment IN =
      new StepAdjustment(Kind.PERCENT_CHANGE_IN_CAPACITY, 0, List.of(new Step(-INFINITE, 0, -10)));

  private final double threshold;
  private final StepAdjustment out;
  private final Duration cooldown;
  private @Nullable Instant outUntil;
  private int outBase;
  private @Nullable Instant noScaleInBefore;
  private @Nullable Instant seen;

  /**
   * With the steps above and the default cooldown of 300 s.
   *
   * @param threshold of the average per task
   */
  public AasStep(double threshold) {
    this(threshold, OUT, Duration.ofMinutes(5));
  }

  /** With other steps outwards; the cooldown is that of both directions. */
  public AasStep(double threshold, StepAdjustment out, Duration cooldown) {
    this.threshold = threshold;
    this.out = out;
    this.cooldown = cooldown;
  }

  @Override
  public String name() {
    return "aas-step";
  }

  @Override
  public Duration interval() {
    return ALARM.period();
  }

  @Override
  public int desired(Look look) {
    Look.Point newest = ALARM.newest(look);
    if (newest == null || newest.at().equals(seen)) {
      return look.desired();
    }
    seen = newest.at();
    if (ALARM.holds(look, HIGH_POINTS, value -> value > threshold)) {
      return out(look, newest.value() - threshold);
    }
    double low = LOW * threshold;
    boolean cooling = noScaleInBefore != null && look.at().isBefore(noScaleInBefore);
    if (!look.deploying() && !cooling && ALARM.holds(look, LOW_POINTS, value -> value < low)) {
      int wish = look.range().nearest(IN.apply(look.desired(), newest.value() - low));
      if (wish < look.desired()) {
        noScaleInBefore = look.at().plus(cooldown);
        return wish;
      }
    }
    return look.desired();
  }

  /** Within the cooldown what was added counts as part of what is wished now. */
  private int out(Look look, double distance) {
    boolean cooling = outUntil != null && look.at().isBefore(outUntil);
    int base = cooling ? outBase : look.desired();
    int wish = look.range().nearest(out.apply(base, distance));
    if (wish <= look.desired()) {
      return look.desired();
    }
    outBase = base;
    outUntil = look.at().plus(cooldown);
    noScaleInBefore = null;
    return wish;
  }
}
