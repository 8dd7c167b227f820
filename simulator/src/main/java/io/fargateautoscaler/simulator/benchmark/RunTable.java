package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.benchmark.Table.Cell;
import io.fargateautoscaler.simulator.benchmark.Table.Column;
import io.fargateautoscaler.simulator.benchmark.Table.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Single runs on one load, a row each, in the order given. */
public final class RunTable {
  private final Table table =
      new Table(
          List.of(
              Column.left("policy"),
              Column.left("setting"),
              Column.right("late %"),
              Column.right("task-hours"),
              Column.right("USD"),
              Column.left("vs ours"),
              Column.right("changes"),
              Column.right("rev/h"),
              Column.right("API USD")));

  /**
   * @param runs the first one of {@code ours} is what the others are compared with
   */
  public RunTable(List<Result> runs) {
    Optional<Measures> ours =
        runs.stream()
            .filter(run -> run.policy().equals(Policies.OURS))
            .map(Result::measures)
            .findFirst();
    for (Result run : runs) {
      Measures measures = run.measures();
      table.add(
          List.of(
              Cell.of(run.policy()),
              Cell.of(run.setting()),
              Cell.of(Table.number(measures.latePercent())),
              Cell.of(Table.number(measures.taskHours())),
              Cell.of(Table.number(measures.usd())),
              ours.map(base -> against(base, measures)).orElse(Cell.of("-")),
              Cell.of(Integer.toString(measures.changes())),
              Cell.of(Table.number(measures.reversalsPerHour())),
              Cell.of(Table.number(measures.apiUsd()))));
    }
  }

  public String text(boolean colour) {
    return table.text(colour);
  }

  public String markdown() {
    return table.markdown();
  }

  /** Cost and lateness together: less late is no gain if it was bought. */
  private static Cell against(Measures ours, Measures theirs) {
    if (theirs == ours) {
      return Cell.of("");
    }
    int late = Double.compare(theirs.latePercent(), ours.latePercent());
    int cost = Double.compare(theirs.totalUsd(), ours.totalUsd());
    String lateness = late == 0 ? "as late" : late < 0 ? "less late" : "later";
    return new Cell(dearer(ours.totalUsd(), theirs.totalUsd()) + ", " + lateness, tone(cost, late));
  }

  private static String dearer(double ours, double theirs) {
    if (ours == theirs) {
      return "same cost";
    }
    return ours == 0
        ? "dearer"
        : String.format(Locale.ROOT, "%+.1f %%", 100 * (theirs - ours) / ours);
  }

  private static Tone tone(int cost, int late) {
    if (cost == 0 && late == 0) {
      return Tone.NEUTRAL;
    }
    if (cost >= 0 && late >= 0) {
      return Tone.GOOD;
    }
    return cost <= 0 && late <= 0 ? Tone.BAD : Tone.NEUTRAL;
  }
}
