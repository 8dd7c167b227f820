package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import io.fargateautoscaler.core.policy.StepPolicy.Side;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads: the reason must give the number that it stands beside. */
class SentencesTest {
  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({"decisions", "loads", "queues", "steps", "guards"})
  void says(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(
            switch (decision.outcome()) {
              case Decision.Scale scale -> scale.because();
              case Decision.Hold hold -> hold.because();
            })
        .isEqualTo(expected);
  }

  static Stream<Arguments> decisions() {
    return Stream.of(
        arguments(
            "out",
            service(10, 10).cpu(90, 10, 90, 10),
            "load 900 % over 10 tasks needs 15 at 60 %"),
        arguments(
            "enough",
            service(20, 10).cpu(90, 10, 90, 10),
            "cpu: load 900 % over 10 tasks needs 15 at 60 %; 20 are already requested"),
        arguments(
            "tolerance",
            service(10, 10).cpu(65, 10, 65, 10),
            "cpu: load 650 % over 10 tasks needs 11 at 60 %; within 10 % of what 10 tasks should"
                + " carry"),
        arguments(
            "step limit",
            service(20, 20).cpuSteady(10, 20, 10),
            "load 200 % at most in the last 10 min needs 4 at 60 %; at most 10 tasks fewer at"
                + " once"),
        arguments(
            "range",
            service(10, 10).cpu(90, 10, 90, 10).range(1, 12),
            "load 900 % over 10 tasks needs 15 at 60 %; the maximum is 12"),
        arguments(
            "hold",
            service(10, 10)
                .cpu(90, 10, 90, 10)
                .past(history -> history.hold(new RangeHold(null, 12, ago(-60), "ann"))),
            "load 900 % over 10 tasks needs 15 at 60 %; the maximum is 12: ann holds it until"
                + " 2026-03-02T12:01:00Z"),
        arguments(
            "restore",
            service(2, 2)
                .cpu(95, 2, 60, 20)
                .lastApplied(20)
                .acted(900, 10, 20)
                .deploying(ServiceStatus.Deployment.ROLLING, 60),
            "a deployment reset the desired count 20 → 2; remove DesiredCount from its template"),
        arguments("minimum", service(2, 2).cpu(60, 2).range(4, 9), "the minimum is 4"),
        arguments(
            "restored to what the policies ask for",
            service(2, 2)
                .cpuSteady(60, 20, 10)
                .lastApplied(20)
                .deploying(ServiceStatus.Deployment.ROLLING, 60),
            "a deployment reset the desired count 20 → 2; remove DesiredCount from its template"),
        arguments("no policy", service(5, 5), "no policy"));
  }

