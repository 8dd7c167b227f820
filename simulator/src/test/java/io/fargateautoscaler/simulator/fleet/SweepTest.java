package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.fleet.Sweep.Extent;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SweepTest {
  private static final Set<String> POLICIES =
      Set.of("ours", "aas-20", "keda", "floor", "static-peak");

  private final Trace trace =
      new Trace("half-hour", 60, new double[] {60, 60, 90, 300, 600, 540, 400, 90, 60, 0, 30, 60});
  private final List<Sweep.Case> cases =
      List.of(
          new Sweep.Case(trace, Kind.WEB, 8, 1),
          new Sweep.Case(trace, Kind.QUEUE, 8, 1),
          new Sweep.Case(trace, Kind.QUEUE, 8, 2));
  private final Sweep sweep = new Sweep(35, POLICIES::contains);

  @Test
  void resultsAndTheirOrderDoNotDependOnThreads() throws Exception {
    List<Result> one = sweep.run(cases, 1, (now, done) -> {});
    List<Result> three = sweep.run(cases, 3, (now, done) -> {});

    assertThat(three).isEqualTo(one);
    assertThat(one).extracting(Result::policy).contains("ours", "aas-20", "keda", "floor");
    assertThat(one).extracting(Result::policy).containsOnly(POLICIES.toArray(String[]::new));
    assertThat(one).extracting(Result::kind).startsWith(Kind.WEB).endsWith(Kind.QUEUE);
    assertThat(one).extracting(Result::trace).containsOnly("half-hour");
  }

  @Test
  void allPoliciesOfACaseMeetTheSameArrivalsAndEachSeedOthers() throws Exception {
    List<Result> results = sweep.run(cases, 2, (now, done) -> {});

    List<List<Long>> arrived =
        cases.stream()
            .map(each ->
                results.stream()
                    .filter(run -> run.kind() == each.kind() && run.seed() == each.seed())
                    .map(run -> run.measures().arrived())
                    .distinct()
                    .toList())
            .toList();
    assertThat(arrived).allMatch(numbers -> numbers.size() == 1).doesNotHaveDuplicates();
  }

  @Test
  void theBusiestMinuteKeepsThePeakTasksBusy() {
    // 600 in a minute are 10 a second; 8 tasks answer 640 requests, or work on 8 messages.
    assertThat(cases.get(0).factor() * 10).isCloseTo(0.6 * 640, within(1e-9));
    assertThat(cases.get(1).factor() * 10).isCloseTo(8, within(1e-9));
  }

  @Test
  void progressEndsAtTheExtentThatWasTold() throws Exception {
    List<Extent> heard = new ArrayList<>();

    List<Result> results = sweep.run(cases, 2, (now, done) -> heard.add(done));

    Extent all = sweep.extent(cases);
    assertThat(heard)
        .hasSize(results.size())
        .isSortedAccordingTo((a, b) -> Long.compare(a.runs(), b.runs()));
    assertThat(heard.getLast()).isEqualTo(all);
    assertThat(all).isEqualTo(new Extent(results.size(), results.size() * 720L));
  }

  @Test
  void aTraceWithoutArrivalsHasNoSize() {
    var nothing = new Sweep.Case(new Trace("none", 60, new double[] {0, 0}), Kind.WEB, 1, 1);

    assertThatIllegalArgumentException().isThrownBy(nothing::factor);
  }
}
