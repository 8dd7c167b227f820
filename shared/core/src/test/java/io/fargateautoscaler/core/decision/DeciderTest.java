package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus.Controller;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.observation.ServiceStatus.Lifecycle;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules as tables: name, given, expected as {@code CODE count} or {@code from -> to cause}. */
class DeciderTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  static String shown(Decision decision) {
    return switch (decision.outcome()) {
      case Decision.Scale scale -> scale.from() + " -> " + scale.to() + " " + scale.cause();
      case Decision.Hold hold -> hold.reason() + " " + hold.count();
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"modes", "ranges", "guards", "outsideChanges"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        arguments("mode off", hot().mode(Mode.OFF, Mode.ACTIVE), "OFF 10"),
        arguments("stack off wins", hot().mode(Mode.ACTIVE, Mode.OFF), "OFF 10"),
        arguments("observe does not act", hot().mode(Mode.OBSERVE, Mode.ACTIVE), "OBSERVE 10"),
        arguments("stack observe wins", hot().mode(Mode.ACTIVE, Mode.OBSERVE), "OBSERVE 10"),
        arguments(
            "observe on target says so",
            service(10, 10).cpu(60, 10).mode(Mode.OBSERVE, Mode.ACTIVE),
            "ON_TARGET 10"),
        arguments("paused", hot().paused(ago(-60)), "PAUSED 10"),
        arguments("pause over", hot().paused(ago(1)), "10 -> 15 cpu"),
        arguments("draining F-15", hot().is(Lifecycle.DRAINING), "NOT_ELIGIBLE 10"),
        arguments("missing F-14", hot().is(Lifecycle.MISSING), "NOT_ELIGIBLE 10"),
        arguments("daemon F-20", hot().under(Controller.DAEMON), "NOT_ELIGIBLE 10"),
        arguments("external F-18", hot().under(Controller.EXTERNAL), "NOT_ELIGIBLE 10"),
        arguments(
            "two task sets F-17", hot().under(Controller.CODE_DEPLOY_SWITCHING), "DEPLOYING 10"),
        arguments("one task set", hot().under(Controller.CODE_DEPLOY), "10 -> 15 cpu"),
        arguments("another scaler F-22", hot().otherScaler("AAS"), "OTHER_SCALER 10"));
  }

  private static Given hot() {
    return service(10, 10).cpu(90, 10, 90, 10);
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        arguments("below min at once, blind", service(1, 1).range(3, 9), "1 -> 3 range"),
        arguments("below min from zero", service(0, 0).range(2, 9).cpu(), "0 -> 2 range"),
        arguments(
            "below min is not step limited", service(1, 1).range(50, 90).cpu(), "1 -> 50 range"),
        arguments(
            "above max in steps, blind F-30", service(40, 40).range(1, 10).cpu(), "40 -> 20 range"),
        arguments("above max, last step", service(12, 12).range(1, 10).cpu(), "12 -> 10 range"),
        arguments(
            "above max waits for its gate",
            service(40, 40).range(1, 10).cpu().acted(60, 80, 40),
            "GATE 40"),
        arguments(
            "above max held by a deployment",
            service(40, 40).range(1, 10).cpu().deploying(Deployment.ROLLING, 60),
            "DEPLOYING 40"),
        arguments("cut at max", hot().range(1, 12), "10 -> 12 cpu"),
        arguments("at max", hot().range(1, 10), "AT_MAX 10"),
        arguments("at min", service(4, 4).range(4, 9).cpuSteady(10, 4, 10), "AT_MIN 4"));
  }

  private static TargetMetric memory() {
    return new TargetMetric.Utilization(TargetMetric.Resource.MEMORY);
  }

  private static double[] eleven(double sum) {
    double[] sums = new double[11];
    java.util.Arrays.fill(sums, sum);
    return sums;
  }

  static Stream<Arguments> guards() {
    return Stream.of(
        arguments(
            "deployment holds scale-in F-16",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.ROLLING, 60),
            "DEPLOYING 10"),
        arguments(
            "failed deployment holds scale-in",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.FAILED, 60),
            "DEPLOYING 10"),
        arguments(
            "deployment does not hold scale-out",
            hot().deploying(Deployment.ROLLING, 60),
            "10 -> 15 cpu"),
        arguments(
            "stuck deployment F-57",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.ROLLING, 3600),
            "10 -> 5 cpu"));
  }

  static Stream<Arguments> outsideChanges() {
    return Stream.of(
        arguments(
            "raised is a floor F-21",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(300, 5, 10),
            "EXTERNAL 10"),
        arguments(
            "a floor for 15 min only",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(901, 5, 10),
            "10 -> 5 cpu"),
        arguments("lowered is accepted", service(6, 6).cpu(60, 6).lastApplied(10), "ON_TARGET 6"),
        arguments(
            "lowered, scale-out is free",
            service(6, 6).cpu(90, 6, 90, 6).lastApplied(10),
            "6 -> 9 cpu"),
        arguments("parked F-52", service(0, 0).cpu().lastApplied(10), "PARKED 0"),
        arguments(
            "still parked", service(0, 0).cpu().lastApplied(0).external(9999, 10, 0), "PARKED 0"),
        arguments(
            "stale read after our own write F-53",
            service(5, 5).cpu(60, 5).lastApplied(10).acted(20, 5, 10),
            "WINDOW 10"),
        arguments(
            "a deployment reset the count F-51",
            service(2, 2).cpuSteady(60, 20, 10).lastApplied(20).deploying(Deployment.ROLLING, 60),
            "2 -> 20 restore"),
        arguments(
            "a deployment long ago restores nothing",
            service(10, 10)
                .cpuSteady(60, 20, 10)
                .lastApplied(20)
                .deploying(Deployment.ROLLING, 1000),
            "10 -> 20 cpu"));
  }

  private static Load.Point point(int secondsAgo, double average, double count) {
    return new Load.Point(ago(secondsAgo), average, count);
  }

  private static Load.PerTask perTask(Load.Point... points) {
    return new Load.PerTask(List.of(points), Duration.ofMinutes(1));
  }

  @Test
  void theTraceSaysEachStageThatChangedTheNumber() {
    Decision decision = hot().range(1, 12).requests(false).decide();

    assertThat(decision.trace())
        .extracting(Adjustment::stage, Adjustment::from, Adjustment::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("policies", 10, 15),
            org.assertj.core.groups.Tuple.tuple("range", 15, 12));
    assertThat(decision.recommended().get("requests")).isInstanceOf(Recommendation.Blind.class);
  }

  @Test
  void observeShowsWhatItWouldDo() {
    Decision decision = hot().mode(Mode.OBSERVE, Mode.ACTIVE).decide();

    assertThat(decision.would()).extracting(would -> would == null ? -1 : would.to()).isEqualTo(15);
    assertThat(decision.count()).isEqualTo(10);
  }
}
