package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * One run of one policy at one setting.
 *
 * @param peakTasks tasks that the load needs at its peak
 * @param policy its name in tables, such as {@code aas-60}
 * @param setting target and minimum capacity in words; one policy's settings differ
 */
public record Result(
    String trace,
    Kind kind,
    int peakTasks,
    long seed,
    String policy,
    String setting,
    Measures measures) {
  /** Mean of a figure over runs with several seeds; in their order, for sums depend on it. */
  static double mean(Collection<Result> seeds, ToDoubleFunction<Measures> figure) {
    return seeds.stream()
        .sorted(Comparator.comparingLong(Result::seed))
        .map(Result::measures)
        .mapToDouble(figure)
        .average()
        .orElseThrow();
  }
}
