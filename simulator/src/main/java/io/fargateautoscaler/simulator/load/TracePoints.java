package io.fargateautoscaler.simulator.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as a file has them, 20 bytes each; in pieces, so that growing never copies them. */
final class TracePoints {
  // 128 KB at most: a collector that calls arrays large wastes space on each of them.
  private static final int BITS = 14;
  private static final int PIECE = 1 << BITS;

  private final List<long[]> times = new ArrayList<>();
  private final List<int[]> lines = new ArrayList<>();
  private final List<double[]> counts = new ArrayList<>();
  private int size;
  private int counted;

  /** Number of times. */
  int size() {
    return size;
  }

  /** Number of counts, which a file may give apart from its times. */
  int counted() {
    return counted;
  }

  void addTime(long seconds, long line) {
    if (size >> BITS == times.size()) {
      times.add(new long[PIECE]);
      lines.add(new int[PIECE]);
    }
    times.get(size >> BITS)[size & PIECE - 1] = seconds;
    lines.get(size >> BITS)[size & PIECE - 1] = (int) Math.min(line, Integer.MAX_VALUE);
    size++;
  }

  void addCount(double count) {
    if (counted >> BITS == counts.size()) {
      counts.add(new double[PIECE]);
    }
    counts.get(counted >> BITS)[counted & PIECE - 1] = count;
    counted++;
  }

  void addAll(TracePoints others) {
    for (int i = 0; i < others.size; i++) {
      addTime(others.time(i), others.line(i));
      addCount(others.count(i));
    }
  }

  /** Seconds from any zero. */
  long time(int row) {
    return times.get(row >> BITS)[row & PIECE - 1];
  }

  int line(int row) {
    return lines.get(row >> BITS)[row & PIECE - 1];
  }

  double count(int row) {
    return counts.get(row >> BITS)[row & PIECE - 1];
  }

  /**
   * The same, oldest first; of equal times the one that came first. Times must be below 2^36 and at
   * least 0.
   */
  TracePoints sorted() {
    int rowBits = 27;
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = time(i) << rowBits | i;
    }
    Arrays.sort(keys);
    var sorted = new TracePoints();
    for (long key : keys) {
      int row = (int) (key & (1L << rowBits) - 1);
      sorted.addTime(time(row), line(row));
      sorted.addCount(count(row));
    }
    return sorted;
  }

  /**
   * The most common difference of neighbouring times, the smallest of several; 0 if none is
   * positive.
   */
  int commonStep() {
    int[] steps = new int[Math.max(0, size - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.clamp(time(i + 1) - time(i), 0, Integer.MAX_VALUE);
    }
    Arrays.sort(steps);
    int best = 0;
    int most = 0;
    int run = 0;
    for (int i = 0; i < steps.length; i++) {
      run = i > 0 && steps[i] == steps[i - 1] ? run + 1 : 1;
      if (steps[i] > 0 && run > most) {
        most = run;
        best = steps[i];
      }
    }
    return best;
  }
}
