package io.fargateautoscaler.simulator.load;

import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;

/** Makes intervals of the same length out of rows, and decides what the missing ones mean. */
final class TraceGrid {
  static final int MAX_INTERVALS = 40_000_000;
  static final String TOO_LONG = "spans more than 40 million intervals; cut it into parts";

  /** A shorter stretch without rows may well be one without arrivals. */
  private static final int SHORT_INTERVALS = 10;

  /** A recording fails seldom; a load goes quiet often. */
  private static final int QUIET_STRETCHES = 10;

  private static final int WINDOW_SECONDS = 3600;

  private final TracePoints points;
  private final int interval;
  private final long first;
  private final double[] counts;
  private final BitSet missing;

  /**
   * @param points oldest first, on multiples of the interval after the first, not more than may be
   */
  private TraceGrid(TracePoints points, int interval) {
    this.points = points;
    this.interval = interval;
    first = points.time(0);
    int size = place(points.size() - 1) + 1;
    counts = new double[size];
    missing = new BitSet(size);
    missing.set(0, size);
    for (int row = 0; row < points.size(); row++) {
      counts[place(row)] = points.count(row);
      missing.clear(place(row));
    }
  }

  private int place(int row) {
    return Math.toIntExact((points.time(row) - first) / interval);
  }

  /** Tells the problems of rows that do not lie on one grid. */
  static void check(
      TracePoints points, int interval, TraceProblems problems, LongFunction<String> spoken) {
    long first = points.time(0);
    for (int row = 1; row < points.size(); row++) {
      if ((points.time(row) - first) % interval != 0) {
        problems.add(
            points.line(row),
            spoken.apply(points.time(row)),
            "rows begin whole intervals of "
                + interval
                + " s after the first, which is "
                + spoken.apply(first));
      }
    }
    if ((points.time(points.size() - 1) - first) / interval >= MAX_INTERVALS) {
      problems.add(TOO_LONG);
    }
  }

  /** The trace; notes are added for what was missing. */
  static Trace trace(String name, TracePoints points, int interval, List<String> notes) {
    var grid = new TraceGrid(points, interval);
    grid.fill(notes);
    return Trace.owning(name, interval, grid.counts);
  }

  private void fill(List<String> notes) {
    long quiet = 0;
    long lost = 0;
    int gaps = 0;
    int longest = 0;
    boolean events = interval <= 1 || leavesZerosOut();
    // Intervals that were filled stay in "missing": one gap's filling must not feed the next one's.
    for (int start = missing.nextSetBit(0); start >= 0; ) {
      int end = missing.nextClearBit(start);
      int length = end - start;
      if (events || length <= SHORT_INTERVALS) {
        quiet += length;
        missing.clear(start, end);
      } else {
        lost += length;
        gaps++;
        longest = Math.max(longest, length);
      }
      start = missing.nextSetBit(end);
    }
    for (int start = missing.nextSetBit(0); start >= 0; ) {
      int end = missing.nextClearBit(start);
      double mean = meanAround(start, end);
      for (int i = start; i < end; i++) {
        counts[i] = mean;
      }
      start = missing.nextSetBit(end);
    }
    if (quiet > 0) {
      notes.add(quiet + " of " + counts.length + " intervals have no row: taken as no arrivals");
    }
    if (gaps > 0) {
      notes.add(
          gaps
              + (gaps == 1 ? " gap" : " gaps")
              + " in the recording ("
              + lost
              + " of "
              + counts.length
              + " intervals, the longest "
              + (long) longest * interval
              + " s): filled with the mean of as many intervals before and after, at most an"
              + " hour's each; if nothing arrived then, give rows with 0");
    }
  }

  private boolean leavesZerosOut() {
    int stretches = 0;
    for (int row = 0; row < points.size(); row++) {
      if (points.count(row) == 0) {
        return false;
      }
      if (row > 0 && place(row) - place(row - 1) > 1) {
        stretches++;
      }
    }
    return stretches >= QUIET_STRETCHES;
  }

  private double meanAround(int start, int end) {
    int width = Math.min(end - start, Math.max(1, WINDOW_SECONDS / interval));
    double sum = 0;
    int recorded = 0;
    for (int i = Math.max(0, start - width); i < Math.min(counts.length, end + width); i++) {
      if (i == start) {
        i = end;
      }
      if (!missing.get(i)) {
        sum += counts[i];
        recorded++;
      }
    }
    // The intervals next to a gap have rows, so there are at least two.
    return sum / recorded;
  }
}
