package io.fargateautoscaler.simulator.load;

/** A recorded load: how much arrived in each of a row of intervals of the same length. */
public final class Trace {
  private final String name;
  private final int intervalSeconds;
  private final double[] counts;

  /**
   * @param intervalSeconds length of an interval, at least 1
   * @param counts arrivals in each interval, at least 0
   * @throws IllegalArgumentException if the interval or a count is out of range, or there is none
   */
  public Trace(String name, int intervalSeconds, double[] counts) {
    if (intervalSeconds < 1 || counts.length == 0) {
      throw new IllegalArgumentException(counts.length + " intervals of " + intervalSeconds + " s");
    }
    for (double count : counts) {
      if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("count " + count);
      }
    }
    this.name = name;
    this.intervalSeconds = intervalSeconds;
    this.counts = counts.clone();
  }

  public String name() {
    return name;
  }

  public int intervalSeconds() {
    return intervalSeconds;
  }

  /** Number of intervals, at least 1. */
  public int size() {
    return counts.length;
  }

  /** Arrivals in an interval, from 0 on. */
  public double count(int interval) {
    return counts[interval];
  }

  /** Length in seconds. */
  public long seconds() {
    return (long) counts.length * intervalSeconds;
  }
}
