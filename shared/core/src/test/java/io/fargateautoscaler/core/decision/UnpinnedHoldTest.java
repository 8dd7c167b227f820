package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several policies that wait, the one that an operator must hear of first gives the reason. */
class UnpinnedHoldTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  @ParameterizedTest(name = "{0}")
  @MethodSource({"several", "requested", "causes"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  private static Given beside(Given given, double... points) {
    return given.tracking("other", CPU, "60", Direction.BOTH).points("other", points);
  }

  private static Given onTarget() {
    return service(10, 10).cpu(60, 10, 60, 10);
  }

  private static Given confirming() {
    return service(10, 10).cpu(70, 10);
  }

  private static Given waiting() {
    return service(10, 10).cpu(30, 10);
  }

  static Stream<Arguments> several() {
    return Stream.of(
        arguments("on target, then confirming", beside(onTarget(), 70, 10), "CONFIRMING 10"),
        arguments(
            "confirming, then on target", beside(confirming(), 60, 10, 60, 10), "CONFIRMING 10"),
        arguments("confirming, then blind", beside(confirming()), "CONFIRMING 10"),
        arguments("on target, then blind", beside(onTarget()), "BLIND 10"),
        arguments("the window, then on target", beside(waiting(), 60, 10), "ON_TARGET 10"),
        arguments("the window, then blind", beside(waiting()), "BLIND 10"),
        arguments(
            "idle, then the window",
            service(1, 1)
                .range(0, 9)
                .queue(new DrainWithin(Duration.ofMinutes(3), BigDecimal.ONE, 1))
                .messages(0, 0, 0)
                .tracking("other", CPU, "60", Direction.BOTH)
                .points("other", 30, 1),
            "WINDOW 1"));
  }

  static Stream<Arguments> requested() {
    return Stream.of(
        arguments("as many run as are needed", service(10, 5).cpu(60, 5), "WINDOW 10"),
        arguments("one fewer runs", service(10, 4).cpu(60, 5), "ENOUGH_REQUESTED 10"),
        arguments(
            "all that are asked for are needed",
            service(10, 9).cpu(60, 10, 60, 10),
            "ENOUGH_REQUESTED 10"),
        arguments("all run", onTarget(), "ON_TARGET 10"),
        arguments("none runs yet", service(1, 0).cpu(), "ENOUGH_REQUESTED 1"),
        arguments("no policy at all", service(5, 5), "ON_TARGET 5"));
  }

  /** Who is named as the cause of a change. */
  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(
            "above the maximum, the load needs just the maximum",
            service(40, 40).range(1, 10).cpuSteady(15, 40, 10),
            "40 -> 20 cpu"),
        arguments(
            "above the maximum, the load needs more",
            service(40, 40).range(1, 10).cpuSteady(16.5, 40, 10),
            "40 -> 20 range"),
        arguments(
            "at the maximum, the load needs more",
            service(10, 10).range(1, 10).cpu(90, 10, 90, 10),
            "AT_MAX 10"),
        arguments(
            "the first of two that ask for the same",
            beside(service(10, 10).cpu(90, 10, 90, 10), 90, 10, 90, 10),
            "10 -> 15 cpu"),
        arguments(
            "a step limit is no probe", service(2, 2).requests(false, 90000), "2 -> 8 requests"));
  }
}
