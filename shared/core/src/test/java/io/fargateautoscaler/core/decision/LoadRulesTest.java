package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Target tracking as tables: what load asks for, out, in and blind. */
final class LoadRulesTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  @ParameterizedTest(name = "{0}")
  @MethodSource({"scaleOut", "scaleIn", "blindness", "totals"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(DeciderTest.shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> scaleOut() {
    return Stream.of(
        arguments(
            "worked example: enough requested",
            service(20, 10).cpu(90, 10, 90, 10),
            "ENOUGH_REQUESTED 20"),
        arguments("exact quotient: 90 x 10 / 60 is 15", hot(), "10 -> 15 cpu"),
        arguments("exactly at tolerance", service(10, 10).cpu(66, 10, 66, 10), "ON_TARGET 10"),
        arguments(
            "just above tolerance, one point", service(10, 10).cpu(66.1, 10), "CONFIRMING 10"),
        arguments(
            "just above tolerance, confirmed",
            service(10, 10).cpu(66.1, 10, 67, 10),
            "10 -> 12 cpu"),
        arguments(
            "the smaller need of two counts", service(10, 10).cpu(77, 10, 70, 10), "10 -> 12 cpu"),
        arguments("at once from 1.3", service(10, 10).cpu(78, 10), "10 -> 13 cpu"),
        arguments("not at once below 1.3", service(10, 10).cpu(77.9, 10), "CONFIRMING 10"),
        arguments(
            "not adjacent is not confirmed",
            service(10, 10)
                .points("cpu", 70, 10)
                .tracking("cpu", CPU, "60", Direction.BOTH)
                .load("cpu", perTask(point(120, 70, 10), point(240, 70, 10))),
            "CONFIRMING 10"),
        arguments(
            "start-up CPU: the smallest count of the warm-up counts",
            service(10, 10).cpu(90, 10, 60, 5).acted(100, 5, 10),
            "WINDOW 10"),
        arguments(
            "falling count: the larger load counts",
            service(10, 10).cpu(90, 5, 90, 10),
            "10 -> 15 cpu"),
        arguments(
            "a count that falls to the current one is a scale-in, not a partial point",
            service(5, 5).acted(100, 6, 5).cpu(57.8, 5, 57.8, 6),
            "ON_TARGET 5"),
        arguments(
            "count above current needs a second point",
            service(8, 8).acted(130, 10, 8).cpu(90, 10, 50, 10),
            "CONFIRMING 8"),
        arguments("saturated: half more", service(10, 10).cpu(95, 10), "10 -> 24 cpu"),
        arguments("not yet saturated", service(10, 10).cpu(94.9, 10), "10 -> 16 cpu"),
        arguments(
            "saturated, but requests show the demand",
            service(10, 10).cpu(95, 10).requests(false, 12000, 12000),
            "10 -> 16 cpu"),
        arguments(
            "overload kills tasks F-54: current counts",
            service(10, 4).cpu(100, 4, 100, 4).acted(600, 5, 10),
            "10 -> 25 cpu"),
        arguments(
            "a young saturated point counts its own tasks",
            service(10, 4).cpu(100, 4, 100, 4).acted(200, 4, 10),
            "ENOUGH_REQUESTED 10"),
        arguments(
            "three samples a task, learned",
            service(10, 10).cpu(60, 30, 60, 30).samplesPerTask("cpu", 3),
            "ON_TARGET 10"),
        arguments(
            "samples of a minute say nothing of 20 s points",
            service(10, 10)
                .cpu()
                .samplesPerTask("cpu", 3)
                .load(
                    "cpu",
                    new Load.PerTask(
                        List.of(new Load.Point(ago(40), 90, 10), new Load.Point(ago(60), 90, 10)),
                        Duration.ofSeconds(20))),
            "10 -> 15 cpu"),
        arguments(
            "three samples a task, not yet learned",
            service(10, 10).cpu(60, 30, 60, 30),
            "ON_TARGET 10"),
        arguments(
            "step limit 4 x", service(4, 4).cpu(80, 4).requests(false, 90000), "4 -> 16 requests"),
        arguments("step limit + 4", service(1, 1).requests(false, 90000), "1 -> 5 requests"),
        arguments(
            "step limit counts from 60 s ago",
            service(5, 5).acted(30, 1, 5).requests(false, 90000),
            "STEP_LIMIT 5"),
        arguments(
            "step unlimited",
            service(1, 1).requests(false, 90000).scaleOut(new ScaleOut(new StepLimit.Unlimited())),
            "1 -> 90 requests"),
        arguments("at zero tasks it abstains", service(0, 0).range(0, 9).cpu(), "ON_TARGET 0"));
  }

  static Stream<Arguments> scaleIn() {
    return Stream.of(
        arguments("worked example", service(11, 11).cpuSteady(48, 11, 10), "11 -> 9 cpu"),
        arguments("exactly at tolerance", service(10, 10).cpuSteady(54, 10, 10), "ON_TARGET 10"),
        arguments("just below tolerance", service(10, 10).cpuSteady(53.9, 10, 10), "10 -> 9 cpu"),
        arguments("80 % of the points", service(11, 11).cpuSteady(48, 11, 8), "11 -> 9 cpu"),
        arguments("fewer points hold", service(11, 11).cpuSteady(48, 11, 7), "WINDOW 11"),
        arguments(
            "the largest load of the window counts",
            service(10, 10)
                .cpu(
                    30, 10, 30, 10, 30, 10, 30, 10, 42, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10),
            "10 -> 7 cpu"),
        arguments(
            "a high point in the window holds",
            service(10, 10)
                .cpu(
                    30, 10, 30, 10, 30, 10, 30, 10, 58, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10),
            "WINDOW 10"),
        arguments("at most half", service(10, 10).cpuSteady(1, 10, 10), "10 -> 5 cpu"),
        arguments("one of one", service(2, 2).cpuSteady(1, 2, 10), "2 -> 1 cpu"),
        arguments(
            "gate after a change",
            service(10, 10).cpuSteady(30, 10, 10).acted(119, 8, 10),
            "GATE 10"),
        arguments(
            "gate open", service(10, 10).cpuSteady(30, 10, 10).acted(120, 8, 10), "10 -> 5 cpu"),
        arguments(
            "gate after a deployment",
            service(10, 10).cpuSteady(30, 10, 10).deployed(60),
            "GATE 10"),
        arguments(
            "gate after a long blindness",
            service(10, 10).cpuSteady(30, 10, 10).blindUntil(400, 60),
            "GATE 10"),
        arguments(
            "no gate after a short blindness",
            service(10, 10).cpuSteady(30, 10, 10).blindUntil(200, 60),
            "10 -> 5 cpu"),
        arguments(
            "gate after first sight",
            service(10, 10).cpuSteady(30, 10, 10).watchedSince(30),
            "STATE_LOST 10"),
        arguments(
            "switched off",
            service(10, 10)
                .cpuSteady(30, 10, 10)
                .scaleIn(
                    new ScaleIn(
                        false,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        new StepLimit.Unlimited())),
            "SCALE_IN_OFF 10"),
        arguments(
            "the largest policy wins",
            service(10, 10).cpuSteady(30, 10, 10).requests(false, eleven(8000)),
            "10 -> 8 requests"),
        arguments(
            "out-only policy is a floor",
            service(10, 10)
                .cpuSteady(6, 10, 10)
                .tracking("memory", memory(), "50", Direction.OUT)
                .points("memory", 40, 10),
            "10 -> 8 memory"),
        arguments(
            "out-only policy never scales in",
            service(10, 10)
                .tracking("memory", memory(), "50", Direction.OUT)
                .points("memory", 10, 10, 10, 10),
            "SCALE_IN_OFF 10"));
  }

  static Stream<Arguments> blindness() {
    return Stream.of(
        arguments("missing", service(10, 10).cpu().load("cpu", new Load.Missing("x")), "BLIND 10"),
        arguments("no points", service(10, 10).cpu(), "BLIND 10"),
        arguments("no points, nothing runs", service(10, 0).cpu(), "ENOUGH_REQUESTED 10"),
        arguments(
            "stale F-06",
            service(10, 10).cpu().load("cpu", perTask(point(361, 90, 10))),
            "BLIND 10"),
        arguments(
            "not yet stale",
            service(10, 10).cpu().load("cpu", perTask(point(360, 90, 10))),
            "10 -> 15 cpu"),
        arguments(
            "future F-31",
            service(10, 10).cpu().load("cpu", perTask(point(-61, 90, 10))),
            "BLIND 10"),
        arguments("NaN F-37", service(10, 10).cpu(Double.NaN, 10), "BLIND 10"),
        arguments("infinite F-37", service(10, 10).cpu(Double.POSITIVE_INFINITY, 10), "BLIND 10"),
        arguments("negative F-37", service(10, 10).cpu(-1, 10), "BLIND 10"),
        arguments(
            "one blind policy stops scale-in F-07",
            service(10, 10).cpuSteady(30, 10, 10).requests(false),
            "BLIND 10"),
        arguments(
            "one blind policy does not stop scale-out", hot().requests(false), "10 -> 15 cpu"),
        arguments(
            "wrong kind of data",
            service(10, 10).cpu().load("cpu", new Load.QueueDepth(Given.NOW, 0, 0, 0, null)),
            "BLIND 10"));
  }

  static Stream<Arguments> totals() {
    return Stream.of(
        arguments("out", service(10, 10).requests(false, 13000), "10 -> 13 requests"),
        arguments("in", service(10, 10).requests(false, eleven(4000)), "10 -> 5 requests"),
        arguments(
            "a partial newest sum does not vote in",
            service(10, 10)
                .requests(false, 100, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900),
            "WINDOW 10"),
        arguments("absent F-55", service(10, 10).requests(false), "BLIND 10"),
        arguments(
            "absent with a witness is zero F-55",
            service(10, 10).requests(true),
            "10 -> 5 requests"));
  }

  private static Given hot() {
    return service(10, 10).cpu(90, 10, 90, 10);
  }

  private static TargetMetric memory() {
    return new TargetMetric.Utilization(TargetMetric.Resource.MEMORY);
  }

  private static double[] eleven(double sum) {
    double[] sums = new double[11];
    java.util.Arrays.fill(sums, sum);
    return sums;
  }

  private static Load.Point point(int secondsAgo, double average, double count) {
    return new Load.Point(ago(secondsAgo), average, count);
  }

  private static Load.PerTask perTask(Load.Point... points) {
    return new Load.PerTask(List.of(points), Duration.ofMinutes(1));
  }
}
