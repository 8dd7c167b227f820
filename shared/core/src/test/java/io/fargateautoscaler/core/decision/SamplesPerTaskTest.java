package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples a task reports in a minute: learned only from a whole settled window of 10 + 4 min. */
class SamplesPerTaskTest {
  private static Given settled(double count, int points) {
    return service(10, 10).cpuSteady(50, count, points);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("windows")
  void learns(String name, Given given, Map<String, Integer> expected) {
    assertThat(SamplesPerTask.learn(given.policy(), given.observation(), given.history()))
        .isEqualTo(expected);
  }

  static Stream<Arguments> windows() {
    Map<String, Integer> nothing = Map.of();
    return Stream.of(
        arguments("one a task", settled(10, 10), Map.of("cpu", 1)),
        arguments("two", settled(20, 10), Map.of("cpu", 2)),
        arguments("three", settled(30, 10), Map.of("cpu", 3)),
        arguments("six", settled(60, 10), Map.of("cpu", 6)),
        arguments("four is no such number", settled(40, 10), nothing),
        arguments("eight points are enough", settled(30, 8), Map.of("cpu", 3)),
        arguments("seven are not", settled(30, 7), nothing),
        arguments(
            "one point that does not fit",
            service(10, 10).cpu(50, 30, 50, 30, 50, 30, 50, 29, 50, 30, 50, 30, 50, 30, 50, 30),
            nothing),
        arguments("tasks are missing", service(11, 10).cpuSteady(50, 30, 10), nothing),
        arguments("no tasks", service(0, 0).cpuSteady(50, 0, 10), nothing),
        arguments("changed within the window", settled(30, 10).acted(839, 9, 10), nothing),
        arguments("changed at its start", settled(30, 10).acted(840, 9, 10), nothing),
        arguments("changed before it", settled(30, 10).acted(841, 9, 10), Map.of("cpu", 3)),
        arguments("seen first within the window", settled(30, 10).watchedSince(840), nothing),
        arguments("seen first before it", settled(30, 10).watchedSince(841), Map.of("cpu", 3)),
        arguments(
            "a deployment runs",
            settled(30, 10).deploying(ServiceStatus.Deployment.ROLLING, 3600),
            nothing),
        arguments(
            "a deployment is known as running",
            settled(30, 10).past(history -> history.deployment(new Span(ago(3600), null))),
            nothing),
        arguments(
            "a deployment ended within the window",
            settled(30, 10).past(history -> history.deployment(new Span(ago(3600), ago(840)))),
            nothing),
        arguments(
            "a deployment ended before it",
            settled(30, 10).past(history -> history.deployment(new Span(ago(3600), ago(841)))),
            Map.of("cpu", 3)),
        arguments(
            "what is known stays",
            service(11, 10).cpuSteady(50, 30, 10).samplesPerTask("cpu", 2),
            Map.of("cpu", 2)));
  }
}
