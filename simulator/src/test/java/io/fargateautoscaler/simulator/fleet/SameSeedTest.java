package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.benchmark.Measures;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same run, another one another. */
final class SameSeedTest {
  private static final int SECONDS = 7200;
  private static final CapacityRange RANGE = new CapacityRange(1, 60);

  static Stream<Function<Candidates, Candidate>> web() {
    return Stream.of(
        make -> make.oursWeb(60, RANGE),
        make -> make.oursByTheMinute(60, RANGE),
        make -> make.aas60(60, 1, RANGE),
        make -> make.aas20(60, 0.25, RANGE),
        make -> make.aasStep(60, RANGE),
        make -> make.aasPredictive(60, RANGE),
        make -> make.hpa(60, RANGE),
        make -> make.kpa(60, RANGE),
        make -> make.nomad(60, RANGE));
  }

  static Stream<Function<Candidates, Candidate>> queue() {
    return Stream.of(
        make -> make.oursQueue(Duration.ofMinutes(3), RANGE),
        make -> make.keda(10, RANGE),
        make -> make.aasBacklog(Duration.ofSeconds(20), RANGE));
  }

  @ParameterizedTest
  @MethodSource
  void web(Function<Candidates, Candidate> policy) {
    check(FleetSpec.Web.DEFAULT, policy);
  }

  @ParameterizedTest
  @MethodSource
  void queue(Function<Candidates, Candidate> policy) {
    check(FleetSpec.Queue.DEFAULT, policy);
  }

  private static void check(FleetSpec.Work work, Function<Candidates, Candidate> policy) {
    FleetSpec spec = FleetSpec.of(work, 23);
    Offered offered = offered(work, 2);
    Heard first = new Heard();
    Heard again = new Heard();

    Measures measures = run(spec, offered, policy, 1, first);

    assertThat(run(spec, offered(work, 2), policy, 1, again)).isEqualTo(measures);
    assertThat(again.until(SECONDS)).isEqualTo(first.until(SECONDS)).isNotEmpty();
    // Not its changes: who looks once a minute may well make the same ones.
    assertThat(run(spec, offered(work, 3), policy, 2, new Heard())).isNotEqualTo(measures);
  }

  private static Offered offered(FleetSpec.Work work, long seed) {
    return Poissons.offered(
        work,
        second -> work.perTask() * (6 + 5 * StrictMath.sin(2 * Math.PI * second / 1800.0)),
        SECONDS,
        seed);
  }

  private static Measures run(
      FleetSpec spec,
      Offered offered,
      Function<Candidates, Candidate> policy,
      long seed,
      Heard heard) {
    return Run.of(spec, offered, policy.apply(new Candidates(spec, offered)), seed, heard);
  }

  /** Start-up times and delays of metrics are drawn anew, though the same requests come. */
  @Test
  void another_seed_is_another_cloud() {
    FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
    Offered offered = offered(spec.work(), 2);
    Heard one = new Heard();
    Heard other = new Heard();

    Measures measures = run(spec, offered, make -> make.oursByTheMinute(60, RANGE), 1, one);

    assertThat(run(spec, offered, make -> make.oursByTheMinute(60, RANGE), 2, other))
        .isNotEqualTo(measures);
    assertThat(other.until(SECONDS)).isNotEqualTo(one.until(SECONDS));
  }
}
