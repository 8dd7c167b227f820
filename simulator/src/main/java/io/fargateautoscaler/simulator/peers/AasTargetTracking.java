package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Target tracking of Application Auto Scaling on an average per task. Not published and assumed:
 * the proportional formula in both directions, the alarms' lag, and that 20 s points count like
 * those of a minute, 15 of them for scale-in.
 *
 * <p>The scale-out cooldown needs no memory: capacity under way counts, so only a result above the
 * desired count is applied, within it and after it.
 */
public final class AasTargetTracking implements Peer {
  private static final double LOW = 0.9;
  private static final int HIGH_POINTS = 3;
  private static final int LOW_POINTS = 15;
  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  private final String name;
  private final Alarm alarm;
  private final double target;
  private final Duration inCooldown;
  private final double mostIn;
  private @Nullable Instant noScaleInBefore;
  private @Nullable Instant seen;

  AasTargetTracking(String name, Alarm alarm, double target, Duration inCooldown) {
    this(name, alarm, target, inCooldown, 1);
  }

  private AasTargetTracking(
      String name, Alarm alarm, double target, Duration inCooldown, double mostIn) {
    if (!(target > 0) || !(mostIn > 0 && mostIn <= 1)) {
      throw new IllegalArgumentException("target " + target + ", at most in " + mostIn);
    }
    this.name = name;
    this.alarm = alarm;
    this.target = target;
    this.inCooldown = inCooldown;
    this.mostIn = mostIn;
  }

  /**
   * With points of a minute.
   *
   * @param target of the average per task, above 0
   * @throws IllegalArgumentException if it is not
   */
  public static AasTargetTracking at60(double target) {
    return new AasTargetTracking("aas-60", Alarm.OF_MINUTES, target, COOLDOWN);
  }

  /**
   * With points of 20 s.
   *
   * @param target of the average per task, above 0
   * @throws IllegalArgumentException if it is not
   */
  public static AasTargetTracking at20(double target) {
    return new AasTargetTracking("aas-20", Alarm.OF_20_SECONDS, target, COOLDOWN);
  }

  /**
   * The same, but a scale-in takes away a part of the running tasks at most. AWS says that it
   * scales in gradually, and not how.
   *
   * @param part above 0, at most 1
   * @throws IllegalArgumentException if it is not
   */
  public AasTargetTracking atMostIn(double part) {
    return new AasTargetTracking(name, alarm, target, inCooldown, part);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration interval() {
    return alarm.period();
  }

  @Override
  public int desired(Look look) {
    Look.Point newest = alarm.newest(look);
    if (newest == null || newest.at().equals(seen)) {
      return look.desired();
    }
    seen = newest.at();
    // With no task there is nothing to be proportional to: one point is enough for one task.
    boolean none = look.running() == 0 && look.desired() == 0;
    if (alarm.holds(look, none ? 1 : HIGH_POINTS, value -> value > target)) {
      return out(look, newest.value());
    }
    if (alarm.holds(look, LOW_POINTS, value -> value < LOW * target) && !look.deploying()) {
      return in(look, newest.value());
    }
    return look.desired();
  }

  private int out(Look look, double metric) {
    if (look.desired() < look.range().min()) {
      noScaleInBefore = null;
      return look.range().min();
    }
    int want = look.running() == 0 ? 1 : proportional(look, metric);
    int desired = Math.max(look.desired(), look.range().nearest(want));
    if (desired > look.desired()) {
      noScaleInBefore = null;
    }
    return desired;
  }

  private int in(Look look, double metric) {
    if (noScaleInBefore != null && look.at().isBefore(noScaleInBefore)) {
      return look.desired();
    }
    int desired = look.range().max();
    if (look.desired() <= desired) {
      int least = (int) Math.ceil(look.running() * (1 - mostIn));
      int want = Math.max(proportional(look, metric), least);
      boolean flapping = want >= look.running();
      desired = flapping ? look.desired() : Math.min(look.desired(), look.range().nearest(want));
    }
    if (desired < look.desired()) {
      noScaleInBefore = look.at().plus(inCooldown);
    }
    return desired;
  }

  private int proportional(Look look, double metric) {
    return (int) Math.ceil(look.running() * metric / target);
  }
}
