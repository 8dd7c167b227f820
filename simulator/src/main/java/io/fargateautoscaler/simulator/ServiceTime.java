package io.fargateautoscaler.simulator;

import java.util.SplittableRandom;

/** How long a message or a request takes, drawn anew for each one. */
@FunctionalInterface
public interface ServiceTime {
  /** Seconds for the next one, above 0. */
  double next(SplittableRandom random);

  /** Every message takes the same number of seconds. */
  static ServiceTime fixed(double seconds) {
    return _ -> seconds;
  }

  /**
   * Exponential times.
   *
   * @param mean seconds
   */
  static ServiceTime exponential(double mean) {
    return random -> -mean * StrictMath.log(1 - random.nextDouble());
  }

  /**
   * Log-normal times.
   *
   * @param mean seconds
   * @param spread standard deviation as a part of the mean, above 0
   */
  static ServiceTime logNormal(double mean, double spread) {
    double variance = StrictMath.log(1 + spread * spread);
    double middle = StrictMath.log(mean) - variance / 2;
    return random -> StrictMath.exp(middle + Math.sqrt(variance) * normal(random));
  }

  /**
   * Messages of two kinds.
   *
   * @param share part of the second kind, 0 to 1
   */
  static ServiceTime mix(double seconds, double other, double share) {
    return random -> random.nextDouble() < share ? other : seconds;
  }

  /** Standard normal, the same on every machine. */
  private static double normal(SplittableRandom random) {
    double length = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return length * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
