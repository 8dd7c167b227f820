package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nomad's autoscaler with its target-value strategy, by the last point of one minute. */
public final class Nomad implements Peer {
  private static final double THRESHOLD = 0.01;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  private final double target;
  private final int maxUp;
  private final int maxDown;
  private @Nullable Instant coolUntil;

  /**
   * Without limits of a step.
   *
   * @param target of the average per task; 0: the metric itself is the factor
   */
  public Nomad(double target) {
    this(target, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * With limits of a step.
   *
   * @param maxUp tasks added at once at most
   * @param maxDown tasks removed at once at most
   */
  public Nomad(double target, int maxUp, int maxDown) {
    this.target = target;
    this.maxUp = maxUp;
    this.maxDown = maxDown;
  }

  @Override
  public String name() {
    return "nomad";
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public int desired(Look look) {
    int current = look.desired();
    Look.Point newest = look.newest(WINDOW);
    boolean cooling = coolUntil != null && look.at().isBefore(coolUntil);
    if (newest == null || cooling || look.deploying()) {
      return current;
    }
    int desired = look.range().nearest(count(current, newest.value()));
    if (desired != current) {
      coolUntil = look.at().plus(COOLDOWN);
    }
    return desired;
  }

  private int count(int current, double metric) {
    double factor = target == 0 ? metric : metric / target;
    if (current == 0) {
      return (int) Math.min(Math.ceil(factor), maxUp);
    }
    if (1 - THRESHOLD <= factor && factor <= 1 + THRESHOLD) {
      return current;
    }
    long count = (long) Math.ceil(current * factor);
    return (int) Math.clamp(count, (long) current - maxDown, (long) current + maxUp);
  }
}
