package io.fargateautoscaler.simulator.load;

import java.util.SplittableRandom;

/**
 * Single arrivals, drawn from a trace: how many come in each second. Inside an interval the rate is
 * constant, for a slope would show rules that look ahead what comes. Equal trace, factor and seed
 * give equal arrivals on every machine.
 */
public final class Arrivals {
  /** Three years; 400 MB. */
  public static final int MAX_SECONDS = 100_000_000;

  /** Most arrivals in a second that can be asked for on average. */
  public static final double MAX_RATE = 1e9;

  private final int[] perSecond;
  private final long total;

  private Arrivals(int[] perSecond, long total) {
    this.perSecond = perSecond;
    this.total = total;
  }

  /**
   * Draws each second from a Poisson distribution, of one-second intervals too.
   *
   * @param factor multiplies the rate, at least 0; time stays as it is
   * @throws IllegalArgumentException if the factor is out of range, the trace is longer than {@link
   *     #MAX_SECONDS}, or a rate is above {@link #MAX_RATE}
   */
  public static Arrivals draw(Trace trace, double factor, long seed) {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor " + factor);
    }
    if (trace.seconds() > MAX_SECONDS) {
      throw new IllegalArgumentException(trace.seconds() + " s are more than " + MAX_SECONDS);
    }
    var random = new SplittableRandom(seed);
    int[] perSecond = new int[(int) trace.seconds()];
    long total = 0;
    int second = 0;
    var poisson = new Poisson(0);
    for (int interval = 0; interval < trace.size(); interval++) {
      double mean = trace.count(interval) * factor / trace.intervalSeconds();
      if (mean > MAX_RATE) {
        throw new IllegalArgumentException(mean + " arrivals a second are more than " + MAX_RATE);
      }
      if (mean != poisson.mean()) {
        poisson = new Poisson(mean);
      }
      for (int i = 0; i < trace.intervalSeconds(); i++) {
        int drawn = poisson.next(random);
        perSecond[second++] = drawn;
        total += drawn;
      }
    }
    return new Arrivals(perSecond, total);
  }

  /**
   * Arrivals in the second that begins there.
   *
   * @param second since the start of the trace
   * @throws IndexOutOfBoundsException if it is not below {@link #seconds}
   */
  public int at(long second) {
    if (second < 0 || second >= perSecond.length) {
      throw new IndexOutOfBoundsException("second " + second + " of " + perSecond.length);
    }
    return perSecond[(int) second];
  }

  /** Length in seconds. */
  public long seconds() {
    return perSecond.length;
  }

  /** Arrivals in all seconds. */
  public long total() {
    return total;
  }
}
