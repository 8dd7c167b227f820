package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards, schedules and operators' orders as tables; the service is hot unless it says cold. */
class GuardsTest {
  private static Given hot() {
    return service(10, 10).cpu(90, 10, 90, 10);
  }

  private static Given cold() {
    return service(10, 10).cpuSteady(30, 10, 10);
  }

  private static Guards vetoes(List<String> out, List<String> in) {
    return new Guards(
        Guards.CrashLoop.DEFAULT, out, in, Duration.ofMinutes(10), Duration.ofMinutes(60));
  }

  private static List<Start> starts(int bad, int good) {
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < bad; i++) {
      starts.add(new Start(ago(300 + i), ago(290), true));
    }
    for (int i = 0; i < good; i++) {
      starts.add(new Start(ago(400 + i), null, false));
    }
    return starts;
  }

  private static Given withStarts(List<Start> starts) {
    return hot().past(history -> history.starts(starts));
  }

  private static Given braked(int cap, List<Start> starts) {
    return hot().past(history -> history.brake(new Brake(ago(600), cap, null)).starts(starts));
  }

  private static Schedule schedule(
      String name, String cron, String length, @Nullable Integer min, @Nullable Integer max) {
    return new Schedule(
        name, new Cron(cron), Duration.parse(length), ZoneOffset.UTC, min, max, true);
  }

  private static Schedule freeze() {
    return new Schedule(
        "sale", new Cron("0 11 * * *"), Duration.ofHours(2), ZoneOffset.UTC, null, null, false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"vetoes", "capacity", "crashLoop", "schedules", "orders", "frozen"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> vetoes() {
    Guards out = vetoes(List.of("db"), List.of());
    Guards in = vetoes(List.of(), List.of("db"));
    return Stream.of(
        arguments(
            "a ringing veto stops scale-out",
            hot().guards(out).alarm("db", AlarmState.ALARM),
            "VETOED 10"),
        arguments(
            "a quiet one does not", hot().guards(out).alarm("db", AlarmState.OK), "10 -> 15 cpu"),
        arguments("a missing one does not", hot().guards(out), "10 -> 15 cpu"),
        arguments(
            "one without data does not",
            hot().guards(out).alarm("db", AlarmState.INSUFFICIENT_DATA),
            "10 -> 15 cpu"),
        arguments(
            "a veto of scale-out lets scale-in pass",
            cold().guards(out).alarm("db", AlarmState.ALARM),
            "10 -> 5 cpu"),
        arguments(
            "a ringing veto stops scale-in",
            cold().guards(in).alarm("db", AlarmState.ALARM),
            "VETOED 10"),
        arguments("a missing one does too", cold().guards(in), "VETOED 10"),
        arguments(
            "one without data does too",
            cold().guards(in).alarm("db", AlarmState.INSUFFICIENT_DATA),
            "VETOED 10"),
        arguments(
            "a quiet one does not, of scale-in",
            cold().guards(in).alarm("db", AlarmState.OK),
            "10 -> 5 cpu"),
        arguments(
            "a veto of scale-in lets scale-out pass",
            hot().guards(in).alarm("db", AlarmState.ALARM),
            "10 -> 15 cpu"),
        arguments(
            "no veto below min",
            hot().guards(out).alarm("db", AlarmState.ALARM).range(12, 40),
            "10 -> 12 range"),
        arguments(
            "a veto of scale-in holds a count above max F-30",
            cold().guards(in).range(1, 8),
            "VETOED 10"));
  }

  static Stream<Arguments> capacity() {
    return Stream.of(
        arguments(
            "tasks do not come",
            service(10, 7).cpu(90, 10, 90, 10).acted(900, 5, 10),
            "CAPACITY 10"),
        arguments(
            "asked for a moment ago",
            service(10, 7).cpu(90, 10, 90, 10).acted(900, 4, 5).acted(500, 5, 10),
            "10 -> 15 cpu"),
        arguments(
            "one has just started",
            service(10, 7)
                .cpu(90, 10, 90, 10)
                .acted(900, 5, 10)
                .past(history -> history.starts(List.of(new Start(ago(299), null, false)))),
            "10 -> 15 cpu"),
        arguments(
            "one was seen to start",
            service(10, 7)
                .cpu(90, 10, 90, 10)
                .acted(900, 5, 10)
                .past(history -> history.grewAt(ago(299))),
            "10 -> 15 cpu"),
        arguments(
            "the last start is five minutes old",
            service(10, 7)
                .cpu(90, 10, 90, 10)
                .acted(900, 5, 10)
                .past(history -> history.grewAt(ago(300))),
            "CAPACITY 10"),
        arguments(
            "short for a moment only",
            service(10, 9)
                .cpu(90, 10, 90, 10)
                .acted(900, 5, 10)
                .past(history -> history.shortSince(ago(20))),
            "10 -> 15 cpu"),
        arguments("nothing known of that time", service(10, 7).cpu(90, 10, 90, 10), "10 -> 15 cpu"),
        arguments(
            "scale-in goes on",
            service(10, 7).cpuSteady(30, 7, 10).acted(900, 5, 10),
            "10 -> 5 cpu"));
  }

  static Stream<Arguments> crashLoop() {
    return Stream.of(
        arguments("three bad of three", withStarts(starts(3, 0)), "10 -> 11 probe"),
        arguments("two bad", withStarts(starts(2, 0)), "10 -> 15 cpu"),
        arguments("half of six", withStarts(starts(3, 3)), "10 -> 11 probe"),
        arguments("less than half", withStarts(starts(3, 4)), "10 -> 15 cpu"),
        arguments("5 bad of 200", withStarts(starts(5, 195)), "10 -> 15 cpu"),
        arguments(
            "bad ones long ago",
            withStarts(
                List.of(
                    new Start(ago(900), ago(600), true),
                    new Start(ago(900), ago(601), true),
                    new Start(ago(900), ago(602), true))),
            "10 -> 15 cpu"),
        arguments(
            "starts without a verdict do not count",
            withStarts(
                Stream.concat(
                        starts(3, 0).stream(),
                        Stream.generate(() -> new Start(ago(100), null, false)).limit(20))
                    .toList()),
            "10 -> 11 probe"),
        arguments(
            "tasks that ended early by somebody's wish do not count",
            withStarts(
                Stream.concat(
                        starts(3, 0).stream(),
                        Stream.generate(() -> new Start(ago(100), ago(50), false)).limit(20))
                    .toList()),
            "10 -> 11 probe"),
        arguments(
            "no probe while tasks are missing",
            service(10, 9)
                .cpu(90, 10, 90, 10)
                .past(history -> history.starts(starts(3, 0)).grewAt(ago(10))),
            "CRASH_LOOP 10"),
        arguments(
            "one probe in all",
            service(11, 11)
                .cpu(90, 11, 90, 11)
                .past(history -> history.brake(new Brake(ago(60), 10, null))),
            "CRASH_LOOP 11"),
        arguments("engaged without new facts", braked(10, List.of()), "10 -> 11 probe"),
        arguments("scale-in goes on", cold().past(h -> h.starts(starts(3, 0))), "10 -> 5 cpu"),
        arguments(
            "min is above the brake", withStarts(starts(3, 0)).range(12, 40), "10 -> 12 range"),
        arguments(
            "released when a new start has lived",
            braked(10, List.of(new Start(ago(500), null, false))),
            "10 -> 15 cpu"),
        arguments(
            "not by one that began before",
            braked(10, List.of(new Start(ago(700), null, false))),
            "10 -> 11 probe"),
        arguments(
            "not while half still fail",
            braked(
                10, List.of(new Start(ago(500), null, false), new Start(ago(400), ago(300), true))),
            "10 -> 11 probe"),
        arguments(
            "released by a new deployment",
            hot()
                .deploying(ServiceStatus.Deployment.ROLLING, 60)
                .past(history -> history.brake(new Brake(ago(600), 10, null))),
            "10 -> 15 cpu"),
        arguments(
            "facts from before the release count no more",
            hot()
                .past(history ->
                    history.brake(new Brake(ago(600), 10, ago(200))).starts(starts(5, 0))),
            "10 -> 15 cpu"));
  }

  static Stream<Arguments> schedules() {
    return Stream.of(
        arguments(
            "raises the minimum",
            hot().range(1, 40).schedule(schedule("day", "0 8 * * *", "PT10H", 20, null)),
            "10 -> 20 schedule"),
        arguments(
            "over at its end",
            service(10, 10).cpu(60, 10).schedule(schedule("early", "0 8 * * *", "PT4H", 20, null)),
            "ON_TARGET 10"),
        arguments(
            "in force at its start",
            hot().schedule(schedule("noon", "0 12 * * *", "PT1H", 20, null)),
            "10 -> 20 schedule"),
        arguments(
            "lowers the maximum",
            hot().schedule(schedule("night", "0 8 * * *", "PT10H", 1, 4)),
            "10 -> 5 schedule"),
        arguments(
            "only a maximum",
            hot().schedule(schedule("night", "0 8 * * *", "PT10H", null, 4)),
            "10 -> 5 schedule"),
        arguments(
            "the last one wins",
            hot()
                .schedule(schedule("a", "0 8 * * *", "PT10H", 20, null))
                .schedule(schedule("b", "0 9 * * *", "PT10H", 12, null)),
            "10 -> 15 cpu"),
        arguments("a freeze holds scale-in", cold().schedule(freeze()), "SCALE_IN_OFF 10"),
        arguments("a freeze lets scale-out pass", hot().schedule(freeze()), "10 -> 15 cpu"),
        arguments(
            "a freeze with another schedule's range",
            cold().schedule(freeze()).schedule(schedule("b", "0 9 * * *", "PT10H", 2, null)),
            "SCALE_IN_OFF 10"),
        arguments(
            "wakes from zero",
            service(0, 0)
                .range(0, 10)
                .drain("1")
                .messages(0, 0, 0)
                .schedule(schedule("day", "0 8 * * *", "PT10H", 3, null)),
            "0 -> 3 schedule"));
  }

  private static Given held(Given given, @Nullable Integer min, @Nullable Integer max, int ends) {
    return given.past(history -> history.hold(new RangeHold(min, max, ago(-ends), "ann")));
  }

  static Stream<Arguments> orders() {
    return Stream.of(
        arguments("a held minimum", held(hot(), 20, null, 60), "10 -> 20 range"),
        arguments("a held maximum", held(hot(), null, 12, 60), "10 -> 12 cpu"),
        arguments("held at both ends", held(cold(), 10, 10, 60), "AT_MIN 10"),
        arguments("expired", held(cold(), 10, 10, 0), "10 -> 5 cpu"),
        arguments(
            "above the document's maximum",
            held(hot().range(1, 12), 20, null, 60),
            "10 -> 20 range"),
        arguments(
            "a hold goes above a schedule",
            held(hot().schedule(schedule("day", "0 8 * * *", "PT10H", 30, null)), 12, 12, 60),
            "10 -> 12 cpu"),
        arguments("paused", hot().paused(ago(-1)), "PAUSED 10"),
        arguments(
            "the gate after a pause",
            cold().past(history -> history.paused(new Pause(ago(600), ago(60), "ann"))),
            "GATE 10"),
        arguments(
            "the gate after a brake",
            cold().past(history -> history.brake(new Brake(ago(900), 10, ago(60)))),
            "GATE 10"));
  }

  static Stream<Arguments> frozen() {
    return Stream.of(
        arguments(
            "no scale-in while most services cannot be read",
            cold().past(history -> history.frozen(new Span(ago(60), ago(-60)))),
            "FROZEN 10"),
        arguments(
            "scale-out goes on",
            hot().past(history -> history.frozen(new Span(ago(60), ago(-60)))),
            "10 -> 15 cpu"),
        arguments(
            "over",
            cold().past(history -> history.frozen(new Span(ago(600), NOW))),
            "10 -> 5 cpu"));
  }
}
