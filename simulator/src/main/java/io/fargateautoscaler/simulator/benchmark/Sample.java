package io.fargateautoscaler.simulator.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One figure of many runs. Its mean is taken over the seeds of each load first, then over the sizes
 * of each trace, then over the traces, so that every trace counts the same.
 */
final class Sample {
  private static final int RESAMPLES = 2_000;

  /** Left out at each end of the sorted means. */
  private static final int TAIL = RESAMPLES / 40;

  /** The same for every figure, so that the same results give the same bytes. */
  private static final long SEED = 20_260_618;

  private final SortedMap<Load, List<Double>> loads = new TreeMap<>();

  void add(Load load, double value) {
    loads.computeIfAbsent(load, unused -> new ArrayList<>()).add(value);
  }

  boolean isEmpty() {
    return loads.isEmpty();
  }

  /** The mean of each load. */
  SortedMap<Load, Double> perLoad() {
    var means = new TreeMap<Load, Double>();
    loads.forEach((load, seeds) -> means.put(load, mean(array(seeds))));
    return means;
  }

  /** The mean; there must be a value. */
  double mean() {
    double sum = 0;
    double[][][] traces = traces();
    for (double[][] sizes : traces) {
      double ofTrace = 0;
      for (double[] seeds : sizes) {
        ofTrace += mean(seeds);
      }
      sum += ofTrace / sizes.length;
    }
    return sum / traces.length;
  }

  /**
   * Ends of the 95 % interval of the mean: the bootstrap draws traces, and within them seeds, with
   * replacement 2,000 times; percentile method.
   */
  Interval interval() {
    double[][][] traces = traces();
    var random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      means[i] = resampled(traces, random);
    }
    Arrays.sort(means);
    return new Interval(means[TAIL - 1], means[RESAMPLES - TAIL]);
  }

  record Interval(double low, double high) {}

  private static double resampled(double[][][] traces, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < traces.length; i++) {
      double[][] sizes = traces[random.nextInt(traces.length)];
      double ofTrace = 0;
      for (double[] seeds : sizes) {
        double ofSize = 0;
        for (int drawn = 0; drawn < seeds.length; drawn++) {
          ofSize += seeds[random.nextInt(seeds.length)];
        }
        ofTrace += ofSize / seeds.length;
      }
      sum += ofTrace / sizes.length;
    }
    return sum / traces.length;
  }

  private double[][][] traces() {
    var byTrace = new TreeMap<String, List<double[]>>();
    for (Map.Entry<Load, List<Double>> load : loads.entrySet()) {
      byTrace
          .computeIfAbsent(load.getKey().trace(), unused -> new ArrayList<>())
          .add(array(load.getValue()));
    }
    return byTrace.values().stream()
        .map(sizes -> sizes.toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
