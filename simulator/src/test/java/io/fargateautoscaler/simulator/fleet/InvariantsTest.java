package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds a run in which it is broken: a true one, told with something changed. */
final class InvariantsTest {
  private static final FleetSpec WEB = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
  private static final CapacityRange RANGE = new CapacityRange(1, 100);

  private final Heard heard = new Heard();
  private Offered offered = Offered.of(_ -> 0, 1, WEB.work());

  @BeforeEach
  void run() {
    offered =
        Poissons.offered(
            WEB.work(),
            second -> 80 * (10 + 9 * StrictMath.sin(2 * Math.PI * second / 3600.0)),
            2 * 3600,
            1);
    Run.of(WEB, offered, new Candidates(WEB, offered).oursWeb(60, RANGE), 1, heard);
  }

  private Invariants tell(Offered load, UnaryOperator<DecisionRecord> change) {
    Invariants invariants = new Invariants(Journal.NONE, WEB.work(), load);
    for (Heard.Decided each : heard.decisions) {
      invariants.decided(each.second(), change.apply(each.record()), true);
    }
    return invariants;
  }

  private static UnaryOperator<DecisionRecord> policy(UnaryOperator<ServicePolicy> change) {
    return record ->
        with(
            record, change.apply(record.policy().policy()), record.observation(), record.applied());
  }

  private static UnaryOperator<DecisionRecord> observed(UnaryOperator<Observation> change) {
    return record ->
        with(
            record, record.policy().policy(), change.apply(record.observation()), record.applied());
  }

  private static DecisionRecord with(
      DecisionRecord record,
      ServicePolicy policy,
      Observation observation,
      DecisionRecord.@Nullable Applied applied) {
    return new DecisionRecord(
        record.id(),
        record.service(),
        record.trigger(),
        new PolicyDocument(1, policy, "{}"),
        record.stackMode(),
        observation,
        record.history(),
        record.decision(),
        applied);
  }

  private static ServicePolicy limits(ServicePolicy policy, ScaleOut out, ScaleIn in) {
    return new ServicePolicy(
        policy.service(),
        policy.capacity(),
        policy.mode(),
        policy.policies(),
        policy.schedules(),
        out,
        in,
        policy.guards(),
        policy.respectExternal());
  }

  private static ScaleIn in(Duration every, StepLimit step) {
    return new ScaleIn(true, Duration.ofMinutes(10), every, step);
  }

  private static Observation service(Observation seen, UnaryOperator<ServiceStatus> change) {
    return new Observation(seen.now(), change.apply(seen.service()), seen.loads(), seen.alarms());
  }

  private static ServiceStatus status(
      ServiceStatus now, ServiceStatus.Lifecycle lifecycle, ServiceStatus.Deployment deployment) {
    return new ServiceStatus(
        now.desired(),
        now.running(),
        now.pending(),
        lifecycle,
        now.controller(),
        deployment,
        null,
        null,
        now.targetGroups(),
        null);
  }

  private static Observation loads(Observation seen, UnaryOperator<Load> change) {
    Map<String, Load> loads = new TreeMap<>();
    seen.loads().forEach((name, load) -> loads.put(name, change.apply(load)));
    return new Observation(seen.now(), seen.service(), loads, seen.alarms());
  }

  private static Load older(Load load) {
    return load instanceof Load.PerTask(var points, var period)
        ? new Load.PerTask(
            points.stream()
                .map(each ->
                    new Load.Point(each.at().minusSeconds(360), each.average(), each.count()))
                .toList(),
            period)
        : load;
  }

