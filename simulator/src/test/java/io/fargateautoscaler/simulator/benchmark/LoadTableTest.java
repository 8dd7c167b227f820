package io.fargateautoscaler.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadTableTest {
  private final List<Result> runs =
      Runs.all(
          Runs.front("wc", 1, "aas-60", "4:5 6:0.5 9:0"),
          Runs.front("wc", 1, "static-mean", "1:7 2:3"),
          Runs.front("wc", 1, "ours", "3:2 5:0.25"));

  private String line(String policy, List<StepResponse> responses) {
    List<LoadTable> tables = LoadTable.of(runs, responses);
    assertThat(tables).hasSize(1);
    assertThat(tables.getFirst().text(false)).startsWith("wc, web, peak of 10 tasks\n\n");
    return tables
        .getFirst()
        .text(false)
        .lines()
        .filter(line -> line.strip().startsWith(policy))
        .map(line -> line.strip().replaceAll(" {2,}", "|"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCheapestThatIsGoodEnough() {
    assertThat(line("ours", List.of())).isEqualTo("ours|5.0 USD and 0.25 % late|0.25|5.00|0.50|-");
    assertThat(line("aas-60", List.of()))
        .isEqualTo("aas-60|6.0 USD and 0.5 % late|0.50|6.00|+20.0 %|0.50|-");
  }

  @Test
  void elseTheLeastLate() {
    assertThat(line("static-mean", List.of())).contains("|3.00|2.00|-60.0 %|");
  }

  @Test
  void theReactionOfItsKind() {
    var responses =
        List.of(
            new StepResponse(Kind.QUEUE, "aas-60", "x", 1.0, 2.0),
            new StepResponse(Kind.WEB, "aas-60", "x", 362.6, null),
            new StepResponse(Kind.WEB, "ours", "x", null, null));

    assertThat(line("aas-60", responses)).endsWith("|363");
    assertThat(line("ours", responses)).endsWith("|-");
  }

  @Test
  void seedsAreAveragedBeforeASettingIsChosen() {
    List<Result> seeds =
        List.of(
            with("a", 1, 1, 0.5), with("a", 2, 1, 2.5), with("b", 1, 3, 0.5), with("b", 2, 5, 0.7));

    assertThat(LoadTable.of(seeds, List.of()).getFirst().text(false))
        .containsPattern("ours +b +0\\.60 +4\\.00");
  }

  private static Result with(String setting, long seed, double usd, double late) {
    return new Result("wc", Kind.WEB, 10, seed, "ours", setting, Runs.measures(usd, late));
  }

  @Test
  void aTableForEachLoadByKindTraceAndSize() {
    List<Result> loads =
        List.of(
            Runs.run("b", 10, 1, "ours", 1, 0),
            Runs.run("a", 100, 1, "ours", 1, 0),
            Runs.run("a", 10, 1, "ours", 1, 0));

    assertThat(LoadTable.of(loads, List.of()))
        .extracting(LoadTable::heading)
        .containsExactly(
            "a, web, peak of 10 tasks", "a, web, peak of 100 tasks", "b, web, peak of 10 tasks");
  }
}
