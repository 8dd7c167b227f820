package io.fargateautoscaler.simulator.fleet;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** How long after the end of a period AWS publishes a point. */
final class Delays {
  /** Of 20 s points: an alarm that acts 86 s after a step has three of them after 16 s. */
  static final IntUnaryOperator FINE = _ -> 15;

  private static final int SHORTEST = 60;
  private static final int LONGEST = 120;

  private Delays() {}

  /** Of points of a minute: 60 to 120 s, another one for each. */
  static IntUnaryOperator minutes(long seed) {
    return begin ->
        new SplittableRandom(seed + 0x9E3779B97F4A7C15L * begin).nextInt(SHORTEST, LONGEST + 1);
  }
}
