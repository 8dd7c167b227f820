package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts that others set, and the count of some time ago, at the edges of their rules. */
class OutsideChangeTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"resets", "raised", "parked", "countsBefore", "capacity"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  private static Given reset(int from, int to) {
    return service(to, to)
        .cpuSteady(60, from, 10)
        .lastApplied(from)
        .deploying(Deployment.ROLLING, 60);
  }

  /** A deployment reset the count 300 s ago; the service itself no longer says that it deploys. */
  private static Given known(int startedSecondsAgo) {
    return service(2, 2)
        .cpuSteady(60, 20, 10)
        .lastApplied(2)
        .external(300, 20, 2)
        .past(history -> history.deployment(new Span(ago(startedSecondsAgo), null)));
  }

  private static Given resetBefore(int seconds) {
    return service(2, 2)
        .cpuSteady(60, 20, 10)
        .lastApplied(2)
        .external(seconds, 20, 2)
        .deploying(Deployment.ROLLING, 60);
  }

  static Stream<Arguments> resets() {
    return Stream.of(
        arguments("a quarter less is no reset", reset(20, 15), "15 -> 20 cpu"),
        arguments("more than a quarter less is one", reset(20, 14), "14 -> 20 restore"),
        arguments(
            "as far as the window's load needs it, whatever the newest point says",
            service(2, 2).cpu(40, 2, 60, 12).lastApplied(20).deploying(Deployment.ROLLING, 60),
            "2 -> 12 restore"),
        arguments(
            "never above the count before it",
            service(2, 2).cpu(40, 2, 60, 30).lastApplied(20).deploying(Deployment.ROLLING, 60),
            "2 -> 20 restore"),
        arguments(
            "a load that needs fewer goes on down",
            service(8, 8)
                .cpuSteady(30, 8, 10)
                .lastApplied(8)
                .external(300, 20, 8)
                .past(history -> history.deployment(new Span(ago(360), ago(130)))),
            "8 -> 4 cpu"),
        arguments(
            "as many as stand were needed: nothing to put back",
            service(8, 8)
                .cpuSteady(30, 8, 10)
                .tracking(
                    "memory",
                    new TargetMetric.Utilization(TargetMetric.Resource.MEMORY),
                    "60",
                    Direction.OUT)
                .points("memory", 30, 8, 60, 8)
                .lastApplied(8)
                .external(300, 20, 8)
                .past(history -> history.deployment(new Span(ago(360), ago(130)))),
            "8 -> 4 cpu"),
        arguments("put back within a quarter of an hour", resetBefore(900), "2 -> 20 restore"),
        arguments("not later", resetBefore(901), "2 -> 8 cpu"),
        arguments("by a deployment that is known since 15 min", known(900), "2 -> 20 restore"),
        arguments("not by an older one", known(901), "2 -> 8 cpu"),
        arguments(
            "nor by none",
            service(2, 2).cpuSteady(60, 20, 10).lastApplied(2).external(300, 20, 2),
            "ON_TARGET 2"),
        arguments(
            "one whose start nobody tells is young",
            service(2, 2)
                .cpuSteady(60, 20, 10)
                .lastApplied(2)
                .external(300, 20, 2)
                .deployingSinceUnknown(Deployment.ROLLING),
            "2 -> 20 restore"),
        arguments(
            "not once somebody has put more back",
            service(5, 5)
                .cpuSteady(60, 20, 10)
                .lastApplied(5)
                .external(300, 20, 4)
                .deploying(Deployment.ROLLING, 60),
            "5 -> 20 cpu"));
  }

  static Stream<Arguments> raised() {
    return Stream.of(
        arguments(
            "a raise holds for 15 min, the last moment included",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(900, 5, 10),
            "EXTERNAL 10"),
        arguments(
            "down to the raised count",
            service(12, 12).cpuSteady(30, 12, 10).lastApplied(12).external(300, 5, 9),
            "12 -> 9 cpu"),
        arguments(
            "not above the maximum",
            service(12, 12).range(1, 8).cpuSteady(30, 12, 10).lastApplied(12).external(300, 5, 11),
            "12 -> 8 cpu"),
        arguments(
            "a lowered count is no floor",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(300, 11, 10),
            "10 -> 5 cpu"));
  }

  static Stream<Arguments> parked() {
    return Stream.of(
        arguments(
            "zero is parked where the minimum is one",
            service(0, 0).range(1, 10).cpu().lastApplied(3),
            "PARKED 0"),
        arguments(
            "zero is a count where the minimum is zero",
            service(0, 0).range(0, 10).cpu().lastApplied(3),
            "ON_TARGET 0"),
        arguments(
            "not once tasks are back",
            service(1, 1).range(1, 10).cpu(60, 1).lastApplied(1).external(300, 3, 0),
            "ON_TARGET 1"));
  }

  /** The step limit, 4 × or + 4 within 60 s, shows which count stood then. */
  static Stream<Arguments> countsBefore() {
    return Stream.of(
        arguments(
            "the count before a change since then",
            service(9, 9).acted(30, 4, 9).requests(false, 90000),
            "9 -> 16 requests"),
        arguments(
            "the earliest of two changes since then",
            service(9, 9).acted(50, 4, 6).acted(30, 6, 9).requests(false, 90000),
            "9 -> 16 requests"),
        arguments(
            "a change of that very instant has happened",
            service(9, 9).acted(60, 4, 9).requests(false, 90000),
            "9 -> 36 requests"),
        arguments(
            "a change by others that is first seen now",
            service(5, 5).lastApplied(4).requests(false, 90000),
            "5 -> 16 requests"),
        arguments(
            "a change by others that was seen before",
            service(5, 5).lastApplied(5).external(300, 4, 5).requests(false, 90000),
            "5 -> 20 requests"));
  }

  /** Tasks are missing if fewer run than the smallest count of ten minutes. */
  static Stream<Arguments> capacity() {
    return Stream.of(
        arguments(
            "fewer than the smallest count of that time",
            service(10, 5)
                .cpu(90, 10, 90, 10)
                .watchedSince(3600)
                .acted(500, 10, 6)
                .acted(400, 6, 10),
            "CAPACITY 10"),
        arguments(
            "as many as were asked for in between",
            service(10, 6)
                .cpu(90, 10, 90, 10)
                .watchedSince(3600)
                .acted(500, 10, 6)
                .acted(400, 6, 10),
            "10 -> 15 cpu"),
        arguments(
            "what was asked for before that time does not count",
            service(10, 7)
                .cpu(90, 10, 90, 10)
                .watchedSince(3600)
                .acted(700, 10, 3)
                .acted(600, 3, 10),
            "CAPACITY 10"));
  }
}
