package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.service;
import static io.fargateautoscaler.core.decision.StepScalingTest.alarm;
import static io.fargateautoscaler.core.decision.StepScalingTest.errors;
import static io.fargateautoscaler.core.decision.StepScalingTest.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import io.fargateautoscaler.core.policy.StepPolicy.Side;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The published rules of other autoscalers as small oracles of their own: with our dampers off the
 * counts must agree, and where they differ a test says so and why.
 */
class PeerRefereesTest {
  private static final long SEED = 20260302;
  private static final int CASES = 100_000;
  private static final TargetMetric PER_TASK =
      new TargetMetric.Custom(
          "Shop", "Busy", java.util.Map.of(), "Average", false, Duration.ofMinutes(1));

  private static Given undamped(int current) {
    return service(current, current)
        .range(0, 1_000_000)
        .scaleOut(new ScaleOut(new StepLimit.Unlimited()))
        .scaleIn(new ScaleIn(true, Duration.ZERO, Duration.ZERO, new StepLimit.Unlimited()));
  }

  private static Given tracking(int current, double average, int target, String tolerance) {
    return undamped(current)
        .policy(
            new TargetTrackingPolicy(
                "busy",
                PER_TASK,
                BigDecimal.valueOf(target),
                new BigDecimal(tolerance),
                Duration.ZERO,
                Direction.BOTH))
        .points("busy", average, current, average, current);
  }

  /**
   * ⌈ready × average / target⌉ outside of the tolerance, edges excluded; tenths as whole numbers.
   */
  private static int kubernetes(int ready, long averageTenths, long target, long tolerancePercent) {
    long off = Math.abs(averageTenths - 10 * target) * 100;
    if (off <= tolerancePercent * 10 * target) {
      return ready;
    }
    BigInteger load = BigInteger.valueOf(averageTenths).multiply(BigInteger.valueOf(ready));
    BigInteger[] divided = load.divideAndRemainder(BigInteger.valueOf(10 * target));
    return divided[0].intValueExact() + (divided[1].signum() > 0 ? 1 : 0);
  }

  @Test
  void agreesWithTheHorizontalPodAutoscalerOnAverages() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      int ready = 1 + random.nextInt(200);
      int averageTenths = random.nextInt(3_000);
      int target = 1 + random.nextInt(150);

      Decision decision = tracking(ready, averageTenths / 10.0, target, "0.1").decide();