  static Stream<Arguments> broken() {
    StepLimit one = new StepLimit.Limited(1, 1, Duration.ofSeconds(60));
    return Stream.of(
        Arguments.of("outside of the range", policy(p -> p.within(new CapacityRange(1, 9)))),
        Arguments.of("outside of the range", policy(p -> p.within(new CapacityRange(10, 100)))),
        Arguments.of(
            "not to be changed",
            policy(p ->
                new ServicePolicy(
                    p.service(),
                    p.capacity(),
                    Mode.OBSERVE,
                    p.policies(),
                    p.schedules(),
                    p.scaleOut(),
                    p.scaleIn(),
                    p.guards(),
                    p.respectExternal()))),
        Arguments.of(
            "not to be changed",
            observed(o ->
                service(
                    o,
                    s ->
                        status(
                            s,
                            ServiceStatus.Lifecycle.DRAINING,
                            ServiceStatus.Deployment.STEADY)))),
        Arguments.of(
            "present count",
            (UnaryOperator<DecisionRecord>)
                record ->
                    with(
                        record,
                        record.policy().policy(),
                        record.observation(),
                        record.applied() == null
                            ? null
                            : new DecisionRecord.Applied(
                                record.at(), record.observation().service().desired()))),
        Arguments.of(
            "more than 25 tasks from 24", policy(p -> limits(p, new ScaleOut(one), p.scaleIn()))),
        Arguments.of(
            "tasks fewer", policy(p -> limits(p, p.scaleOut(), in(Duration.ofMinutes(2), one)))),
        Arguments.of(
            "s after a change",
            policy(p -> limits(p, p.scaleOut(), in(Duration.ofHours(1), p.scaleIn().step())))),
        Arguments.of("without all data", observed(o -> loads(o, _ -> new Load.Missing("gone")))),
        Arguments.of("without all data", observed(o -> loads(o, InvariantsTest::older))),
        Arguments.of(
            "in trouble",
            observed(o ->
                service(
                    o,
                    s ->
                        status(
                            s,
                            ServiceStatus.Lifecycle.ACTIVE,
                            ServiceStatus.Deployment.ROLLING)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void broken(String says, UnaryOperator<DecisionRecord> change) {
    assertThatThrownBy(() -> tell(offered, change))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("second ")
        .hasMessageContaining(says);
  }

  @Test
  void as_it_was_nothing_is_broken() {
    Invariants invariants = tell(offered, UnaryOperator.identity());

    assertThat(invariants.decisions()).isEqualTo(heard.decisions.size());
    assertThat(heard.changes).hasSizeGreaterThan(8);
    assertThat(invariants.broken()).containsKey("larger load, smaller count");
    assertThat(invariants.broken().values()).allMatch(worst -> worst.times() == 0);
  }

  @Test
  void more_tasks_than_the_load_needs_are_counted() {
    Offered little = Offered.of(_ -> 80, offered.seconds(), WEB.work());

    assertThat(tell(little, UnaryOperator.identity()).broken().get("tasks beyond the need"))
        .satisfies(worst -> {
          assertThat(worst.times()).isPositive();
          assertThat(worst.worst()).isGreaterThan(3);
        });
  }

  @Test
  void idle_tasks_that_stay_are_counted() {
    Offered little = Offered.of(_ -> 80, offered.seconds(), WEB.work());
    Invariants invariants = new Invariants(Journal.NONE, WEB.work(), little);
    Heard.Decided first = heard.decisions.getFirst();
    invariants.decided(first.second(), first.record(), true);
    for (int second = 100; second < 3000; second++) {
      invariants.second(second, second < 1000 ? 30 : 2, 2, 0);
    }
    assertThat(invariants.broken()).doesNotContainKey("idle tasks kept too long");
    for (int second = 3000; second < 5100; second++) {
      invariants.second(second, 30, 30, 0);
    }

    assertThat(invariants.broken())
        .hasEntrySatisfying(
            "idle tasks kept too long", kept -> assertThat(kept.worst()).isBetween(280.0, 300.0));
  }

  private static DecisionRecord scheduled(
      DecisionRecord record, int from, int to, @Nullable Integer min, @Nullable Integer max) {
    ServicePolicy p = record.policy().policy();
    Instant now = record.at();
    var always =
        new Schedule(
            "all",
            Cron.parse("0 0 * * *").orElseThrow(),
            Duration.ofHours(24),
            ZoneOffset.UTC,
            min,
            max,
            true);
    ServicePolicy policy =
        new ServicePolicy(
            p.service(),
            new CapacityRange(1, 20),
            p.mode(),
            p.policies(),
            List.of(always),
            p.scaleOut(),
            p.scaleIn(),
            p.guards(),
            p.respectExternal());
    Observation seen =
        service(
            record.observation(),
            s ->
                new ServiceStatus(
                    from,
                    from,
                    0,
                    s.lifecycle(),
                    s.controller(),
                    s.deployment(),
                    null,
                    null,
                    s.targetGroups(),
                    null));
    return with(record, policy, seen, new DecisionRecord.Applied(now, to));
  }

  @Test
  void a_schedule_may_raise_a_count_to_its_minimum_at_once_and_no_further() {
    DecisionRecord first = heard.decisions.getFirst().record();
    Invariants invariants = new Invariants(Journal.NONE, WEB.work(), offered);

    invariants.decided(100, scheduled(first, 2, 50, 50, null), true);

    Invariants other = new Invariants(Journal.NONE, WEB.work(), offered);
    assertThatThrownBy(() -> other.decided(100, scheduled(first, 2, 51, 50, 60), true))
        .hasMessageContaining("more than 8 tasks from 2");
  }

  @Test
  void a_count_outside_of_the_range_of_a_schedule_is_told() {
    DecisionRecord first = heard.decisions.getFirst().record();
    Invariants invariants = new Invariants(Journal.NONE, WEB.work(), offered);

    assertThatThrownBy(() -> invariants.decided(100, scheduled(first, 4, 6, null, 5), true))
        .hasMessageContaining("outside of the range");
  }
}
