package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.benchmark.RunTable;
import io.fargateautoscaler.simulator.report.Comparison;
import io.fargateautoscaler.simulator.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of a trial, as lines for people. */
final class TrialText {
  private static final int DAY = 86_400;

  private final boolean colour;

  /**
   * @param colour whether the text goes to a terminal that shows colours
   */
  TrialText(boolean colour) {
    this.colour = colour;
  }

  List<String> lines(Trial trial, Trial.Outcome outcome, boolean decisions) {
    Comparison comparison = outcome.comparison();
    List<String> lines = new ArrayList<>();
    lines.add(Texts.printable(comparison.summary()));
    lines.add("");
    new RunTable(outcome.results()).text(colour).lines().forEach(lines::add);
    lines.add("");
    lines.add(
        "  %s · %s · peak %d tasks · %s · seed %d"
            .formatted(
                Texts.printable(trial.trace().name()),
                trial.ours().kind().wireName(),
                trial.peakTasks(),
                length(trial.trace().seconds()),
                trial.seed()));
    lines.add("  calls and functions a month: " + monthly(outcome.results()));
    comparison.notes().forEach(note -> lines.add("  note: " + Texts.printable(note)));
    if (decisions) {
      lines.add("");
      decisions(comparison.courses().getFirst(), lines);
    }
    return lines;
  }

  private static String monthly(List<Result> results) {
    String costs =
        results.stream()
            .filter(result -> result.measures().apiUsd() > 0)
            .map(result ->
                String.format(
                    Locale.ROOT, "%s $%.2f", result.policy(), result.measures().apiUsdPerMonth()))
            .collect(Collectors.joining(", "));
    return costs + " (without free tier; what else the others run on not counted)";
  }

  private static void decisions(Comparison.Course ours, List<String> lines) {
    List<Comparison.Decision> changes =
        ours.decisions().stream().filter(each -> each.hold() == null).toList();
    if (changes.isEmpty()) {
      lines.add("  no changes");
    }
    for (Comparison.Decision change : changes) {
      lines.add(
          "  %s  %s %s  %s"
              .formatted(
                  time(change.second()),
                  change.to() > change.from() ? "▲" : "▼",
                  change.from() + " → " + change.to(),
                  Texts.printable(change.why())));
    }
  }

  /** Days and time of day since the start. */
  private static String time(long second) {
    return String.format(
        Locale.ROOT,
        "%dd %02d:%02d:%02d",
        second / DAY,
        second % DAY / 3600,
        second / 60 % 60,
        second % 60);
  }

  private static String length(long seconds) {
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * DAY
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600.0)
        : String.format(Locale.ROOT, "%.1f days", seconds / (double) DAY);
  }
}
