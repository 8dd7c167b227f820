package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.core.text.Untrusted;
import io.fargateautoscaler.simulator.benchmark.Summary.Figures;
import io.fargateautoscaler.simulator.benchmark.Summary.Row;
import io.fargateautoscaler.simulator.benchmark.Table.Cell;
import io.fargateautoscaler.simulator.benchmark.Table.Column;
import io.fargateautoscaler.simulator.benchmark.Table.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Summary} for people. Losses stand there in the same words as wins. */
public final class SummaryTable {
  private static final String NONE = "-";
  private static final int TRACE_WIDTH = 14;

  private final Summary summary;
  private final Table table =
      new Table(
          List.of(
              Column.left("policy"),
              Column.left("cost at 1 % late"),
              Column.left("is"),
              Column.right("0.1 %"),
              Column.right("late"),
              Column.right("rev/h"),
              Column.right("API $"),
              Column.right("lost"),
              Column.left("worst load")));

  public SummaryTable(Summary summary) {
    this.summary = summary;
    if (summary.own() != null) {
      table.add(own(summary.own()));
    }
    summary.rows().forEach(row -> table.add(cells(row)));
  }

  /** At most 110 columns wide. */
  public String text(boolean colour) {
    if (summary.own() == null) {
      return heading() + "\n";
    }
    return heading() + "\n\n" + table.text(colour) + "\n" + String.join("\n", notes()) + "\n";
  }

  public String markdown() {
    String heading = Table.escaped(heading()) + "\n";
    if (summary.own() == null) {
      return heading;
    }
    var out = new StringBuilder(heading).append('\n').append(table.markdown()).append('\n');
    notes().forEach(note -> out.append("- ").append(Table.escaped(note)).append('\n'));
    return out.toString();
  }

  private String heading() {
    return summary.own() == null
        ? summary.kind().wireName() + ": no runs of " + summary.subject()
        : String.format(
            Locale.ROOT,
            "%s: %s against each policy on %d %s",
            summary.kind().wireName(),
            summary.subject(),
            summary.loads(),
            summary.loads() == 1 ? "load" : "loads");
  }

  private List<Cell> own(Figures own) {
    return List.of(
        Cell.of(summary.subject() + star(own)),
        Cell.of(NONE),
        Cell.of(""),
        Cell.of(NONE),
        Cell.of(NONE),
        Cell.of(Table.number(own.reversalsPerHour())),
        Cell.of(Table.number(own.apiUsdPerMonth())),
        Cell.of(NONE),
        Cell.of(""));
  }

  private static List<Cell> cells(Row row) {
    Ratio cost = row.costAtOnePercent();
    return List.of(
        Cell.of(row.policy() + star(row.figures())),
        Cell.of(
            cost == null
                ? NONE
                : String.format(
                    "%s (%s to %s)",
                    Table.number(cost.value()),
                    Table.number(cost.low()),
                    Table.number(cost.high()))),
        verdict(cost),
        value(row.costAtTenthPercent()),
        value(row.lateAtEqualCost()),
        Cell.of(Table.number(row.figures().reversalsPerHour())),
        Cell.of(Table.number(row.figures().apiUsdPerMonth())),
        new Cell(row.lost() + "/" + row.loads(), row.lost() > 0 ? Tone.BAD : Tone.NEUTRAL),
        worst(row.worst()));
  }

  private static String star(Figures figures) {
    return figures.fixedLoads() > 0 ? " *" + figures.fixedLoads() : "";
  }

  private static Cell verdict(@Nullable Ratio cost) {
    if (cost == null) {
      return Cell.of(NONE);
    }
    if (cost.high() < 1) {
      return new Cell("cheaper", Tone.GOOD);
    }
    return cost.low() > 1 ? new Cell("dearer", Tone.BAD) : Cell.of("open");
  }

  private static Cell value(@Nullable Ratio ratio) {
    if (ratio == null) {
      return Cell.of(NONE);
    }
    return new Cell(
        Table.number(ratio.value()),
        ratio.high() < 1 ? Tone.GOOD : ratio.low() > 1 ? Tone.BAD : Tone.NEUTRAL);
  }

  private static Cell worst(Summary.@Nullable Worst worst) {
    if (worst == null) {
      return Cell.of(NONE);
    }
    String load = Untrusted.cut(worst.trace(), TRACE_WIDTH) + " @" + worst.peakTasks();
    return new Cell(
        load + " " + Table.number(worst.ratio()), worst.ratio() > 1 ? Tone.BAD : Tone.NEUTRAL);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String ours = summary.subject();
    notes.add("Ratios are " + ours + " divided by the other: below 1 " + ours + " is better.");
    notes.add("In brackets the 95 % interval; \"open\": it holds 1.");
    notes.add("0.1 %: cost at 0.1 % late. late: share late at equal cost.");
    notes.add(
        "rev/h: reversals an hour. API $: own calls for a service and month, not in the cost.");
    notes.add(
        "lost: loads on which "
            + ours
            + " is more than 1 % dearer at 1 % late, or never good enough.");
    if (summary.regret() != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "At 1 %% late %s costs %.1f %% %s than the oracle.",
              ours,
              Math.abs(100 * summary.regret()),
              summary.regret() < 0 ? "less" : "more"));
    }
    if (fixedAnywhere()) {
      notes.add(
          "*N: on N loads a fixed capacity is the cheapest with at most 1 % late, and counts.");
    }
    for (Row row : summary.rows()) {
      if (row.unmeasured() > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: a ratio of costs is missing on %d of %d loads.",
                Table.Cell.of(row.policy()).text(),
                row.unmeasured(),
                row.loads()));
      }
    }
    return notes;
  }

  private boolean fixedAnywhere() {
    Figures own = summary.own();
    return (own != null && own.fixedLoads() > 0)
        || summary.rows().stream().anyMatch(row -> row.figures().fixedLoads() > 0);
  }
}
