package io.fargateautoscaler.simulator;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run of a {@link QueueCase} came to.
 *
 * @param cost task-seconds paid over those that the messages needed
 * @param late percent of the messages that waited longer than drain-within
 * @param late60 percent of the messages that waited longer than 60 s
 * @param changes of the desired count in an hour
 * @param peak largest desired count over the need
 * @param longest wait in seconds
 * @param settledPeak largest desired count after the first hour
 * @param settledChanges changes after the first hour, in two hours
 */
record QueueFigures(
    double cost,
    double late,
    double late60,
    double changes,
    double peak,
    int longest,
    int settledPeak,
    double settledChanges,
    String trace) {

  static QueueFigures of(QueueCase row, long seed) {
    Loop loop = row.loop(seed).run(row.length());
    PretendAws aws = loop.simulation().aws();
    double hours = row.length().toSeconds() / 3600.0;
    long settled = Duration.ofHours(1).toSeconds();
    double ideal = aws.workSeconds(Loop.SERVICE) / row.consumer().concurrency();
    Waits waits = aws.waits(Loop.SERVICE);
    return new QueueFigures(
        aws.taskSeconds(Loop.SERVICE) / ideal,
        100 * waits.partFrom(row.drain().toSeconds() + 1),
        100 * waits.partFrom(61),
        loop.changes(0) / hours,
        loop.peak(0) / Math.max(1, row.most()),
        waits.longest(),
        loop.peak(settled),
        loop.changes(settled) * 2 / (hours - 1),
        loop.trace());
  }

  /** The columns of the regression file, rounded so that only a real difference shows. */
  String columns() {
    return String.format(
        Locale.ROOT, "%.2f,%.1f,%.1f,%.1f,%.2f", cost, late, late60, changes, peak);
  }
}
