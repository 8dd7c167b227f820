package io.fargateautoscaler.simulator.peers;

import java.time.Instant;

/** What a load needs, known beforehand. */
@FunctionalInterface
public interface Demand {
  /** Tasks that the load of that second needs, at least 0. */
  int at(Instant second);
}