      assertThat(decision.count())
          .as("seed %d, case %d: %d ready, %d/10 of %d", SEED, i, ready, averageTenths, target)
          .isEqualTo(kubernetes(ready, averageTenths, target, 10));
    }
  }

  /** Nomad's target-value multiplies the present count by value / target, within 1 %. */
  @Test
  void agreesWithNomadTargetValue() {
    Random random = new Random(SEED + 1);
    for (int i = 0; i < CASES; i++) {
      int current = 1 + random.nextInt(200);
      int averageTenths = random.nextInt(3_000);
      int target = 1 + random.nextInt(150);

      Decision decision = tracking(current, averageTenths / 10.0, target, "0.01").decide();

      assertThat(decision.count())
          .as("seed %d, case %d: %d, %d/10 of %d", SEED + 1, i, current, averageTenths, target)
          .isEqualTo(kubernetes(current, averageTenths, target, 1));
    }
  }

  /** Application Auto Scaling's step adjustment, in whole numbers. */
  private static int awsStep(
      int current, Side side, Adjust[] kinds, int[] values, int[] bounds, int atLeast, int metric) {
    int distance = side == Side.ABOVE ? metric - 50 : 50 - metric;
    int chosen = -1;
    for (int i = 0; i < bounds.length; i++) {
      int upper = i + 1 < bounds.length ? bounds[i + 1] : Integer.MAX_VALUE;
      if (distance >= bounds[i] && distance < upper) {
        chosen = i;
      }
    }
    if (chosen < 0) {
      return current;
    }
    int value = values[chosen];
    int percent = current * value / 100;
    if (percent == 0 && current * value > 0) {
      percent = 1;
    }
    percent = Math.max(percent, atLeast);
    return Math.max(
        0,
        switch (kinds[chosen]) {
          case ADD -> current + value;
          case REMOVE -> current - value;
          case ADD_PERCENT -> current + percent;
          case REMOVE_PERCENT -> current - percent;
          case SET -> value;
        });
  }

  @Test
  void agreesWithApplicationAutoScalingStepScaling() {
    Random random = new Random(SEED + 2);
    for (int i = 0; i < CASES; i++) {
      int current = 1 + random.nextInt(200);
      Side side = random.nextBoolean() ? Side.ABOVE : Side.BELOW;
      Adjust[] allowed =
          side == Side.ABOVE
              ? new Adjust[] {Adjust.ADD, Adjust.ADD_PERCENT}
              : new Adjust[] {Adjust.REMOVE, Adjust.REMOVE_PERCENT, Adjust.SET};
      int[] bounds = {random.nextInt(5), 5 + random.nextInt(10), 15 + random.nextInt(30)};
      Adjust[] kinds = new Adjust[3];
      int[] values = new int[3];
      int atLeast = random.nextInt(4);
      StepPolicy.Step[] steps = new StepPolicy.Step[3];
      for (int s = 0; s < 3; s++) {
        kinds[s] = allowed[random.nextInt(allowed.length)];
        // A set that raises is no scale-in: AWS's step policies for scale-in lower the count.
        values[s] = kinds[s] == Adjust.SET ? 0 : 1 + random.nextInt(100);
        steps[s] = step("" + bounds[s], kinds[s], "" + values[s], atLeast);
      }
      int metric = random.nextInt(121);

      Decision decision =
          undamped(current)
              .policy(errors(side, steps))
              .load("errors", alarm(AlarmState.ALARM, metric))
              .decide();

      assertThat(decision.count())
          .as(
              "seed %d, case %d: %s at %d from %d",
              SEED + 2, i, errors(side, steps), metric, current)
          .isEqualTo(awsStep(current, side, kinds, values, bounds, atLeast, metric));
    }
  }

  @Test
  void differsFromApplicationAutoScalingAtZeroSinceOnlyAQueueOrAScheduleWakesAService() {
    Decision ours =
        undamped(0)
            .policy(errors(Side.ABOVE, step("0", Adjust.ADD, "2", 0)))
            .load("errors", alarm(AlarmState.ALARM, 60))
            .decide();

    assertThat(ours.count()).isZero();
    assertThat(
            awsStep(0, Side.ABOVE, new Adjust[] {Adjust.ADD}, new int[] {2}, new int[] {0}, 0, 60))
        .isEqualTo(2);
  }

  @Test
  void differsFromNomadWhileTasksStartSinceTheLoadIsNotMultipliedByWhatWasAsked() {
    Decision ours = service(20, 10).cpu(90, 10, 90, 10).decide();
    int nomad = kubernetes(20, 900, 60, 1);

    assertThat(nomad).isEqualTo(30);
    assertThat(shown(ours)).isEqualTo("ENOUGH_REQUESTED 20");
  }

  @Test
  void differsFromTheHorizontalPodAutoscalerWhenSaturatedSinceACappedMetricHidesDemand() {
    Decision ours = service(10, 10).cpu(100, 10, 100, 10).decide();

    assertThat(kubernetes(10, 1_000, 60, 10)).isEqualTo(17);
    assertThat(shown(ours)).isEqualTo("10 -> 25 cpu");
  }

  @Test
  void differsFromAwsStepsWithinTheWarmUpSinceALargerStepAddsOnlyTheDifferenceToTheSameBase() {
    StepPolicy steps =
        errors(Side.ABOVE, step("0", Adjust.ADD, "2", 0), step("10", Adjust.ADD, "5", 0));
    Decision ours =
        undamped(12)
            .policy(steps)
            .load("errors", alarm(AlarmState.ALARM, 70))
            .past(history ->
                history.lastSteps(
                    java.util.Map.of(
                        "errors",
                        new io.fargateautoscaler.core.observation.ScalingHistory.Step(
                            Given.ago(60), 10))))
            .decide();

    assertThat(shown(ours)).isEqualTo("12 -> 15 errors");
  }
}
