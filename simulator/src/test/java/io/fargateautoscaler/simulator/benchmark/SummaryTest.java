package io.fargateautoscaler.simulator.benchmark;

import static io.fargateautoscaler.simulator.benchmark.Runs.all;
import static io.fargateautoscaler.simulator.benchmark.Runs.front;
import static io.fargateautoscaler.simulator.benchmark.Runs.run;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.benchmark.Summary.Row;
import io.fargateautoscaler.simulator.load.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SummaryTest {
  private static Summary summary(List<Result> runs) {
    return Summary.of(runs, Kind.WEB, "ours");
  }

  private static Row row(Summary summary, String policy) {
    return summary.rows().stream()
        .filter(row -> row.policy().equals(policy))
        .findFirst()
        .orElseThrow();
  }

  private static double cost(Row row) {
    return requireNonNull(row.costAtOnePercent()).value();
  }

  private static void isNear(String name, @Nullable Ratio ratio, @Nullable Double expected) {
    if (expected == null) {
      assertThat(ratio).as(name).isNull();
    } else {
      assertThat(ratio).as(name).isNotNull();
      assertThat(requireNonNull(ratio).value()).as(name).isEqualTo(expected, within(1e-4));
    }
  }

  /**
   * One load, one seed; points are USD and late percent. Fixed capacity is left out where empty.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // name | ours | other | fixed | cost 1 % | 0.1 % | late | lost | unmeasured | fixed loads
        "half the cost | 1:5 2:0.5 4:0.05 | 4:0.5 8:0.05 | 10:0 | 0.5 | 0.5 | 0.3191 | 0 | 0 | 0",
        "dearer, nothing as cheap | 3:0.5 | 2:0.5 | 10:0 | 1.5 | 1 | 1 | 1 | 0 | 0",
        "half a percent dearer is no loss | 1:50 2.01:0.5 | 2:0.5 | 10:0"
            + " | 1.005 | 1 | 1.0466 | 0 | 0 | 0",
        "two percent dearer is one | 1:50 2.04:0.5 | 2:0.5 | 10:0 | 1.02 | 1 | 1.1937 | 1 | 0 | 0",
        "the other is never good enough | 4:0.5 | 1:5 2:3 | 8:0 | 0.5 | 1 | 0.1293 | 0 | 0 | 1",
        "fixed capacity is the cheapest for both | 4:0.5 | 3:0.05 | 2:0 | 1 | 1 | 9.8235 | 0 | 0 |"
            + " 1",
        "ours is never good enough | 1:5 | 2:0.5 | 8:0 | 4 | 1 | 9.9820 | 1 | 0 | 0",
        "neither is: both cost the same | 1:5 | 1:10 | 8:0 | 1 | 1 | 0.5001 | 0 | 0 | 1",
        "the other is not, nor is there fixed capacity | 4:0.5 | 1:5 | | | | 0.1002 | 0 | 1 | 0",
        "ours is not, nor is there fixed capacity | 1:5 | 2:0.05 | | | | 98.0588 | 1 | 1 | 0",
        "fixed capacity that is late is none | 4:0.5 | 1:5 | 2:2 | | | 0.1002 | 0 | 1 | 0",
        "only the tight level cannot be met | 1:0.5 | 2:0.5 | | 0.5 | | 1 | 0 | 1 | 0",
        "a tie | 2:0.5 | 2:0.5 | 10:0 | 1 | 1 | 1 | 0 | 0 | 0",
        "none late at all | 2:0 | 2:0 | 10:0 | 1 | 1 | 1 | 0 | 0 | 0",
        "ours has none late | 2:0 | 2:0.999 | 10:0 | 1 | 0.2 | 0.001 | 0 | 0 | 0",
        "the other has none late | 2:0.999 | 2:0 | 10:0 | 1 | 5 | 1000 | 0 | 0 | 0",
        "both cost nothing | 0:0 | 0:0 | 10:0 | 1 | 1 | 1 | 0 | 0 | 0",
        "only the other costs nothing | 1:0 | 0:0 | 10:0 | | | 1 | 1 | 1 | 0",
        "only ours costs nothing | 0:0 | 1:0 | 10:0 | | | 1 | 0 | 1 | 0"
      })
  void oneLoad(
      String name,
      String ours,
      String other,
      @Nullable String fixed,
      @Nullable Double one,
      @Nullable Double tenth,
      @Nullable Double late,
      int lost,
      int unmeasured,
      int fixedLoads) {
    List<Result> capacity = fixed == null ? List.of() : front("t", 1, "static-peak", fixed);

    Row row =
        row(
            summary(all(front("t", 1, "ours", ours), front("t", 1, "hpa", other), capacity)),
            "hpa");

    isNear(name, row.costAtOnePercent(), one);
    isNear(name, row.costAtTenthPercent(), tenth);
    isNear(name, row.lateAtEqualCost(), late);
    assertThat(List.of(row.lost(), row.unmeasured(), row.figures().fixedLoads()))
        .as(name)
        .containsExactly(lost, unmeasured, fixedLoads);
  }

  @Test
  void everyTraceCountsTheSameHoweverManySeedsAndSizesItHas() {
    // Trace a: 1/4 and 1, so 1/2. Trace b: 4 at one size, and 1 at another, so 2.
    Summary summary =
        summary(
            List.of(
                run("a", 1, "ours", 1, 0.5),
                run("a", 1, "kpa", 4, 0.5),
                run("a", 2, "ours", 3, 0.5),
                run("a", 2, "kpa", 3, 0.5),
                run("b", 10, 1, "ours", 8, 0.5),
                run("b", 10, 1, "kpa", 2, 0.5),
                run("b", 100, 1, "ours", 5, 0.5),
                run("b", 100, 1, "kpa", 5, 0.5)));

    Row row = row(summary, "kpa");
    assertThat(summary.loads()).isEqualTo(3);
    assertThat(cost(row)).isEqualTo(1, within(1e-12));
    assertThat(row.lost()).isEqualTo(1);
    assertThat(row.worst()).isNotNull();
    assertThat(requireNonNull(row.worst()).trace()).isEqualTo("b");
    assertThat(requireNonNull(row.worst()).peakTasks()).isEqualTo(10);
    assertThat(requireNonNull(row.worst()).ratio()).isEqualTo(4, within(1e-12));
    // Twice a: one in four; then four seeds of 1/4: one in 64 in all, three of them: four in 64.
    // Twice b: one in four.
    Ratio ratio = requireNonNull(row.costAtOnePercent());
    assertThat(ratio.low()).isEqualTo(Math.pow(0.25, 0.75), within(1e-12));
    assertThat(ratio.high()).isEqualTo(2, within(1e-12));
  }

  @Test
  void regretIsTheMeanOfWhatIsPaidBeyondTheOracle() {
    Summary summary =
        summary(
            List.of(
                run("a", 1, "ours", 3, 0.5),
                run("a", 1, "oracle", 2, 0),
                run("b", 1, "ours", 2.2, 0.5),
                run("b", 1, "oracle", 2, 0)));

    assertThat(summary.regret()).isEqualTo((0.5 + 0.1) / 2, within(1e-12));
    assertThat(summary(List.of(run("a", 1, "ours", 3, 0.5))).regret()).isNull();
  }

  @Test
  void theBestOfBothIsTheCheaperOnEachLoad() {
    List<Result> runs =
        List.of(
            run("a", 1, "ours", 2, 0.5),
            run("a", 1, "aas-60", 2, 0.5),
            run("a", 1, "aas-20", 4, 0.5),
            run("b", 1, "ours", 2, 0.5),
            run("b", 1, "aas-60", 4, 0.5),
            run("b", 1, "aas-20", 2, 0.5));

    assertThat(cost(row(summary(runs), "aas-60"))).isEqualTo(Math.sqrt(0.5), within(1e-12));
    assertThat(cost(row(summary(runs), "aas-20"))).isEqualTo(Math.sqrt(0.5), within(1e-12));
    assertThat(cost(row(summary(runs), "aas-best"))).isEqualTo(1, within(1e-12));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // 0.8 % late for any money against 1.1 at 1 USD, 0.8 at 2 USD and 0.1 at 4 USD.
    "the dearer one is less late,  2:0.8, 1:1.1 4:0.1, 1.79357",
    "the dearer one is later,      2:0.8, 1.5:3 4:0.5, 0.75287",
    "one is beaten by the other,   2:4,   1:3 3:2,     0.32687"
  })
  void bestSettingsOfBothAreComparedOneByOne(
      String name, String sixty, String twenty, double ratio) {
    Summary summary =
        summary(
            all(
                front("t", 1, "ours", "2:0.8"),
                front("t", 1, "aas-60", sixty),
                front("t", 1, "aas-20", twenty)));

    isNear(name, row(summary, "aas-best").lateAtEqualCost(), ratio);
  }

  @Test
  void onlyLoadsAndSeedsOfBothAreCompared() {
    Summary summary =
        summary(
            List.of(
                run("a", 1, "ours", 1, 0.5),
                run("a", 2, "ours", 100, 0.5),
                run("b", 1, "ours", 1, 0.5),
                run("a", 1, "nomad", 2, 0.5),
                run("c", 1, "nomad", 1, 0.5)));

    assertThat(summary.loads()).isEqualTo(2);
    assertThat(row(summary, "nomad").loads()).isEqualTo(1);
    assertThat(cost(row(summary, "nomad"))).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void anotherFormOfOursCanPlayOurs() {
    List<Result> runs =
        List.of(
            run("a", 1, "ours", 1, 0.5),
            run("a", 1, "ours-60", 4, 0.5),
            run("a", 1, "hpa", 2, 0.5));

    assertThat(summary(runs).rows()).extracting(Row::policy).containsExactly("hpa");
    Summary sixty = Summary.of(runs, Kind.WEB, "ours-60");
    assertThat(sixty.rows()).extracting(Row::policy).containsExactly("hpa");
    assertThat(cost(row(sixty, "hpa"))).isEqualTo(2, within(1e-12));
  }

  @Test
  void figuresAreThoseOfTheChosenSetting() {
    Measures calm = new Measures(100, 0, 1, 3, 0.02, 9, 2, 20);
    Measures late = new Measures(100, 50, 1, 1, 0.5, 9, 200, 20);
    List<Result> runs =
        List.of(
            new Result("t", Kind.WEB, 10, 1, "ours", "calm", calm),
            new Result("t", Kind.WEB, 10, 1, "ours", "late", late));

    Summary.Figures own = requireNonNull(summary(runs).own());
    assertThat(own.reversalsPerHour()).isEqualTo(0.1);
    assertThat(own.apiUsdPerMonth()).isEqualTo(0.02 / 20 * 730, within(1e-12));
  }

  @Test
  void rowsComeInTheOrderOfTables() {
    var runs = new ArrayList<Result>();
    for (String policy : List.of("zebra", "floor", "hpa", "oracle", "aas-60", "ours", "aas-20")) {
      runs.add(run("t", 1, policy, 1, 0));
    }

    assertThat(summary(runs).rows())
        .extracting(Row::policy)
        .containsExactly("aas-best", "aas-20", "aas-60", "hpa", "oracle", "floor", "zebra");
  }

  @Test
  void ofNothingIsEmpty() {
    Summary summary = Summary.of(List.of(run("t", 1, "ours", 1, 0)), Kind.QUEUE, "ours");

    assertThat(summary).isEqualTo(new Summary("ours", Kind.QUEUE, 0, null, null, List.of()));
    assertThat(summary(List.of(run("t", 1, "hpa", 1, 0))).rows()).isEmpty();
  }

  @Test
  void aRunThatIsThereTwiceIsAMistake() {
    Result run = run("t", 1, "ours", 1, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> summary(List.of(run, run)));
  }
}