  static Stream<Arguments> loads() {
    return Stream.of(
        arguments(
            "saturated",
            service(10, 10).cpu(95, 10),
            "load 950 % over 10 tasks (at its limit, so half more is assumed) needs 24 at 60 %"),
        arguments(
            "saturated, the requests show the demand",
            service(10, 10).cpu(95, 10).requests(false, 12000, 12000),
            "load 950 % over 10 tasks needs 16 at 60 %"),
        arguments(
            "one task", service(1, 1).cpu(90, 1, 90, 1), "load 90 % over 1 task needs 2 at 60 %"),
        arguments(
            "a total",
            service(10, 10).requests(false, 13000),
            "load 13000 requests a minute needs 13 at 1000 requests a minute"),
        arguments(
            "confirming",
            service(10, 10).cpu(70, 10),
            "cpu: load 700 % over 10 tasks needs 12 at 60 %; one more datapoint must confirm it"),
        arguments(
            "the smallest count of the warm-up",
            service(10, 10).cpu(100, 10, 90, 8),
            "load 800 % over 8 tasks (at its limit, so half more is assumed) needs 20 at 60 %"),
        arguments(
            "more samples than tasks",
            service(10, 10).cpu(90, 30, 90, 30),
            "load 900 % over 10 tasks needs 15 at 60 %"),
        arguments(
            "tasks that overload killed",
            service(10, 4).cpu(100, 4, 100, 4),
            "load 1000 % over 10 tasks (at its limit, so half more is assumed) needs 25 at 60 %"),
        arguments(
            "a partial point",
            service(10, 10).cpu(70, 5, 70, 10, 70, 10),
            "load 700 % over 10 tasks needs 12 at 60 %"),
        arguments(
            "the smaller of two points",
            service(10, 10).cpu(77, 10, 70, 10),
            "load 700 % over 10 tasks needs 12 at 60 %"),
        arguments(
            "without a window",
            service(10, 10)
                .cpu(30, 10)
                .scaleIn(
                    new ScaleIn(true, Duration.ZERO, Duration.ZERO, new StepLimit.Unlimited())),
            "load 300 % in the newest point needs 5 at 60 %"),
        arguments(
            "an average that cannot be",
            service(10, 10).cpu(Double.NaN, 10),
            "cpu: the average of 11:58:00Z is NaN"),
        arguments(
            "a count that cannot be",
            service(10, 10).cpu(50, 10, 50, -0.0001),
            "cpu: the count of 11:57:00Z is -0.0001"),
        arguments(
            "the floor of a policy that may only scale out",
            service(10, 10)
                .tracking(
                    "cpu",
                    new TargetMetric.Utilization(TargetMetric.Resource.CPU),
                    "60",
                    Direction.OUT)
                .points("cpu", 54, 10)
                .queue(ten())
                .messages(30, 0, 0),
            "load 540 % over 10 tasks needs 9 at 60 %"),
        arguments(
            "too few points",
            service(11, 11).cpuSteady(48, 11, 7),
            "cpu: load 528 % over 11 tasks needs 9 at 60 %; 7 of 10 datapoints of the window are"
                + " there"),
        arguments(
            "a high point in the window",
            service(10, 10)
                .cpu(
                    30, 10, 30, 10, 30, 10, 30, 10, 58, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10),
            "cpu: load 300 % over 10 tasks needs 5 at 60 %; the largest load of the last 10 min is"
                + " 580 %, which needs 10"));
  }

