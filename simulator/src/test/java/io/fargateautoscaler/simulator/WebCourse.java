package io.fargateautoscaler.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a closed loop did, second by second, and what of it is good or bad.
 *
 * @param load in units of a whole task's CPU
 * @param saturatedAt seconds at which a decision saw a point at its limit
 */
record WebCourse(Workload load, int[] desired, int[] running, long[] saturatedAt) {
  private static final int BLOCK = 20;
  private static final int WINDOW = 600;

  /** Largest demand of the seconds {@code from} to {@code to}, in tasks, by blocks of 20 s. */
  double demand(long from, long to) {
    double largest = 0;
    for (long block = Math.max(0, from) / BLOCK; block <= to / BLOCK; block++) {
      double sum = 0;
      for (long second = block * BLOCK; second < (block + 1) * BLOCK; second++) {
        sum += load.at(second);
      }
      largest = Math.max(largest, sum / BLOCK / Loop.TARGET);
    }
    return largest;
  }

  /** Tasks that are needed in the seconds {@code from} to {@code to}. */
  int need(long from, long to) {
    return Math.max(1, (int) Math.ceil(demand(from, to) - 1e-9));
  }

  /** One change of the desired count; what stands at an index was so at the end of its second. */
  record Change(int second, int from, int to) {
    boolean out() {
      return to > from;
    }
  }

  List<Change> changes(long since) {
    List<Change> changes = new ArrayList<>();
    for (int second = (int) Math.max(1, since); second < desired.length; second++) {
      if (desired[second] != desired[second - 1]) {
        changes.add(new Change(second + 1, desired[second - 1], desired[second]));
      }
    }
    return changes;
  }

  int peak(long since) {
    return Arrays.stream(desired, (int) since, desired.length).max().orElse(0);
  }

  /** Seconds from {@code since} until nine tenths of {@code tasks} run; -1: never. */
  int secondsToEnough(long since, double tasks) {
    for (int second = (int) since; second < running.length; second++) {
      if (running[second] >= 0.9 * tasks) {
        return (int) (second - since);
      }
    }
    return -1;
  }

  /**
   * Largest count that a scale-out asked for, over what I-33 allows: ⌈1.2 × the largest demand of
   * the last 15 min⌉ + 1, or twice that demand within 10 min of a saturated point.
   */
  double overshoot(long since) {
    double worst = 0;
    for (Change change : changes(since)) {
      if (change.out()) {
        double demand = demand(change.second() - 900L, change.second());
        double allowed =
            saturatedBefore(change.second())
                ? Math.max(2 * Math.ceil(demand), Math.ceil(1.2 * demand) + 1)
                : Math.ceil(1.2 * demand) + 1;
        worst = Math.max(worst, change.to() / allowed);
      }
    }
    return worst;
  }

  private boolean saturatedBefore(int second) {
    return Arrays.stream(saturatedAt).anyMatch(at -> at <= second && at >= second - WINDOW);
  }

  /** Longest time in seconds without a change while less than half of the count was needed. */
  int idle(long since) {
    int longest = 0;
    int begun = (int) since;
    for (int second = (int) since + 1; second < desired.length; second++) {
      boolean half = load.at(second) / Loop.TARGET < 0.5 * desired[second] && desired[second] > 1;
      if (!half || desired[second] != desired[second - 1]) {
        begun = second;
      }
      longest = Math.max(longest, second - begun);
    }
    return longest;
  }

  /** Most sequences in, out, in that lie within two windows of largest needs. */
  int cycles(long since) {
    List<Integer> ends = new ArrayList<>();
    int worst = 0;
    int lastIn = -1;
    int lastInBeforeOut = -1;
    for (Change change : changes(since)) {
      if (change.out()) {
        lastInBeforeOut = lastIn;
      } else {
        if (lastInBeforeOut >= 0 && change.second() - lastInBeforeOut <= 2 * WINDOW) {
          ends.add(change.second());
          lastInBeforeOut = -1;
        }
        lastIn = change.second();
      }
    }
    for (int end : ends) {
      worst =
          Math.max(
              worst,
              (int) ends.stream().filter(e -> e <= end && e > end - 2 * WINDOW + 120).count());
    }
    return worst;
  }

  /**
   * Whether a scale-in was taken back within ten minutes, though no more was needed than before.
   */
  boolean takenBack(long since) {
    List<Change> changes = changes(since);
    for (Change in : changes) {
      for (Change out : changes) {
        boolean soon = out.second() > in.second() && out.second() <= in.second() + WINDOW;
        if (!in.out()
            && out.out()
            && soon
            && out.to() >= in.from()
            && need(in.second(), out.second()) <= need(in.second() - WINDOW - 120L, in.second())) {
          return true;
        }
      }
    }
    return false;
  }
}
