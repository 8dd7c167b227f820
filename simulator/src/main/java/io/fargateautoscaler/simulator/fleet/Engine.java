package io.fargateautoscaler.simulator.fleet;

/** How a service's tasks get on with what arrives, in bulk. */
interface Engine {
  /**
   * One second passes.
   *
   * @param arrivals that come in it
   * @param serving tasks that work in it
   */
  void second(int now, int arrivals, int serving);

  /** Part of the serving tasks' capacity that was used in the last second, 0 to 1. */
  double busy();

  /** Requests or messages that are worked on or wait for it in the tasks. */
  double concurrency();

  /** How many were late so far, those included that will be. */
  double late();
}
