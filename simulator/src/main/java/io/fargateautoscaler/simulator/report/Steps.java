package io.fargateautoscaler.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Steps of a run put together to points of a chart, as many as there is room for. The last point
 * may have fewer steps.
 *
 * @param steps of the run, at least 1
 * @param each steps in one point, at least 1
 */
record Steps(int steps, int each) {

  /** The fewest steps in a point that give at most this many points. */
  static Steps of(int steps, int mostPoints) {
    return new Steps(steps, Math.ceilDiv(steps, mostPoints));
  }

  int points() {
    return Math.ceilDiv(steps, each);
  }

  /** So that no peak is lost. */
  List<Double> largest(List<Integer> values) {
    return points((from, to) -> {
      int most = values.get(from);
      for (int i = from + 1; i < to; i++) {
        most = Math.max(most, values.get(i));
      }
      return most;
    });
  }

  List<Double> mean(List<Double> values) {
    return points((from, to) -> sum(from, to, values::get) / (to - from));
  }

  /**
   * Part of what arrived in a point that was late, in percent. What was late may have arrived
   * before, so it is 100 at most, also where nothing arrived.
   */
  List<Double> latePercent(List<Long> late, List<Double> arrivals, int stepSeconds) {
    return points((from, to) -> {
      double missed = sum(from, to, late::get);
      double arrived = stepSeconds * sum(from, to, arrivals::get);
      return missed == 0 ? 0 : Math.min(100, 100 * missed / arrived);
    });
  }

  private static double sum(int from, int to, IntToDoubleFunction value) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += value.applyAsDouble(i);
    }
    return sum;
  }

  private List<Double> points(Point point) {
    List<Double> values = new ArrayList<>(points());
    for (int from = 0; from < steps; from += each) {
      values.add(point.of(from, Math.min(steps, from + each)));
    }
    return values;
  }

  private interface Point {
    double of(int from, int to);
  }
}
