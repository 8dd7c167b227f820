package io.fargateautoscaler.simulator.peers;

import java.time.Duration;

/**
 * Exactly what the load of this second needs. It bounds cost from below where its tasks work and
 * end at once; who runs it must grant that.
 */
public record Floor(Demand demand) implements Peer {
  @Override
  public String name() {
    return "floor";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int desired(Look look) {
    return look.range().nearest(demand.at(look.at()));
  }
}
