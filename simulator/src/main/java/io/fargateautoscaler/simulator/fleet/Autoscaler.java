package io.fargateautoscaler.simulator.fleet;

/** Who scales the service of a world. */
interface Autoscaler {
  /** A second has passed; it may look and act. */
  void second();

  /** US dollars for its own calls and functions so far. */
  double usd();
}
