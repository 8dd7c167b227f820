package io.fargateautoscaler.simulator.requests;

/**
 * How long clients waited for their answer or until they gave up, in classes that are less than 0.8
 * % wide.
 */
public final class ResponseTimes {
  /** Leading bits of the fraction that tell classes apart: 128 classes per doubling. */
  private static final int FRACTION = 7;

  private static final int SHIFT = 52 - FRACTION;
  private static final double SHORTEST = 0x1p-20;
  private static final double LONGEST = 0x1p20;
  private static final long FIRST = Double.doubleToRawLongBits(SHORTEST) >>> SHIFT;

  private final long[] counts = new long[(40 << FRACTION) + 1];
  private long all;

  void add(double seconds) {
    counts[index(seconds)]++;
    all++;
  }

  private static int index(double seconds) {
    return (int)
        ((Double.doubleToRawLongBits(Math.clamp(seconds, SHORTEST, LONGEST)) >>> SHIFT) - FIRST);
  }

  /** How many there were. */
  public long count() {
    return all;
  }

  /**
   * Seconds that a part of the clients did not wait longer than: at most 0.8 % above the true value
   * from 1 µs to 12 days; 0 without clients.
   *
   * @param part 0 to 1, so 0.99 for the 99th percentile
   * @throws IllegalArgumentException if it is not in this range
   */
  public double percentile(double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("part " + part);
    }
    long rank = Math.max(1, (long) Math.ceil(part * all));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Double.longBitsToDouble((FIRST + i + 1) << SHIFT);
      }
    }
    return 0;
  }

  /** Adds what another service or another time had. */
  public void addAll(ResponseTimes others) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    all += others.all;
  }
}
