package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of CloudWatch, and what is made of its answers. */
final class CloudWatchLoadsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FINE = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);
  private static final TargetMetric.Input ERRORS =
      new TargetMetric.Input("Shop", "Errors", Map.of("App", "checkout"), "Sum");

  private Function<MetricAnswers.Asked, Map<Instant, Double>> points = asked -> Map.of();
  private Function<Call, @Nullable Answer> refusal = call -> null;
  private final FakeAws aws = new FakeAws(this::answer);
  private final CloudWatchLoads loads = new CloudWatchLoads(aws.clients().cloudWatch());

  @AfterEach
  void close() {
    aws.close();
  }

  private Answer answer(Call call) {
    Answer refused = refusal.apply(call);
    return refused == null ? MetricAnswers.answer(call, points) : refused;
  }

  @Test
  void minutesWithoutTargetsAreNoZeros() {
    points =
        asked ->
            switch (asked.metric()) {
              case "RequestCount" -> Map.of(ago(13), 600.0);
              case "HealthyHostCount" ->
                  // Between minute 11 and 4 the load balancer said nothing at all.
                  Map.of(
                      ago(13), 2.0, ago(12), 2.0, ago(11), 0.0, ago(3), 2.0, ago(2), 2.0, ago(1),
                      2.0);
              default -> Map.of();
            };

    assertThat(read(new TargetMetric.AlbRequestsPerTask("targetgroup/a/1", "app/b/2")))
        .isEqualTo(
            new Load.Total(
                List.of(
                    new Load.Sum(ago(13), 600),
                    new Load.Sum(ago(12), 0),
                    new Load.Sum(ago(3), 0),
                    new Load.Sum(ago(2), 0)),
                MINUTE,
                false));
  }

  @Test
  void cpuEveryTwentySecondsIsUsedSo() {
    points = asked -> asked.period() == 20 ? fine(asked) : minutes(asked, 3);

    for (int read = 0; read < 2; read++) {
      assertThat(read(CPU))
          .isInstanceOfSatisfying(
              Load.PerTask.class,
              load -> {
                assertThat(load.period()).isEqualTo(FINE);
                assertThat(load.points())
                    .hasSize(6)
                    .contains(new Load.Point(ago(2).plusSeconds(40), 70, 4));
              });
    }
    assertThat(periods(0)).containsExactlyInAnyOrder(60, 60, 20, 20);
    assertThat(periods(1)).containsExactly(20, 20);
  }

  @Test
  void cpuByTheMinuteIsAskedForByTheMinuteForAnHour() {
    points = asked -> minutes(asked, 1);
    Load expected =
        new Load.PerTask(
            List.of(new Load.Point(ago(3), 70, 4), new Load.Point(ago(2), 70, 4)), MINUTE);

    assertThat(read(CPU)).isEqualTo(expected);
    assertThat(read(CPU)).isEqualTo(expected);

    assertThat(periods(0)).containsExactlyInAnyOrder(60, 60, 20, 20);
    assertThat(periods(1)).containsExactly(60, 60);
    read(request(target(CPU), WINDOW, null), NOW.plus(Duration.ofHours(1)));
    assertThat(periods(2)).containsExactlyInAnyOrder(60, 60, 20, 20);
  }

  @Test
  void aRefusalOfTwentySecondsHarmsNothing() {
    points = asked -> minutes(asked, 1);
    refusal =
        call ->
            MetricAnswers.asked(call).stream().anyMatch(asked -> asked.period() == 20)
                ? MetricAnswers.error(400, "ValidationError")
                : null;

    assertThat(read(CPU))
        .isInstanceOfSatisfying(
            Load.PerTask.class,
            load -> {
              assertThat(load.period()).isEqualTo(MINUTE);
              assertThat(load.points()).hasSize(2);
            });
    int calls = aws.calls().size();
    read(CPU);
    assertThat(aws.calls()).hasSize(calls + 1);
  }

  @Test
  void aServiceMayGoBackToMinutes() {
    points = asked -> asked.period() == 20 ? fine(asked) : minutes(asked, 3);
    read(CPU);
    points = asked -> minutes(asked, 1);

    assertThat(read(CPU))
        .isEqualTo(
            new Load.PerTask(
                List.of(new Load.Point(ago(3), 70, 4), new Load.Point(ago(2), 70, 4)), MINUTE));
    read(CPU);
    assertThat(periods(2)).containsExactlyInAnyOrder(60, 60, 20, 20);
  }

  @Test
  void withoutDataBothAreAskedForAgain() {
    assertThat(read(CPU)).isEqualTo(new Load.PerTask(List.of(), MINUTE));
    read(CPU);

    assertThat(periods(1)).containsExactlyInAnyOrder(60, 60, 20, 20);
  }

  @Test
  void aLongLookBackHasItsOwnCall() {
    Request days = request(target(CPU), Duration.ofDays(2), null);
    Request now = request(target(memory()), WINDOW, null);

    loads.read(List.of(days, now), List.of(), NOW);

    assertThat(aws.calls()).hasSize(2);
    assertThat(periods(0)).containsExactlyInAnyOrder(60, 60, 20, 20);
    assertThat(periods(1)).containsExactly(60, 60);
  }

  @ParameterizedTest
  @CsvSource({"OK", "INSUFFICIENT_DATA"})
  void aQuietAlarmCostsNoCall(AlarmState state) {
    Alarm alarm = new Alarm(state, 50.0, ERRORS, MINUTE);

    assertThat(step(alarm)).isEqualTo(new Load.Alarmed(state, 50.0, List.of(), MINUTE));
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void anAlarmThatIsNotThereIsMissing() {
    Load.Missing missing =
        new Load.Missing("the alarm checkout-5xx does not exist or cannot be read");

    assertThat(step(Alarm.MISSING)).isEqualTo(missing);
    assertThat(step(null)).isEqualTo(missing);
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void aRingingAlarmComesWithItsNewestPointsInTheSameCall() {
    points =
        asked ->
            asked.metric().equals("Errors")
                ? Map.of(ago(7), 90.0, ago(2), 70.0, ago(1), 80.0)
                : minutes(asked, 1);
    Alarm alarm = new Alarm(AlarmState.ALARM, 50.0, ERRORS, MINUTE);
    Request rings = request(steps(), WINDOW, alarm);
    Request cpu = request(target(CPU), WINDOW, null);

    Map<Request, Load> read = loads.read(List.of(rings, cpu), List.of(), NOW).loads();

    assertThat(read.get(rings))
        .isEqualTo(
            new Load.Alarmed(
                AlarmState.ALARM,
                50.0,
                List.of(new Load.Value(ago(2), 70), new Load.Value(ago(1), 80)),
                MINUTE));
    assertThat(aws.calls()).hasSize(1);
    assertThat(MetricAnswers.asked(aws.calls().getFirst()))
        .filteredOn(asked -> asked.metric().equals("Errors"))
        .extracting(MetricAnswers.Asked::statistic, MetricAnswers.Asked::period)
        .containsExactly(tuple("Sum", 60));
  }

  @Test
  void fivePeriodsOfALongPeriodAreRead() {
    Duration hour = Duration.ofHours(1);
    points = asked -> Map.of(ago(290), 1.0, ago(310), 2.0);

    assertThat(step(new Alarm(AlarmState.ALARM, 50.0, ERRORS, hour)))
        .isEqualTo(
            new Load.Alarmed(AlarmState.ALARM, 50.0, List.of(new Load.Value(ago(290), 1)), hour));
  }

  @Test
  void anAlarmWithoutAMetricOrWhoseMetricCannotBeReadStillRings() {
    Load rings = new Load.Alarmed(AlarmState.ALARM, 50.0, List.of(), MINUTE);
    refusal = call -> MetricAnswers.error(403, "AccessDenied");

    assertThat(step(new Alarm(AlarmState.ALARM, 50.0, null, MINUTE))).isEqualTo(rings);
    assertThat(aws.calls()).isEmpty();
    assertThat(step(new Alarm(AlarmState.ALARM, 50.0, ERRORS, MINUTE))).isEqualTo(rings);
  }

  @Test
  void anExpressionIsATotal() {
    points = asked -> asked.expression().isEmpty() ? Map.of() : Map.of(ago(3), 4.0, ago(2), 5.0);

    assertThat(read(expression("busy + idle")))
        .isEqualTo(
            new Load.Total(
                List.of(new Load.Sum(ago(3), 4), new Load.Sum(ago(2), 5)), MINUTE, false));
    JsonNode queries = MetricAnswers.queries(aws.calls().getFirst());
    assertThat(queries).hasSize(3);
    assertThat(queries.get(0).path("Expression").asText()).isEqualTo("q0_busy + q0_idle");
    assertThat(queries.get(1).path("ReturnData").asBoolean(true)).isFalse();
    assertThat(queries.get(1).path("Id").asText()).isEqualTo("q0_busy");
    assertThat(queries.get(2).at("/MetricStat/Metric/MetricName").asText()).isEqualTo("idle");
  }

  @Test
  void expressionsOfOneCallDoNotMixTheirNames() {
    List<Request> requests = new ArrayList<>();
    for (String service : List.of("a", "b")) {
      requests.add(
          new Request(
              new ServiceRef("shop", service),
              target(expression("busy + idle" + " ".repeat(requests.size()))),
              ServiceStatus.steady(1, 1, 0),
              WINDOW,
              null));
    }

    loads.read(requests, List.of(), NOW);

    List<String> ids = new ArrayList<>();
    MetricAnswers.queries(aws.calls().getFirst())
        .forEach(query -> ids.add(query.path("Id").asText()));
    assertThat(ids).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void anExpressionOverAllMetricsOfTheCallIsRefused() {
    for (String all : List.of("SUM(METRICS())", "SUM(metrics (\"busy\"))")) {
      assertThat(read(expression(all))).isInstanceOf(Load.Missing.class);
    }
    assertThat(aws.calls()).isEmpty();
  }

  static TargetMetric.Expression expression(String text) {
    return new TargetMetric.Expression(
        text,
        Map.of(
            "busy", new TargetMetric.Input("Shop", "busy", Map.of(), "Sum"),
            "idle", new TargetMetric.Input("Shop", "idle", Map.of(), "Sum")),
        MINUTE);
  }

  private static Instant ago(int minutes) {
    return NOON.minusSeconds(60L * minutes);
  }

  private static Map<Instant, Double> minutes(MetricAnswers.Asked asked, int samplesPerTask) {
    double value = asked.statistic().equals("SampleCount") ? 4.0 * samplesPerTask : 70;
    return Map.of(ago(3), value, ago(2), value);
  }

  private static Map<Instant, Double> fine(MetricAnswers.Asked asked) {
    Map<Instant, Double> values = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      values.put(ago(3).plusSeconds(20L * i), asked.statistic().equals("SampleCount") ? 4 : 70.0);
    }
    return values;
  }

  private List<Integer> periods(int call) {
    return MetricAnswers.asked(aws.calls().get(call)).stream()
        .map(MetricAnswers.Asked::period)
        .toList();
  }

  private static TargetMetric memory() {
    return new TargetMetric.Utilization(TargetMetric.Resource.MEMORY);
  }

  private static ScalingPolicy target(TargetMetric metric) {
    return new TargetTrackingPolicy(
        "policy",
        metric,
        BigDecimal.TEN,
        TargetTrackingPolicy.DEFAULT_TOLERANCE,
        TargetTrackingPolicy.DEFAULT_WARM_UP,
        Direction.BOTH);
  }

  private static ScalingPolicy steps() {
    return new StepPolicy(
        "errors",
        "checkout-5xx",
        StepPolicy.DEFAULT_WARM_UP,
        StepPolicy.Side.ABOVE,
        List.of(new StepPolicy.Step(BigDecimal.ZERO, StepPolicy.Adjust.ADD, BigDecimal.TWO, 0)),
        Direction.BOTH);
  }

  private static Request request(ScalingPolicy policy, Duration window, @Nullable Alarm alarm) {
    return new Request(
        new ServiceRef("shop", "checkout"), policy, ServiceStatus.steady(4, 4, 0), window, alarm);
  }

  private Load step(@Nullable Alarm alarm) {
    return read(request(steps(), WINDOW, alarm), NOW);
  }

  private Load read(TargetMetric metric) {
    return read(request(target(metric), WINDOW, null), NOW);
  }

  private Load read(Request request, Instant now) {
    return loads
        .read(List.of(request), List.of(), now)
        .loads()
        .getOrDefault(request, new Load.Missing("no answer"));
  }
}
