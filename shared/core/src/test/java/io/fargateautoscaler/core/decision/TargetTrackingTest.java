package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Target tracking at the edges: whose samples count, hidden demand, warm-up, totals. */
class TargetTrackingTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  @ParameterizedTest(name = "{0}")
  @MethodSource({"samples", "saturation", "warmUps", "totals", "zeroTasks"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  /** Twice as many samples as tasks: real while so many could run, else two samples a task. */
  static Stream<Arguments> samples() {
    return Stream.of(
        arguments("never so many tasks", service(10, 10).cpu(60, 20, 60, 20), "ON_TARGET 10"),
        arguments(
            "so many were asked for lately",
            service(10, 10).cpu(80, 20, 80, 20).acted(899, 20, 10),
            "10 -> 27 cpu"),
        arguments(
            "so many were asked for in between",
            service(10, 10).cpu(80, 20, 80, 20).acted(899, 10, 20).acted(898, 20, 10),
            "10 -> 27 cpu"),
        arguments(
            "so many were asked for 15 min ago",
            service(10, 10).cpu(80, 20, 80, 20).acted(900, 20, 10),
            "10 -> 14 cpu"),
        arguments("so many run", service(10, 20).cpu(60, 20, 60, 20), "10 -> 20 cpu"),
        arguments(
            "a deployment runs: both revisions report",
            service(10, 10).cpu(60, 20, 60, 20).deploying(Deployment.ROLLING, 3600),
            "10 -> 20 cpu"),
        arguments(
            "a deployment is known to run",
            service(10, 10)
                .cpu(60, 20, 60, 20)
                .past(history -> history.deployment(new Span(ago(3600), null))),
            "10 -> 20 cpu"),
        arguments(
            "a deployment ended lately",
            service(10, 10).cpu(60, 20, 60, 20).deployed(899),
            "10 -> 20 cpu"),
        arguments(
            "a deployment ended 15 min ago",
            service(10, 10).cpu(60, 20, 60, 20).deployed(900),
            "ON_TARGET 10"),
        arguments(
            "what was learned of a minute counts for points of a minute",
            service(10, 10)
                .cpu(60, 30, 60, 30)
                .samplesPerTask("cpu", 3)
                .deploying(Deployment.ROLLING, 60),
            "ON_TARGET 10"));
  }

  static Stream<Arguments> saturation() {
    return Stream.of(
        arguments(
            "a total without a point of that time shows no demand",
            service(10, 10).cpu(95, 10).requests(false),
            "10 -> 24 cpu"),
        arguments(
            "nor does one whose point is older",
            service(10, 10)
                .cpu(95, 10)
                .requests(false)
                .load(
                    "requests",
                    new Load.Total(
                        List.of(new Load.Sum(ago(180), 10000)), Duration.ofMinutes(1), false)),
            "10 -> 24 cpu"),
        arguments(
            "nor does another average",
            service(10, 10)
                .cpu(95, 10)
                .tracking(
                    "memory",
                    new TargetMetric.Utilization(TargetMetric.Resource.MEMORY),
                    "80",
                    Direction.BOTH)
                .points("memory", 60, 10),
            "10 -> 24 cpu"),
        arguments(
            "as many tasks as asked for are no overload: a warm-up counts as such",
            service(10, 10).cpu(100, 10, 100, 5).acted(600, 5, 10),
            "WINDOW 10"),
        arguments(
            "overload counts from three minutes after the last change",
            service(10, 4).cpu(100, 4, 100, 4).acted(300, 5, 10),
            "10 -> 25 cpu"),
        arguments(
            "not a second earlier",
            service(10, 4).cpu(100, 4, 100, 4).acted(299, 5, 10),
            "ENOUGH_REQUESTED 10"),
        arguments(
            "not during a deployment",
            service(10, 4).cpu(100, 4, 100, 4).acted(600, 5, 10).deploying(Deployment.ROLLING, 60),
            "ENOUGH_REQUESTED 10"));
  }

  private static Given warm(int seconds, double... points) {
    return service(10, 10)
        .policy(
            new TargetTrackingPolicy(
                "cpu",
                CPU,
                new BigDecimal("60"),
                TargetTrackingPolicy.DEFAULT_TOLERANCE,
                Duration.ofSeconds(seconds),
                Direction.BOTH))
        .points("cpu", points);
  }

  /** Ten tasks report since a minute, five did two minutes before. */
  static Stream<Arguments> warmUps() {
    double[] grew = {90, 10, 90, 10, 60, 5};
    return Stream.of(
        arguments("the smallest count within the warm-up", warm(120, grew), "WINDOW 10"),
        arguments("a count before the warm-up is past", warm(119, grew), "10 -> 15 cpu"),
        arguments(
            "without warm-up the point before still counts", warm(0, 90, 10, 60, 5), "WINDOW 10"));
  }

  private static Given expression(double sum) {
    TargetMetric metric =
        new TargetMetric.Expression(
            "a + b",
            Map.of("a", new TargetMetric.Input("Shop", "Busy", Map.of(), "Sum")),
            Duration.ofMinutes(1));
    return service(10, 10)
        .tracking("busy", metric, "1000", Direction.BOTH)
        .load(
            "busy",
            new Load.Total(List.of(new Load.Sum(ago(120), sum)), Duration.ofMinutes(1), false));
  }

  static Stream<Arguments> totals() {
    return Stream.of(
        arguments(
            "the result of metric math is the load of the whole service",
            expression(13000),
            "10 -> 13 busy"),
        arguments(
            "one sum alone may be partial: it votes for nothing",
            service(10, 10).requests(false, 4000),
            "WINDOW 10"),
        arguments(
            "one sum alone, on target", service(10, 10).requests(false, 9500), "ON_TARGET 10"),
        arguments(
            "one sum alone, exactly at the tolerance",
            service(10, 10).requests(false, 9000),
            "ON_TARGET 10"),
        arguments(
            "sums that cannot be", service(10, 10).requests(false, 4000, Double.NaN), "BLIND 10"),
        arguments(
            "averages where sums are expected",
            service(10, 10)
                .requests(false, 13000)
                .load("requests", new Load.PerTask(List.of(), Duration.ofMinutes(1))),
            "BLIND 10"),
        arguments(
            "sums where averages are expected",
            service(10, 10)
                .cpu()
                .load(
                    "cpu",
                    new Load.Total(
                        List.of(new Load.Sum(ago(120), 900)), Duration.ofMinutes(1), false)),
            "BLIND 10"));
  }

  static Stream<Arguments> zeroTasks() {
    return Stream.of(
        arguments("a load of zero is a load", service(10, 10).cpuSteady(0, 10, 10), "10 -> 5 cpu"),
        arguments(
            "no task runs: a total still counts",
            service(10, 0).requests(false, 13000),
            "10 -> 13 requests"),
        arguments(
            "no task runs: a missing total is no data",
            service(10, 0).requests(false),
            "BLIND 10"));
  }
}
