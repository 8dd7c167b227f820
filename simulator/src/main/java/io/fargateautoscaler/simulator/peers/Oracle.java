package io.fargateautoscaler.simulator.peers;

import java.time.Duration;
import java.time.Instant;

/**
 * Knows the load to come, but its tasks need their time to start: it orders for the largest demand
 * until a task of its next look would run.
 */
public final class Oracle implements Peer {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Demand demand;
  private final Duration startUp;

  /**
   * With a load and the start-up time of its tasks.
   *
   * @param startUp from an order until the task works, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public Oracle(Demand demand, Duration startUp) {
    if (startUp.isNegative()) {
      throw new IllegalArgumentException("start-up " + startUp);
    }
    this.demand = demand;
    this.startUp = startUp;
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public int desired(Look look) {
    Instant end = look.at().plus(startUp).plus(INTERVAL);
    int most = 0;
    for (Instant at = look.at(); at.isBefore(end); at = at.plus(INTERVAL)) {
      most = Math.max(most, demand.at(at));
    }
    return look.range().nearest(Math.max(most, demand.at(end)));
  }
}
