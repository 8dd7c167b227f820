package io.fargateautoscaler.simulator.fleet;

import java.util.Iterator;

/** The CPU that each task reports for a period: the mean of the seconds in which it ran. */
final class Samples {
  /** More seconds than any period and its margin have. */
  private static final int RING = 128;

  private final Tasks tasks;
  private final double[] sums = new double[RING];

  Samples(Tasks tasks) {
    this.tasks = tasks;
  }

  /**
   * What tasks did in a second; all of them the same.
   *
   * @param busy part of their capacity, 0 to 1
   */
  void second(int now, double busy) {
    sums[(now + 1) % RING] = sums[now % RING] + 100 * busy;
  }

  /** Percent, and how many tasks reported; a count of 0: none ran. */
  record Reported(double average, int count) {}

  /** The reports of the seconds from {@code begin} to before {@code end}, which is now. */
  Reported of(int begin, int end) {
    double whole = mean(begin, end);
    double sum = 0;
    int count = 0;
    int later = 0;
    for (Iterator<Tasks.Task> each = tasks.serving().descendingIterator(); each.hasNext(); ) {
      Tasks.Task task = each.next();
      if (task.startedAt <= begin) {
        int rest = tasks.running() - count - later;
        sum += rest * whole;
        count += rest;
        break;
      }
      if (task.startedAt < end) {
        sum += mean(task.startedAt, end);
        count++;
      } else {
        later++;
      }
    }
    for (Tasks.Task task : tasks.stopped()) {
      int from = Math.max(begin, task.startedAt);
      if (task.stoppedAt > from) {
        sum += mean(from, task.stoppedAt);
        count++;
      }
    }
    return new Reported(count == 0 ? 0 : sum / count, count);
  }

  private double mean(int begin, int end) {
    return (sums[end % RING] - sums[begin % RING]) / (end - begin);
  }
}
