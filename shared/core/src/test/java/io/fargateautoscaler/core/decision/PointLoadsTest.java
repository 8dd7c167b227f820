package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What points show while tasks leave or start. Points: newest first, 60 to 120 s old, and so on.
 */
final class PointLoadsTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"leaving", "deployments"})
  void shows(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(DeciderTest.shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> leaving() {
    return Stream.of(
        arguments(
            "a partial point after a scale-in: the minute of the scale-in counts who stayed",
            service(5, 5).acted(150, 6, 5).cpu(60, 2, 57.8, 6),
            "ON_TARGET 5"),
        arguments(
            "without a scale-in in its minute the point before counts in full",
            service(5, 5).acted(300, 6, 5).cpu(60, 2, 57.8, 6, 60, 6),
            "5 -> 6 cpu"),
        arguments(
            "the minute of a scale-in does not confirm another one",
            service(8, 8).acted(150, 10, 8).cpu(70, 8, 65, 10),
            "CONFIRMING 8"),
        arguments(
            "nor does it keep the count up: the window holds 8 tasks of it",
            service(8, 8)
                .acted(150, 10, 8)
                .cpu(40, 8, 52, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10),
            "8 -> 7 cpu"),
        arguments(
            "tasks may leave 30 s after the change",
            service(8, 8).acted(210, 10, 8).cpu(70, 8, 65, 10),
            "CONFIRMING 8"),
        arguments(
            "tasks that are still there later were not stopped by it",
            service(8, 8).acted(211, 10, 8).cpu(70, 8, 65, 10),
            "8 -> 10 cpu"),
        arguments(
            "a scale-in at the end of a point is none of it",
            service(8, 8).acted(120, 10, 8).cpu(70, 8, 65, 10),
            "8 -> 10 cpu"),
        arguments(
            "a point of tasks that did not yet grow stands against a scale-in of before",
            service(30, 20).acted(200, 30, 20).acted(40, 20, 30).cpu(90, 20, 78, 30),
            "ENOUGH_REQUESTED 30"));
  }

  static Stream<Arguments> deployments() {
    return Stream.of(
        arguments(
            "starting tasks of a deployment: one hot point is not enough",
            service(10, 10).deploying(Deployment.ROLLING, 150).cpu(95, 10, 60, 10, 60, 10),
            "CONFIRMING 10"),
        arguments(
            "nor are two",
            service(10, 10).deploying(Deployment.ROLLING, 250).cpu(95, 10, 95, 10, 60, 10),
            "CONFIRMING 10"),
        arguments(
            "what lasts longer than the warm-up is load: the least of it counts",
            service(10, 10).deploying(Deployment.ROLLING, 350).cpu(92, 10, 90, 10, 84, 10),
            "10 -> 14 cpu"),
        arguments(
            "a point from before the deployment acts at once",
            service(10, 10).deploying(Deployment.ROLLING, 60).cpu(90, 10, 60, 10),
            "10 -> 15 cpu"),
        arguments(
            "a deployment that ended within the warm-up before the point",
            service(10, 10).deployed(150).cpu(90, 10, 60, 10, 60, 10),
            "CONFIRMING 10"),
        arguments(
            "a deployment that ended a warm-up before the point is over",
            service(10, 10).deployed(180).cpu(90, 10, 60, 10, 60, 10),
            "10 -> 15 cpu"),
        arguments(
            "a deployment that has not ended after an hour is none",
            service(10, 10).deploying(Deployment.ROLLING, 3601).cpu(90, 10, 60, 10, 60, 10),
            "10 -> 15 cpu"),
        arguments(
            "requests show demand, not starting tasks",
            service(10, 10).deploying(Deployment.ROLLING, 300).requests(true, 15000, 10000),
            "10 -> 15 requests"));
  }
}
