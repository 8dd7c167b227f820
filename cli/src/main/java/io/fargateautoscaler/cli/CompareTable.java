package io.fargateautoscaler.cli;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.operations.comparison.Comparison;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An observed service's days for people: as it ran, and as it would have with this autoscaler. */
final class CompareTable {
  private final Comparison comparison;
  private final LocalDate today;
  private final LocalDate from;

  CompareTable(Comparison comparison, LocalDate today, LocalDate from) {
    this.comparison = comparison;
    this.today = today;
    this.from = from;
  }

  List<String> lines() {
    if (comparison.days().isEmpty()) {
      return List.of(
          "nothing is compared of "
              + comparison.service()
              + " since "
              + from
              + " (UTC): only observed services are, in the mode observe or beside another"
              + " scaler, from their second look on");
    }
    List<String> lines = new ArrayList<>();
    lines.add("each as it ran → as it would have with this autoscaler; days in UTC");
    Columns table =
        new Columns(
            List.of(14, 9, 18, 14, 12),
            "day",
            "measured",
            "task hours",
            "minutes late",
            "changes",
            "scaled by");
    comparison.days().forEach(day -> row(table, name(day), day));
    if (comparison.days().size() > 1) {
      comparison.total().ifPresent(all -> row(table, "all", all));
    }
    lines.addAll(table.lines());
    comparison.total().ifPresent(all -> lines.addAll(notes(all)));
    return lines;
  }

  private String name(DayTally day) {
    return day.day() + (day.day().equals(today) ? " *" : "");
  }

  private static void row(Columns table, String name, DayTally day) {
    table.row(
        name,
        day.measured().toHours() + "h " + day.measured().toMinutesPart() + "m",
        hours(day.actual().taskHours()) + " → " + hours(day.shadow().taskHours()),
        day.actual().lateMinutes() + " → " + day.shadow().lateMinutes(),
        day.actual().changes() + " → " + day.shadow().changes(),
        day.scaler() == null ? "people or others" : day.scaler());
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, "%.1f", hours);
  }

  private List<String> notes(DayTally all) {
    List<String> notes = new ArrayList<>();
    if (comparison.days().getLast().day().equals(today)) {
      notes.add("* so far");
    }
    if (all.hiddenSeconds() > 0) {
      notes.add(
          "For "
              + Math.max(1, all.hiddenSeconds() / 60)
              + " min a metric was at its limit: the load was more than could be seen.");
    }
    return notes;
  }
}
