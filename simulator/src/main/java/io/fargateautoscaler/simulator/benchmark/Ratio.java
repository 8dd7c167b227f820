package io.fargateautoscaler.simulator.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * Ours divided by another, as a geometric mean over traces, with its 95 % interval.
 *
 * @param value above 0; below 1 ours is better
 */
public record Ratio(double value, double low, double high) {
  /** From the logarithms of the single ratios; null if there is none. */
  static @Nullable Ratio ofLogarithms(Sample sample) {
    if (sample.isEmpty()) {
      return null;
    }
    Sample.Interval interval = sample.interval();
    return new Ratio(
        StrictMath.exp(sample.mean()),
        StrictMath.exp(interval.low()),
        StrictMath.exp(interval.high()));
  }
}
