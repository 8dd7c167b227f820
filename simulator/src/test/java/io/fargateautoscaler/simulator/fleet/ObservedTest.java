package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.fleet.Observing.Outcome;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is counted of a shadow while a rival scales, against a run of ours on the same load. Task
 * hours agree within 5 %, of queues within 8 %; late minutes within a quarter or 10 min of a day,
 * 20 min where CPU is read by the minute.
 */
final class ObservedTest {
  private static final int DAY = 86_400;
  private static final CapacityRange RANGE = new CapacityRange(1, 60);
  private static final double TARGET = 60;
  private static final double TOLERATED = 1.2;

  private static final String CPU =
      """
      service: simulated/service
      mode: %s
      capacity: {min: 1, max: 60}
      policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}
      """;

  /** As many requests as 60 % of what a task can answer. */
  private static final String CPU_AND_REQUESTS =
      """
      service: simulated/service
      mode: %s
      capacity: {min: 1, max: 60}
      policies:
        cpu: {type: target-tracking, metric: cpu, target: 60}
        requests: {type: target-tracking, metric: alb-requests-per-task, target: 2880}
      """;

  private static final String QUEUE =
      """
      service: simulated/service
      mode: %s
      capacity: {min: 1, max: 60}
      policies: {orders: {type: queue, queue: orders, seconds-per-message: 1, drain-within: 3m}}
      """;

  private static IntToDoubleFunction waves(double perTask, int period) {
    return second -> perTask * (6 + 4.5 * StrictMath.sin(2 * Math.PI * second / period));
  }

  /** Four times the load for half an hour of every four. */
  private static IntToDoubleFunction bursts(double perTask) {
    return second -> perTask * (second % 14_400 < 1_800 ? 12 : 3);
  }

  static Stream<Arguments> web() {
    double perTask = FleetSpec.Web.DEFAULT.perTask() * TARGET / 100;
    return Stream.of(
        web(
            "slow waves, AAS by the minute",
            waves(perTask, 21_600),
            CPU,
            false,
            m -> m.aas60(60, 1, RANGE)),
        web(
            "fast waves, AAS by the minute",
            waves(perTask, 3_600),
            CPU,
            false,
            m -> m.aas60(60, 0.25, RANGE)),
        web("bursts, AAS by the minute", bursts(perTask), CPU, false, m -> m.aas60(60, 1, RANGE)),
        web(
            "slow waves, AAS every 20 s",
            waves(perTask, 21_600),
            CPU_AND_REQUESTS,
            true,
            m -> m.aas20(60, 1, RANGE)),
        web(
            "bursts, AAS every 20 s",
            bursts(perTask),
            CPU_AND_REQUESTS,
            true,
            m -> m.aas20(60, 1, RANGE)),
        web(
            "bursts, far too many tasks",
            bursts(perTask),
            CPU_AND_REQUESTS,
            true,
            m -> m.fixed("fixed", 30)),
        web(
            "bursts, one task too few",
            bursts(perTask),
            CPU_AND_REQUESTS,
            true,
            m -> m.fixed("fixed", 9)));
  }

  private static Arguments web(
      String name,
      IntToDoubleFunction load,
      String document,
      boolean fine,
      Function<Candidates, Candidate> rival) {
    return Arguments.of(Named.of(name, load), document, fine, rival);
  }

  @ParameterizedTest
  @MethodSource
  void web(
      IntToDoubleFunction load,
      String document,
      boolean fine,
      Function<Candidates, Candidate> rival) {
    FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 40);
    Offered offered = Poissons.offered(spec.work(), load, DAY, 3);
    double most = spec.work().perTask() * TARGET / 100 * TOLERATED;

    Outcome outcome =
        Observing.of(
            spec, offered, rival.apply(new Candidates(spec, offered)), document, fine, most);

    agrees(outcome, fine ? 10 : 20);
  }

  static Stream<Arguments> queue() {
    return Stream.of(
        Arguments.of(
            Named.of("waves, backlog per task", waves(1, 21_600)),
            (Function<Candidates, Candidate>) m -> m.aasBacklog(Duration.ofSeconds(60), RANGE)),
        Arguments.of(
            Named.of("bursts, a fixed count that is too small", bursts(1)),
            (Function<Candidates, Candidate>) m -> m.fixed("fixed", 6)),
        Arguments.of(
            Named.of("bursts, KEDA", bursts(1)),
            (Function<Candidates, Candidate>) m -> m.keda(30, RANGE)));
  }

  @ParameterizedTest
  @MethodSource
  void queue(IntToDoubleFunction load, Function<Candidates, Candidate> rival) {
    FleetSpec spec = FleetSpec.of(FleetSpec.Queue.DEFAULT, 40);
    Offered offered = Poissons.offered(spec.work(), load, DAY, 3);

    Outcome outcome =
        Observing.of(spec, offered, rival.apply(new Candidates(spec, offered)), QUEUE, true, 1);

    assertThat(outcome.counted().shadow().taskHours())
        .as("task hours: %s", outcome)
        .isCloseTo(outcome.ours().taskHours(), within(0.08 * outcome.ours().taskHours()));
    assertThat(outcome.counted().actual().taskHours())
        .as("task hours of the rival: %s", outcome)
        .isCloseTo(outcome.rival().taskHours(), within(0.015 * outcome.rival().taskHours()));
  }

  private static void agrees(Outcome outcome, long minutes) {
    assertThat(outcome.counted().measuredSeconds()).isGreaterThan(DAY - 600);
    assertThat(outcome.counted().shadow().taskHours())
        .as("task hours: %s", outcome)
        .isCloseTo(outcome.ours().taskHours(), within(0.05 * outcome.ours().taskHours()));
    assertThat(outcome.counted().actual().taskHours())
        .as("task hours of the rival: %s", outcome)
        .isCloseTo(outcome.rival().taskHours(), within(0.015 * outcome.rival().taskHours()));
    late(outcome.counted().shadow().lateMinutes(), outcome.ours().lateMinutes(), minutes, outcome);
    late(outcome.counted().actual().lateMinutes(), outcome.rival().lateMinutes(), minutes, outcome);
  }

  private static void late(long counted, long truth, long minutes, Outcome outcome) {
    assertThat(counted)
        .as("late minutes: %s", outcome)
        .isCloseTo(truth, within(Math.max(minutes, truth / 4)));
  }
}