  private static QueuePolicy.Goal ten() {
    return new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1);
  }

  static Stream<Arguments> queues() {
    return Stream.of(
        arguments(
            "wakes",
            service(0, 0).range(0, 9).queue(ten()).messages(12, 0, 0),
            "wake up: 12 messages wait, 0 in flight at 10 a task"),
        arguments(
            "the time of a message is not known yet",
            service(1, 1)
                .queue(new QueuePolicy.DrainWithin(Duration.ofMinutes(3), null, 1))
                .messages(30, 0, 0),
            "30 messages wait, 0 in flight (10 messages a task assumed: the time of a message is"
                + " not known yet): needs 3"),
        arguments(
            "empty",
            service(8, 8).range(0, 9).queue(ten()).messages(0, 0, 0).emptySince(300, 9),
            "empty for 5 min: to the minimum"),
        arguments(
            "the largest need of the window",
            service(10, 10).queue(ten()).read(30, 90, 0, 10).messages(10, 0, 0),
            "10 messages wait, 0 in flight at 10 a task: needs 1, at most 9 in the last 60 s"),
        arguments(
            "the present need is the largest",
            service(10, 10).queue(ten()).messages(30, 0, 0),
            "30 messages wait, 0 in flight at 10 a task: needs 3, at most 3 in the last 60 s"),
        arguments(
            "what arrives needs fewer",
            service(16, 16)
                .drain("1")
                .read(10, 0, 40, 16)
                .messages(0, 40, 0, new Load.Flow(null, 600, 600, 600)),
            "0 messages wait, 40 in flight; consumers hold more than they work on; what arrives and"
                + " what waits needed at most 13 in the last 60 s"),
        arguments(
            "what consumers hold waits too long",
            service(10, 10).drain("5").messages(0, 500, 0, new Load.Flow(null, 108, 108, 108)),
            "0 messages wait, 500 in flight: some wait with consumers that hold too many; what"
                + " arrives and what waits needs 12"),
        arguments(
            "what consumers hold waits too long, and more arrives than they can work on",
            service(10, 10).drain("5").messages(0, 500, 0, new Load.Flow(null, 150, 150, 150)),
            "0 messages wait, 500 in flight (5 s a message: 10 at work / 0.8 + 0 for the backlog"
                + " in 90 s): needs 13; some wait with consumers that hold too many"),
        arguments(
            "a delayed message",
            service(1, 1).range(0, 9).queue(ten()).messages(0, 0, 1),
            "orders: 0 messages wait, 0 in flight, 1 delayed; not empty yet"),
        arguments(
            "empty since a moment",
            service(1, 1).range(0, 9).queue(ten()).messages(0, 0, 0),
            "orders: 0 messages wait, 0 in flight; not empty for long enough yet"),
        arguments(
            "within the tolerance",
            service(10, 10)
                .queue(new QueuePolicy.MessagesPerTask(BigDecimal.TEN, new BigDecimal("0.2"), 1))
                .messages(118, 0, 0),
            "orders: 118 messages wait, 0 in flight at 10 a task: needs 12; within 20 % of what 10"
                + " tasks should carry"),
        arguments(
            "held by the window",
            service(10, 10).queue(ten()).read(30, 100, 0, 10).messages(50, 0, 0),
            "orders: 50 messages wait, 0 in flight at 10 a task: needs 5, but 10 were needed"
                + " within the last 60 s"),
        arguments(
            "busy tasks suffice",
            service(4, 4).queue(drain()).messages(10, 4, 0),
            "orders: 10 messages wait, 4 in flight (1 s a message: 4 at work / 0.8 + 0.1 for the"
                + " backlog in 90 s): needs 6, but the wait is short: busy tasks suffice"),
        arguments(
            "cannot be read",
            service(5, 5).queue(ten()).load("orders", new Load.Missing("no such queue")),
            "orders: no such queue"),
        arguments(
            "an old read",
            service(5, 5).queue(ten()).load("orders", new Load.QueueDepth(ago(420), 1, 0, 0, null)),
            "orders: the read is 7 min old"));
  }

  private static Given rings(Load.Alarmed alarm) {
    return service(10, 10)
        .policy(StepScalingTest.errors(Side.ABOVE, StepScalingTest.step("0", Adjust.ADD, "2", 0)))
        .load("errors", alarm);
  }

  static Stream<Arguments> steps() {
    List<Load.Value> points = List.of(new Load.Value(ago(120), 62));
    return Stream.of(
        arguments(
            "a step",
            rings(new Load.Alarmed(AlarmState.ALARM, 50.0, points, Duration.ofMinutes(1))),
            "web-5xx rings, 12 above its threshold: 2 more from 10 tasks makes 12"),
        arguments(
            "a composite alarm",
            rings(new Load.Alarmed(AlarmState.ALARM, null, List.of(), Duration.ofMinutes(1))),
            "web-5xx rings: 2 more from 10 tasks makes 12"),
        arguments(
            "no datapoint",
            rings(new Load.Alarmed(AlarmState.ALARM, 50.0, List.of(), Duration.ofMinutes(1))),
            "web-5xx rings, without a datapoint: 2 more from 10 tasks makes 12"));
  }

  @ParameterizedTest
  @CsvSource({"10, 10, probe", "10, 12, cpu", "12, 12, probe"})
  void onlyOneTaskAboveTheBrakeIsAProbe(int desired, int cap, String cause) {
    Given given =
        service(desired, desired)
            .cpu(120, desired, 120, desired)
            .past(history -> history.brake(new Brake(ago(60), cap, null)));

    assertThat(given.decide().outcome())
        .isInstanceOfSatisfying(
            Decision.Scale.class, scale -> assertThat(scale.cause()).isEqualTo(cause));
  }

  private static QueuePolicy.Goal drain() {
    return new QueuePolicy.DrainWithin(Duration.ofMinutes(3), BigDecimal.ONE, 1);
  }

  private static Given cold() {
    return service(10, 10).cpuSteady(30, 10, 10);
  }

  private static Given vetoed(AlarmState state) {
    return cold()
        .guards(
            new Guards(
                Guards.CrashLoop.DEFAULT,
                List.of(),
                List.of("db"),
                Duration.ofMinutes(10),
                Duration.ofMinutes(60)))
        .alarm("db", state);
  }

  private static Given braked(int desired) {
    return service(desired, desired)
        .cpu(90, desired, 90, desired)
        .past(history -> history.brake(new Brake(ago(60), 10, null)));
  }

  static Stream<Arguments> guards() {
    return Stream.of(
        arguments("a veto", vetoed(AlarmState.ALARM), "db rings: not below 10"),
        arguments(
            "a veto that is not known",
            vetoed(AlarmState.INSUFFICIENT_DATA),
            "db is INSUFFICIENT_DATA: not below 10"),
        arguments(
            "the brake lets one try",
            braked(10),
            "starting tasks fail since 2026-03-02T11:59:00Z: one more task tries"),
        arguments(
            "the brake",
            braked(11),
            "starting tasks fail since 2026-03-02T11:59:00Z: not above 10"),
        arguments(
            "the brake cuts a count",
            service(10, 10)
                .cpu(90, 10, 90, 10)
                .past(history -> history.brake(new Brake(ago(60), 12, null))),
            "load 900 % over 10 tasks needs 15 at 60 %; starting tasks fail since"
                + " 2026-03-02T11:59:00Z: not above 12"),
        arguments(
            "raised by somebody",
            cold().external(180, 5, 10),
            "somebody raised the desired count to 10; respected for 12 min more"),
        arguments(
            "raised above the maximum",
            service(50, 50).cpuSteady(30, 50, 10).range(1, 40).external(180, 5, 50),
            "load 1500 % at most in the last 10 min needs 25 at 60 %; somebody raised the desired"
                + " count to 50, at most 40 here; respected for 12 min more"),
        arguments(
            "a deployment",
            cold().deploying(ServiceStatus.Deployment.ROLLING, 780),
            "a deployment is in progress; not below 10 for 47 min more at most"),
        arguments(
            "a deployment of unknown start",
            cold().deployingSinceUnknown(ServiceStatus.Deployment.ROLLING),
            "a deployment is in progress; not below 10"),
        arguments("the gate", cold().acted(60, 8, 10), "scale-in is possible in 60 s"),
        arguments(
            "the gate after a start of knowledge",
            cold().watchedSince(30),
            "nothing is known of the time before 2026-03-02T11:59:30Z; scale-in is possible in"
                + " 90 s"),
        arguments(
            "switched off",
            cold()
                .scaleIn(
                    new ScaleIn(
                        false,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        new StepLimit.Unlimited())),
            "scale-in is switched off"),
        arguments(
            "switched off by a schedule",
            cold()
                .schedule(
                    new Schedule(
                        "sale",
                        new Cron("0 11 * * *"),
                        Duration.ofHours(2),
                        ZoneOffset.UTC,
                        null,
                        null,
                        false)),
            "the schedule sale lets no count fall"),
        arguments(
            "blind",
            cold().requests(false).load("requests", new Load.Missing("no rights")),
            "requests is blind: no rights; not below 10"),
        arguments(
            "the first of two blind ones",
            service(10, 10)
                .queue(ten())
                .load("orders", new Load.Missing("no such queue"))
                .tracking(
                    "memory",
                    new TargetMetric.Utilization(TargetMetric.Resource.MEMORY),
                    "50",
                    Direction.OUT)
                .points("memory", 10, 10)
                .requests(false),
            "orders is blind: no such queue; not below 10"),
        arguments(
            "no policy that may scale in has data",
            service(10, 0)
                .cpu()
                .tracking(
                    "requests",
                    new TargetMetric.AlbRequestsPerTask(null, null),
                    "1000",
                    Direction.OUT)
                .load(
                    "requests",
                    new Load.Total(
                        List.of(new Load.Sum(ago(120), 100), new Load.Sum(ago(180), 100)),
                        Duration.ofMinutes(1),
                        false)),
            "no policy that may scale in has data; not below 10"));
  }
}
