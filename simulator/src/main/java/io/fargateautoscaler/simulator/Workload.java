package io.fargateautoscaler.simulator;

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
}
