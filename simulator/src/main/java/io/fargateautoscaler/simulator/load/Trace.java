package io.fargateautoscaler.simulator.load;

import java.time.Duration;
import java.util.Arrays;

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
    this(intervalSeconds, counts.clone(), name);
  }

  private Trace(int intervalSeconds, double[] counts, String name) {
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
    this.counts = counts;
  }

  /** A trace that owns the array, which may be large: nobody else may write to it. */
  static Trace owning(String name, int intervalSeconds, double[] counts) {
    return new Trace(intervalSeconds, counts, name);
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

  /** Arrivals in all intervals. */
  public double total() {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /**
   * The part of that length in which most arrives; the earliest of several; all of a shorter trace.
   *
   * @param length rounded up to whole intervals
   * @throws IllegalArgumentException if it is not positive
   */
  public Trace busiest(Duration length) {
    if (!length.isPositive()) {
      throw new IllegalArgumentException("length " + length);
    }
    if (length.compareTo(Duration.ofSeconds(seconds())) >= 0) {
      return this;
    }
    long wholeSeconds = length.getSeconds() + (length.getNano() > 0 ? 1 : 0);
    int width = Math.toIntExact(Math.ceilDiv(wholeSeconds, (long) intervalSeconds));
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += counts[i];
    }
    double most = sum;
    int start = 0;
    for (int end = width; end < counts.length; end++) {
      sum += counts[end] - counts[end - width];
      // Sums of fractions drift; a later part must win by more than that.
      if (sum > most * (1 + 1e-12)) {
        most = sum;
        start = end - width + 1;
      }
    }
    return owning(name, intervalSeconds, Arrays.copyOfRange(counts, start, start + width));
  }

  /** Arrivals a second in its busiest minute, or in its busiest interval if that is longer. */
  public double peakRate() {
    Trace minute = busiest(Duration.ofMinutes(1));
    return minute.total() / minute.seconds();
  }
}
