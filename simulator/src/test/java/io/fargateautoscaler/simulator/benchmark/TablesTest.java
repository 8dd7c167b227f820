package io.fargateautoscaler.simulator.benchmark;

import static io.fargateautoscaler.simulator.benchmark.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TablesTest {
  private static SummaryTable table(List<Result> runs) {
    return new SummaryTable(Summary.of(runs, Kind.WEB, "ours"));
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.strip().startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void lossesStandThereLikeWins() {
    String text =
        table(
                List.of(
                    run("wc", 1, "ours", 2, 0.5),
                    run("wc", 1, "hpa", 4, 0.5),
                    run("wc", 1, "kpa", 1, 0.5),
                    run("wc", 1, "nomad", 2, 0.5),
                    run("wc", 1, "oracle", 1.6, 0)))
            .text(false);

    assertThat(line(text, "hpa")).contains("0.50 (0.50 to 0.50)", "cheaper", "0/1", "wc @10 0.50");
    assertThat(line(text, "kpa")).contains("2.00 (2.00 to 2.00)", "dearer", "1/1", "wc @10 2.00");
    assertThat(line(text, "nomad")).contains("1.00 (1.00 to 1.00)", "open", "0/1");
    assertThat(line(text, "ours")).contains("0.50", "0.73");
    assertThat(text)
        .startsWith("web: ours against each policy on 1 load\n")
        .contains("At 1 % late ours costs 25.0 % more than the oracle.")
        .doesNotContain("\u001b");
  }

  @Test
  void saysWhereFixedCapacityCountsAndWhatIsMissing() {
    String text =
        table(
                List.of(
                    run("wc", 1, "ours", 2, 0.5),
                    run("wc", 1, "hpa", 1, 5),
                    run("wc", 1, "static-peak", 4, 0),
                    run("elb", 1, "ours", 2, 0.5),
                    run("elb", 1, "kpa", 1, 5)))
            .text(false);

    assertThat(line(text, "hpa")).contains("hpa *1").contains("0.50 (0.50 to 0.50)");
    assertThat(text)
        .contains("*N: on N loads a fixed capacity is the cheapest with at most 1 % late")
        .contains("kpa: a ratio of costs is missing on 1 of 1 loads.");
    assertThat(line(text, "kpa")).doesNotContain("cheaper");
  }

  @Test
  void colourIsOnlyAdded() {
    SummaryTable table =
        table(
            List.of(
                run("wc", 1, "ours", 2, 0.5),
                run("wc", 1, "hpa", 4, 0.5),
                run("wc", 1, "kpa", 1, 0.5)));

    String coloured = table.text(true);

    assertThat(coloured).contains("\u001b[32mcheaper\u001b[0m", "\u001b[31mdearer\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(table.text(false));
  }

  @Test
  void noLineIsWiderThan110() {
    var runs = new ArrayList<Result>();
    for (String policy : List.of("ours", "aas-predictive", "static-peak", "aas-20")) {
      String trace = "a trace with a rather long name, as files have";
      runs.add(run(trace, 1000, 1, policy, policy.equals("ours") ? 1234.5 : 0.1, 0.5));
      runs.add(run(trace + " 2", 1000, 1, policy, policy.equals("aas-20") ? 9 : 3, 0.5));
      runs.add(run(trace + " 3", 1000, 1, policy, policy.equals("ours") ? 3 : 2, 5));
    }
    String text = table(runs).text(false);

    assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isBetween(80, 110);
  }

  @Test
  void namesCannotBreakOut() {
    List<Result> runs =
        List.of(
            run("wc", 1, "ours", 2, 0.5), run("wc", 1, "a|b<i>\n\u001b[2J\u202e[x](y)", 4, 0.5));

    assertThat(line(table(runs).text(false), "a|b")).contains("a|b<i>??[2J?[x](y)");
    assertThat(line(table(runs).markdown(), "| a"))
        .contains("a\\|b\\<i\\>??\\[2J?\\[x\\](y)")
        .contains("| 0.50 (0.50 to 0.50) | cheaper |");
    // It stands in the notes too.
    assertThat(table(runs).markdown()).contains("missing on 1 of 1").doesNotContain("<i>");
  }

  @Test
  void markdownHasTheSameRows() {
    String markdown =
        table(List.of(run("wc", 1, "ours", 2, 0.5), run("wc", 1, "kpa", 1, 0.5))).markdown();

    assertThat(markdown.lines().toList())
        .contains("| --- | --- | --- | --: | --: | --: | --: | --: | --- |")
        .anyMatch(line -> line.startsWith("- Ratios are ours divided by the other"));
    assertThat(line(markdown, "| kpa")).contains("| dearer |");
  }

  @Test
  void noRunsIsASentence() {
    assertThat(table(List.of()).text(false)).isEqualTo("web: no runs of ours\n");
    assertThat(table(List.of()).markdown()).isEqualTo("web: no runs of ours\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "dearer, later | 2.5 | 1 | +24.9 %, later",
        "cheaper, later | 1 | 1 | -49.8 %, later",
        "cheaper, less late | 1 | 0 | -49.8 %, less late",
        "the same | 2 | 0.5 | same cost, as late",
        "free | 0 | 0.5 | -99.5 %, as late"
      })
  void runsAgainstOurs(String name, double usd, double late, String expected) {
    String text =
        new RunTable(List.of(run("wc", 1, "ours", 2, 0.5), run("wc", 1, "hpa", usd, late)))
            .text(false);

    assertThat(line(text, "hpa")).as(name).contains("  " + expected + "  ");
    assertThat(line(text, "ours")).doesNotContain("late,").contains("40", "0.50", "0.010");
  }

  @Test
  void runsWithoutOursOrCost() {
    assertThat(line(new RunTable(List.of(run("wc", 1, "hpa", 1, 0))).text(false), "hpa"))
        .contains("  -  ");
    String free =
        new RunTable(List.of(run("wc", 1, "ours", 0, 0), run("wc", 1, "hpa", 1, 0))).markdown();
    assertThat(line(free, "| hpa")).contains("| +10000.0 %, as late |");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0000021, 2e-06",
    "0.0042, 0.0042",
    "0.0312, 0.031",
    "0.825, 0.83",
    "9.99, 9.99",
    "12.34, 12.3",
    "1234.5, 1235"
  })
  void numbersAreShort(double value, String expected) {
    assertThat(Table.number(value)).isEqualTo(expected);
  }
}
