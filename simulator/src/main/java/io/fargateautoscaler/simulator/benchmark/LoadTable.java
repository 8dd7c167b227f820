package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.benchmark.Table.Cell;
import io.fargateautoscaler.simulator.benchmark.Table.Column;
import io.fargateautoscaler.simulator.benchmark.Table.Tone;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One load: of each policy the cheapest setting with at most 1 % late, or else the least late, as
 * means over seeds.
 */
public final class LoadTable {
  private final Load load;
  private final Table table =
      new Table(
          List.of(
              Column.left("policy"),
              Column.left("setting"),
              Column.right("late %"),
              Column.right("USD"),
              Column.right("vs ours"),
              Column.right("rev/h"),
              Column.right("reaction s")));

  /** A setting with the means of its seeds. */
  private record Chosen(
      String policy, String setting, double late, double usd, double reversalsPerHour) {}

  private LoadTable(Load load, List<Result> runs, List<StepResponse> responses) {
    this.load = load;
    List<Chosen> chosen =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    Result::policy, () -> new TreeMap<>(Policies.order()), Collectors.toList()))
            .values()
            .stream()
            .map(LoadTable::chosen)
            .toList();
    Chosen ours =
        chosen.stream()
            .filter(each -> each.policy().equals(Policies.OURS))
            .findFirst()
            .orElse(null);
    for (Chosen each : chosen) {
      boolean good = each.late() <= Race.LEVEL;
      table.add(
          List.of(
              Cell.of(each.policy()),
              Cell.of(each.setting()),
              new Cell(Table.number(each.late()), good ? Tone.NEUTRAL : Tone.BAD),
              Cell.of(Table.number(each.usd())),
              Cell.of(against(ours, each)),
              Cell.of(Table.number(each.reversalsPerHour())),
              reaction(each.policy(), responses)));
    }
  }

  /** A table for each load of the runs, in the order of loads. */
  public static List<LoadTable> of(Collection<Result> results, List<StepResponse> responses) {
    var byLoad =
        results.stream()
            .collect(Collectors.groupingBy(Load::of, TreeMap::new, Collectors.toList()));
    return byLoad.entrySet().stream()
        .map(each -> new LoadTable(each.getKey(), each.getValue(), responses))
        .toList();
  }

  private static Chosen chosen(List<Result> ofPolicy) {
    List<Chosen> settings =
        ofPolicy.stream()
            .collect(Collectors.groupingBy(Result::setting, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(LoadTable::means)
            .toList();
    return settings.stream()
        .filter(each -> each.late() <= Race.LEVEL)
        .min(Comparator.comparingDouble(Chosen::usd).thenComparingDouble(Chosen::late))
        .or(() ->
            settings.stream()
                .min(Comparator.comparingDouble(Chosen::late).thenComparingDouble(Chosen::usd)))
        .orElseThrow();
  }

  private static Chosen means(List<Result> seeds) {
    return new Chosen(
        seeds.getFirst().policy(),
        seeds.getFirst().setting(),
        Result.mean(seeds, Measures::latePercent),
        Result.mean(seeds, Measures::usd),
        Result.mean(seeds, Measures::reversalsPerHour));
  }

  private static String against(@Nullable Chosen ours, Chosen other) {
    if (ours == null || ours.equals(other) || ours.usd() == 0) {
      return "";
    }
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (other.usd() / ours.usd() - 1));
  }

  private Cell reaction(String policy, List<StepResponse> responses) {
    return responses.stream()
        .filter(each -> each.kind() == load.kind() && each.policy().equals(policy))
        .findFirst()
        .map(each -> StepTable.seconds(each.changeSeconds()))
        .orElse(Cell.of("-"));
  }

  public String heading() {
    String trace = Cell.of(load.trace()).text();
    return trace + ", " + load.kind().wireName() + ", peak of " + load.peakTasks() + " tasks";
  }

  public String text(boolean colour) {
    return heading() + "\n\n" + table.text(colour);
  }

  public String markdown() {
    return Table.escaped(heading()) + "\n\n" + table.markdown();
  }
}
