package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.peers.Look;
import io.fargateautoscaler.simulator.peers.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody but who may sees the load to come, or a point before it is published. */
final class NoLookAheadTest {
  private static final int SECONDS = 2700;
  private static final Set<String> KNOWS = Set.of("oracle", "floor", "static-mean", "static-peak");

  /** The same arrivals until a second; from then on three times as many. */
  private static Offered changed(Offered before, int at, FleetSpec.Work work) {
    return Offered.of(
        second -> (second < at ? 1 : 3) * before.arrivals(second), before.seconds(), work);
  }

  private static List<Candidate> grid(FleetSpec spec, Offered offered) {
    List<Candidate> all = new ArrayList<>(Grid.of(spec, offered));
    all.removeIf(each -> KNOWS.contains(each.policy()) || each.range().min() > 1);
    return all;
  }

  private static Heard run(FleetSpec spec, Offered offered, Candidate candidate) {
    Heard heard = new Heard();
    Run.of(spec, offered, candidate, 3, heard);
    return heard;
  }

  @ParameterizedTest
  @CsvSource({"true, 1500", "true, 1517", "true, 1560", "false, 1500", "false, 1517"})
  void a_load_that_changes_later_changes_nothing_before(boolean web, int at) {
    FleetSpec.Work work = web ? FleetSpec.Web.DEFAULT : FleetSpec.Queue.DEFAULT;
    FleetSpec spec = FleetSpec.of(work, 23);
    IntToDoubleFunction wave =
        second -> work.perTask() * (4 + 3 * StrictMath.sin(2 * Math.PI * second / 900.0));
    Offered offered = Poissons.offered(work, wave, SECONDS, 11);
    Offered changed = changed(offered, at, work);
    Set<String> policies = new HashSet<>();
    Set<String> moved = new HashSet<>();
    for (Candidate candidate : grid(spec, offered)) {
      Heard one = run(spec, offered, candidate);
      Heard other = run(spec, changed, candidate);

      assertThat(other.until(at))
          .as(candidate.policy() + ", " + candidate.setting())
          .isEqualTo(one.until(at));
      policies.add(candidate.policy());
      if (!other.changes.equals(one.changes)) {
        moved.add(candidate.policy());
      }
    }
    assertThat(policies).hasSizeGreaterThan(7);
    assertThat(moved).as("who sees the load at all").isEqualTo(policies);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void no_point_is_seen_before_it_is_published(Rival.Metric metric) {
    long least =
        switch (metric) {
          case CPU_OF_MINUTES -> 60;
          case CPU_OF_20_SECONDS, CPU_OF_15_SECONDS -> 15;
          case CONCURRENCY, NONE -> 0;
        };
    List<Look> looks = new ArrayList<>();
    Peer spy =
        new Peer() {
          @Override
          public String name() {
            return "spy";
          }

          @Override
          public Duration interval() {
            return Duration.ofSeconds(1);
          }

          @Override
          public int desired(Look look) {
            looks.add(look);
            return look.desired();
          }
        };
    CapacityRange range = new CapacityRange(5, 5);
    Candidate spying =
        new Candidate(
            "spy",
            "",
            range,
            (world, journal, seed) -> new Rival(world, spy, metric, range, 0, seed));
    FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
    Run.of(spec, Poissons.offered(spec.work(), _ -> 200, 1200, 1), spying, 1, Journal.NONE);

    assertThat(looks).hasSize(World.LEAD + 1200);
    assertThat(looks)
        .allSatisfy(look ->
            assertThat(look.points())
                .allMatch(point -> !look.at().isBefore(point.end().plusSeconds(least))));
    assertThat(looks.getLast().points()).isNotEmpty();
  }

  @Test
  void the_oracle_knows_what_the_others_do_not() {
    FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
    Offered offered = Poissons.offered(spec.work(), _ -> 200, SECONDS, 11);
    Offered changed = changed(offered, 1500, spec.work());
    CapacityRange range = new CapacityRange(0, 100);

    Heard one = run(spec, offered, new Candidates(spec, offered).oracle(range));
    Heard other = run(spec, changed, new Candidates(spec, changed).oracle(range));

    assertThat(other.until(1500)).isNotEqualTo(one.until(1500));
  }
}
