package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.record.DecisionRecord;

/** Hears what is decided in a run. */
public interface Journal {
  /** Hears nothing. */
  Journal NONE = new Journal() {};

  /** The shipped reconciler has decided. */
  default void decided(int second, DecisionRecord record, boolean news) {}

  /** The desired count was changed. */
  default void changed(int second, int from, int to) {}

  /** A second is over. */
  default void second(int second, int desired, int running, double lateSoFar) {}
}
