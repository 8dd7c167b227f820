package io.fargateautoscaler.simulator;

import java.util.SplittableRandom;

/** A quantity over virtual time. */
@FunctionalInterface
public interface Workload {
  /** Its value at a second since the start, at least 0. */
  double at(long second);

  /** The same value for ever. */
  static Workload constant(double value) {
    return _ -> value;
  }

  /** Jumps from one value to another. */
  static Workload step(double before, double after, long atSecond) {
    return second -> second < atSecond ? before : after;
  }

  /** Straight lines between points {@code {second, value}}, which come in order of time. */
  static Workload lines(double[]... points) {
    return second -> {
      double[] before = points[0];
      for (double[] point : points) {
        if (second < point[0]) {
          double part = point[0] == before[0] ? 1 : (second - before[0]) / (point[0] - before[0]);
          return before[1] + Math.clamp(part, 0, 1) * (point[1] - before[1]);
        }
        before = point;
      }
      return before[1];
    };
  }

  /** Jumps between two values, each for {@code seconds}, from {@code atSecond} on. */
  static Workload square(double low, double high, long seconds, long atSecond) {
    return second -> second >= atSecond && (second - atSecond) / seconds % 2 == 0 ? high : low;
  }

  /**
   * This workload times lognormal noise of mean 1, drawn anew every 20 s.
   *
   * @param variation standard deviation of the noise, as a part of its mean
   */
  default Workload noisy(double variation, long seed) {
    double sigma = Math.sqrt(StrictMath.log(1 + variation * variation));
    return second -> {
      long block = second / 20;
      double gauss = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * block).nextGaussian();
      return at(second) * StrictMath.exp(sigma * gauss - sigma * sigma / 2);
    };
  }
}
