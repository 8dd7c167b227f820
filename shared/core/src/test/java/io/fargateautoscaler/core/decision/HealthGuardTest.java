package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failed health check stops scale-in and nothing else. */
class HealthGuardTest {
  private static Start failed(int secondsAgo) {
    return new Start(ago(7_200), ago(secondsAgo), false, true, null);
  }

  private static Given cold(Start... starts) {
    return service(10, 10).cpuSteady(30, 10, 10).past(history -> history.starts(List.of(starts)));
  }

  private static Given hot(Start... starts) {
    return service(10, 10).cpu(90, 10, 90, 10).past(history -> history.starts(List.of(starts)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> decides() {
    Start ran = new Start(ago(7_200), ago(60), false);
    return Stream.of(
        arguments("none failed", cold(), "10 -> 5 cpu"),
        arguments("one ended without failing", cold(ran), "10 -> 5 cpu"),
        arguments("failed just now", cold(failed(0)), "GATE 10"),
        arguments("failed a moment ahead of our clock", cold(failed(-3)), "GATE 10"),
        arguments("the last second", cold(failed(599)), "GATE 10"),
        arguments("ten minutes ago", cold(failed(600)), "10 -> 5 cpu"),
        arguments("the newest counts", cold(failed(30), failed(900)), "GATE 10"),
        arguments("the newest counts, in any order", cold(failed(900), failed(30)), "GATE 10"),
        arguments("an end that nobody asked for later", cold(failed(240), ran), "GATE 10"),
        arguments("scale-out is free", hot(failed(30)), "10 -> 15 cpu"),
        arguments("it is no bad start", hot(failed(1), failed(2), failed(3)), "10 -> 15 cpu"),
        arguments(
            "a count above the maximum comes down to it",
            cold(failed(30)).range(1, 8),
            "10 -> 8 cpu"));
  }

  @ParameterizedTest
  @MethodSource
  void says(int secondsAgo, String expected) {
    assertThat(cold(failed(secondsAgo)).decide().outcome())
        .isEqualTo(new Decision.Hold(HoldReason.GATE, 10, expected));
  }

  static Stream<Arguments> says() {
    return Stream.of(
        arguments(240, "a task failed its health check 4 min ago: no scale-in for 6 min more"),
        arguments(50, "a task failed its health check 50 s ago: no scale-in for 9 min more"),
        arguments(-3, "a task failed its health check just now: no scale-in for 10 min more"));
  }
}
