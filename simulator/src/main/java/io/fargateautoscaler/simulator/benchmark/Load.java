package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.Comparator;

/**
 * A trace at one size; each seed draws its arrivals anew.
 *
 * @param peakTasks tasks that it needs at its peak
 */
public record Load(String trace, Kind kind, int peakTasks) implements Comparable<Load> {
  private static final Comparator<Load> ORDER =
      Comparator.comparing(Load::kind).thenComparing(Load::trace).thenComparingInt(Load::peakTasks);

  static Load of(Result result) {
    return new Load(result.trace(), result.kind(), result.peakTasks());
  }

  /** By kind, trace and size. */
  @Override
  public int compareTo(Load other) {
    return ORDER.compare(this, other);
  }
}
