package io.fargateautoscaler.simulator.requests;

import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;

/** The mean of ten independent runs and half the width of its 99 % interval. */
record Estimate(double mean, double halfWidth) {
  /** Student's t of 9 degrees of freedom at 0.995. */
  private static final double T = 3.2498;

  private static final int RUNS = 10;

  static Estimate of(LongToDoubleFunction run) {
    return of(LongStream.range(0, RUNS).mapToDouble(run).toArray());
  }

  static Estimate of(double[] values) {
    if (values.length != RUNS) {
      throw new IllegalArgumentException(values.length + " runs");
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / RUNS;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Estimate(mean, T * Math.sqrt(squares / (RUNS - 1) / RUNS));
  }

  /** Half the width as a part of the mean. */
  double relativeHalfWidth() {
    return halfWidth / mean;
  }
}
