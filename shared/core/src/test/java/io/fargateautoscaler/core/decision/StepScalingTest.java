package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import io.fargateautoscaler.core.policy.StepPolicy.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Step scaling as tables: threshold 50, the newest datapoint one minute old. */
class StepScalingTest {
  static StepPolicy.Step step(String distance, Adjust adjust, String value, int atLeast) {
    return new StepPolicy.Step(new BigDecimal(distance), adjust, new BigDecimal(value), atLeast);
  }

  static StepPolicy errors(Side side, StepPolicy.Step... steps) {
    return new StepPolicy(
        "errors", "web-5xx", Duration.ofMinutes(3), side, Arrays.asList(steps), Direction.BOTH);
  }

  private static final StepPolicy OUT =
      errors(
          Side.ABOVE,
          step("0", Adjust.ADD, "2", 0),
          step("10", Adjust.ADD_PERCENT, "25", 0),
          step("50", Adjust.ADD_PERCENT, "50", 8));
  private static final StepPolicy IN =
      errors(
          Side.BELOW,
          step("0", Adjust.REMOVE, "1", 0),
          step("10", Adjust.REMOVE_PERCENT, "25", 0),
          step("30", Adjust.SET, "3", 0));

  static Load alarm(AlarmState state, double... values) {
    List<Load.Value> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Load.Value(ago(120 + 60 * i), values[i]));
    }
    return new Load.Alarmed(state, 50.0, points, Duration.ofMinutes(1));
  }

  private static Given rings(StepPolicy policy, int desired, double value) {
    return service(desired, desired)
        .range(0, 1000)
        .scaleOut(new ScaleOut(new StepLimit.Unlimited()))
        .policy(policy)
        .load("errors", alarm(AlarmState.ALARM, value));
  }

  private static Given aged(int secondsAgo) {
    return rings(OUT, 10, 50)
        .load(
            "errors",
            new Load.Alarmed(
                AlarmState.ALARM,
                50.0,
                List.of(new Load.Value(ago(secondsAgo), 50)),
                Duration.ofMinutes(1)));
  }

  private static Given again(int desired, double value, Instant lastStep, int base) {
    return rings(OUT, desired, value)
        .past(history -> history.lastSteps(Map.of("errors", new Step(lastStep, base))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"bounds", "rounding", "rearming", "states", "company"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> bounds() {
    return Stream.of(
        arguments("on the threshold", rings(OUT, 10, 50), "10 -> 12 errors"),
        arguments("below the threshold", rings(OUT, 10, 49.9), "ON_TARGET 10"),
        arguments("just below the second step", rings(OUT, 10, 59.9), "10 -> 12 errors"),
        arguments("the lower bound is included", rings(OUT, 40, 60), "40 -> 50 errors"),
        arguments("the upper bound is not", rings(OUT, 40, 99.9), "40 -> 50 errors"),
        arguments("the last step has no upper bound", rings(OUT, 40, 1e9), "40 -> 60 errors"),
        arguments("0.1 + 0.2 is 0.3", rings(OUT, 40, 50 + 9.999999999), "40 -> 42 errors"),
        arguments("below: on the threshold", rings(IN, 20, 50), "20 -> 19 errors"),
        arguments("below: above it", rings(IN, 20, 50.1), "ON_TARGET 20"),
        arguments("below: second step", rings(IN, 20, 40), "20 -> 15 errors"),
        arguments("below: just before the third", rings(IN, 20, 20.1), "20 -> 15 errors"),
        arguments(
            "below: set, as far as the step limit lets it", rings(IN, 20, 20), "20 -> 10 errors"),
        arguments(
            "no step for a small distance",
            rings(errors(Side.ABOVE, step("5", Adjust.ADD, "1", 0)), 10, 52),
            "ON_TARGET 10"),
        arguments("NaN", rings(OUT, 10, Double.NaN), "BLIND 10"),
        arguments("infinite", rings(OUT, 10, Double.POSITIVE_INFINITY), "BLIND 10"),
        arguments("a point that is 300 s old", aged(360), "10 -> 12 errors"),
        arguments("a point that is older", aged(361), "BLIND 10"),
        arguments("a point 60 s ahead", aged(-60), "10 -> 12 errors"),
        arguments("a point further ahead", aged(-61), "BLIND 10"),
        arguments("no step wakes a service", rings(OUT, 0, 60), "ON_TARGET 0"));
  }

  static Stream<Arguments> rounding() {
    return Stream.of(
        arguments("25 % of 10 is 2", rings(OUT, 10, 60), "10 -> 12 errors"),
        arguments("25 % of 3 is 1, not 0", rings(OUT, 3, 60), "3 -> 4 errors"),
        arguments("25 % of 4 is 1", rings(OUT, 4, 60), "4 -> 5 errors"),
        arguments("25 % of 8 is 2", rings(OUT, 8, 60), "8 -> 10 errors"),
        arguments("25 % of 7 is 1", rings(OUT, 7, 60), "7 -> 8 errors"),
        arguments("at least 8", rings(OUT, 10, 100), "10 -> 18 errors"),
        arguments("more than at least", rings(OUT, 40, 100), "40 -> 60 errors"),
        arguments("25 % fewer of 3 is 1", rings(IN, 3, 40), "3 -> 2 errors"),
        arguments("25 % fewer of 1 is none left", rings(IN, 1, 40), "1 -> 0 errors"),
        arguments(
            "largest int", rings(OUT, 10, 50).range(0, Integer.MAX_VALUE), "10 -> 12 errors"));
  }

  static Stream<Arguments> rearming() {
    return Stream.of(
        arguments("nothing new within warm-up", again(12, 50, ago(60), 10), "ON_TARGET 12"),
        arguments(
            "a larger step adds the difference", again(12, 100, ago(60), 10), "12 -> 18 errors"),
        arguments(
            "the datapoint must be newer, not the clock",
            again(12, 50, ago(250), 10),
            "ON_TARGET 12"),
        arguments(
            "a datapoint at the edge is not newer", again(12, 50, ago(300), 10), "ON_TARGET 12"),
        arguments("a datapoint after it arms", again(12, 50, ago(301), 10), "12 -> 14 errors"),
        arguments("a smaller step lowers nothing", again(18, 50, ago(60), 10), "SCALE_IN_OFF 18"));
  }

  static Stream<Arguments> states() {
    return Stream.of(
        arguments(
            "OK", rings(OUT, 10, 90).load("errors", alarm(AlarmState.OK, 90)), "ON_TARGET 10"),
        arguments(
            "INSUFFICIENT_DATA",
            rings(OUT, 10, 90).load("errors", alarm(AlarmState.INSUFFICIENT_DATA, 90)),
            "ON_TARGET 10"),
        arguments(
            "no such alarm F-39",
            rings(OUT, 10, 90).load("errors", alarm(AlarmState.MISSING)),
            "BLIND 10"),
        arguments(
            "not readable", rings(OUT, 10, 90).load("errors", new Load.Missing("x")), "BLIND 10"),
        arguments(
            "another kind of data",
            rings(OUT, 10, 90).load("errors", new Load.PerTask(List.of(), Duration.ofMinutes(1))),
            "BLIND 10"),
        arguments(
            "a composite alarm has no distance",
            rings(OUT, 10, 90)
                .load(
                    "errors",
                    new Load.Alarmed(AlarmState.ALARM, null, List.of(), Duration.ofMinutes(1))),
            "10 -> 12 errors"),
        arguments(
            "a composite alarm arms by the clock",
            again(12, 50, ago(181), 10)
                .load(
                    "errors",
                    new Load.Alarmed(AlarmState.ALARM, null, List.of(), Duration.ofMinutes(1))),
            "12 -> 14 errors"));
  }

  static Stream<Arguments> company() {
    return Stream.of(
        arguments(
            "steps that only add leave scale-in to others",
            rings(OUT, 10, 40).cpuSteady(30, 10, 10),
            "10 -> 5 cpu"),
        arguments(
            "a step in force is a floor for others",
            again(18, 50, ago(60), 10).cpuSteady(10, 18, 10),
            "18 -> 12 errors"),
        arguments(
            "a step that removes needs the consent of others",
            rings(IN, 20, 40).cpuSteady(60, 20, 10),
            "ON_TARGET 20"),
        arguments("the larger of both", rings(OUT, 10, 50).cpu(90, 10, 90, 10), "10 -> 15 cpu"),
        arguments(
            "missing alarm of adding steps lets others scale in",
            rings(OUT, 10, 40).load("errors", new Load.Missing("x")).cpuSteady(30, 10, 10),
            "10 -> 5 cpu"),
        arguments(
            "missing alarm of removing steps does not",
            rings(IN, 10, 40).load("errors", new Load.Missing("x")).cpuSteady(30, 10, 10),
            "BLIND 10"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("remembered")
  void a_step_is_remembered_with_the_count_before_it(
      String name, Given given, Map<String, Step> expected) {
    assertThat(Aftermath.of(given.policy(), given.observation(), given.history()).lastSteps())
        .isEqualTo(expected);
  }

  static Stream<Arguments> remembered() {
    Map<String, Step> known = Map.of("errors", new Step(ago(400), 10));
    return Stream.of(
        arguments("the first", rings(OUT, 10, 50), Map.of("errors", new Step(NOW, 10))),
        arguments(
            "none while the alarm is quiet",
            rings(OUT, 10, 50).load("errors", alarm(AlarmState.OK, 50)),
            Map.of()),
        arguments("none that fits", rings(OUT, 10, 49), Map.of()),
        arguments(
            "a larger step within the warm-up is no new one",
            again(12, 100, ago(60), 10),
            Map.of("errors", new Step(ago(60), 10))),
        arguments(
            "the next one after the warm-up",
            again(12, 50, ago(301), 10),
            Map.of("errors", new Step(NOW, 12))),
        arguments(
            "the last one while the alarm is quiet",
            again(12, 50, ago(400), 10).load("errors", alarm(AlarmState.OK, 50)),
            known),
        arguments("the last one while none fits", again(12, 49, ago(400), 10), known),
        arguments(
            "the last one while the alarm cannot be read",
            again(12, 50, ago(400), 10).load("errors", new Load.Missing("x")),
            known));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void the_sentence_names_alarm_distance_step_and_base(String name, Given given, String expected) {
    assertThat(given.decide().recommended().values())
        .extracting(Recommendation::because)
        .containsExactly(expected);
  }

  static Stream<Arguments> sentences() {
    StepPolicy set = errors(Side.ABOVE, step("0", Adjust.SET, "12", 0));
    return Stream.of(
        arguments(
            "percent",
            rings(OUT, 40, 75),
            "web-5xx rings, 25 above its threshold: 25 % more from 40 tasks makes 50"),
        arguments(
            "percent, at least",
            rings(OUT, 10, 100),
            "web-5xx rings, 50 above its threshold: 50 %, at least 8 more from 10 tasks makes 18"),
        arguments(
            "tasks",
            rings(OUT, 1, 50),
            "web-5xx rings, 0 above its threshold: 2 more from 1 task makes 3"),
        arguments(
            "fewer",
            rings(IN, 20, 50),
            "web-5xx rings, 0 below its threshold: 1 fewer from 20 tasks makes 19"),
        arguments(
            "percent fewer",
            rings(IN, 20, 40),
            "web-5xx rings, 10 below its threshold: 25 % fewer from 20 tasks makes 15"),
        arguments(
            "set, which changes nothing",
            rings(set, 12, 50),
            "web-5xx rings, 0 above its threshold: set to 12 from 12 tasks makes 12"),
        arguments(
            "waits for the next datapoint",
            again(12, 50, ago(60), 10),
            "web-5xx rings, 0 above its threshold: 2 more from 10 tasks makes 12; the next step"
                + " waits for a datapoint after 2026-03-02T12:02:00Z"),
        arguments(
            "does not wait: a larger step adds",
            again(12, 100, ago(60), 10),
            "web-5xx rings, 50 above its threshold: 50 %, at least 8 more from 10 tasks makes 18"),
        arguments("no step", rings(OUT, 10, 49), "web-5xx rings, but no step fits its datapoint"),
        arguments(
            "quiet",
            rings(OUT, 10, 50).load("errors", alarm(AlarmState.OK, 50)),
            "the alarm web-5xx is OK"),
        arguments(
            "no such alarm",
            rings(OUT, 10, 50).load("errors", alarm(AlarmState.MISSING)),
            "the alarm web-5xx does not exist"),
        arguments(
            "not readable",
            rings(OUT, 10, 50).load("errors", new Load.Missing("throttled")),
            "throttled"));
  }
}
