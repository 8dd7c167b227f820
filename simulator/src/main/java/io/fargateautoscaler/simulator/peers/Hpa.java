package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;

/**
 * Kubernetes' HorizontalPodAutoscaler on an average per pod. Desired tasks that do not run are pods
 * that are not ready; every running one has a sample. Assumed: a point that ended more than a
 * minute ago is no metric.
 */
public final class Hpa implements Peer {
  private static final double TOLERANCE = 0.1;
  static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration OLDEST = Duration.ofMinutes(1);

  private final double target;
  private final HpaBehaviour behaviour;

  /**
   * With the default behaviour.
   *
   * @param target of the average per pod, above 0
   * @throws IllegalArgumentException if it is not
   */
  public Hpa(double target) {
    this(target, HpaBehaviour.Rules.DEFAULT);
  }

  Hpa(double target, HpaBehaviour.Rules rules) {
    if (!(target > 0)) {
      throw new IllegalArgumentException("target " + target);
    }
    this.target = target;
    behaviour = new HpaBehaviour(rules);
  }

  @Override
  public String name() {
    return "hpa";
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public int desired(Look look) {
    int current = look.desired();
    CapacityRange range = look.range();
    if (HpaBehaviour.settled(current, range)) {
      return HpaBehaviour.bounded(current, range);
    }
    Look.Point newest = look.newest(OLDEST);
    int ready = Math.min(look.running(), current);
    if (newest == null || ready == 0) {
      return current;
    }
    int wish = wish(current, ready, newest.value() / target);
    return behaviour.apply(look.at(), current, wish, range);
  }

  /** Outwards, pods that are not ready yet count as idle ones. */
  private static int wish(int current, int ready, double ratio) {
    if (tolerated(ratio)) {
      return current;
    }
    if (ratio < 1 || ready == current) {
      return (int) Math.ceil(ratio * ready);
    }
    double diluted = ratio * ready / current;
    if (tolerated(diluted) || diluted < 1) {
      return current;
    }
    return (int) Math.ceil(diluted * current);
  }

  static boolean tolerated(double ratio) {
    return 1 - TOLERANCE <= ratio && ratio <= 1 + TOLERANCE;
  }
}
