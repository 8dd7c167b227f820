package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for any input. The seed is fixed, and printed with a failure. */
class DeciderPropertiesTest {
  private static final long SEED = 20260302L;
  private static final int CASES = 20_000;

  /** A random service; {@code factor} multiplies its load and leaves the rest as it is. */
  private static Given random(long seed, double factor) {
    Random random = new Random(seed);
    int desired = random.nextInt(40);
    int min = random.nextInt(5);
    Given given =
        Given.service(desired, Math.max(0, desired - random.nextInt(4)))
            .range(min, min + random.nextInt(60));
    int minutes = random.nextInt(14);
    double[] points = new double[2 * minutes];
    double base = 5 + random.nextInt(80);
    for (int i = 0; i < minutes; i++) {
      points[2 * i] = Math.min(100, factor * (base + random.nextInt(20)));
      points[2 * i + 1] = Math.max(1, desired - random.nextInt(2));
    }
    given.cpu(points);
    if (random.nextBoolean()) {
      given.drain("0.5");
      given.read(20, random.nextInt(50), random.nextInt(10), desired);
      given.messages((long) (factor * random.nextInt(3000)), random.nextInt(20), 0);
    }
    if (random.nextBoolean()) {
      given.acted(random.nextInt(400), random.nextInt(40), desired);
    }
    if (random.nextInt(3) == 0) {
      double[] sums = new double[random.nextInt(12)];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = factor * random.nextInt(40_000);
      }
      given.requests(random.nextBoolean(), sums);
    }
    guards(given, random, desired);
    return given;
  }

  /** Steps, vetoes, schedules, orders and troubles; none of them depends on the load. */
  private static void guards(Given given, Random random, int desired) {
    if (random.nextInt(4) == 0) {
      given
          .policy(
              StepScalingTest.errors(
                  StepPolicy.Side.ABOVE,
                  StepScalingTest.step("0", StepPolicy.Adjust.ADD, "2", 0),
                  StepScalingTest.step("20", StepPolicy.Adjust.ADD_PERCENT, "50", 3)))
          .load("errors", StepScalingTest.alarm(AlarmState.ALARM, 40 + random.nextInt(60)));
    }
    if (random.nextInt(4) == 0) {
      given.guards(
          new Guards(
              Guards.CrashLoop.DEFAULT,
              List.of("db"),
              List.of("cache"),
              Duration.ofMinutes(10),
              Duration.ofMinutes(60)));
      given.alarm("db", AlarmState.values()[random.nextInt(4)]);
      given.alarm("cache", AlarmState.values()[random.nextInt(4)]);
    }
    if (random.nextInt(4) == 0) {
      given.schedule(
          new Schedule(
              "day",
              new Cron("0 8 * * *"),
              Duration.ofHours(10),
              ZoneOffset.UTC,
              random.nextBoolean() ? random.nextInt(10) : null,
              10 + random.nextInt(30),
              random.nextBoolean()));
    }
    Instant past = Given.ago(random.nextInt(900));
    switch (random.nextInt(8)) {
      case 0 -> given.past(history -> history.brake(new Brake(past, desired, null)));
      case 1 -> given.past(history -> history.frozen(new Span(past, Given.ago(-60))));
      case 2 -> given.past(history -> history.hold(new RangeHold(3, 20, Given.ago(-60), "ann")));
      case 3 ->
          given.past(
              history -> history.starts(Collections.nCopies(4, new Start(past, past, true))));
      case 4 -> given.past(history -> history.watchedSince(past));
      default -> {}
    }
  }

  private static CapacityRange inForce(Given given) {
    return RangeInForce.of(given.policy(), given.history(), Given.NOW).range();
  }

  @Test
  void i01ACountIsInTheRangeOrOnItsWayThere() {
    for (long i = 0; i < CASES; i++) {
      Given given = random(SEED + i, 1);
      int current = given.observation().service().desired();
      int min = inForce(given).min();
      int max = inForce(given).max();
      int count = given.decide().count();

      assertThat(count)
          .as("seed %s: %s", SEED + i, given.decide())
          .isBetween(Math.min(min, current), Math.max(max, current));
    }
  }

  @Test
  void i21ALargerLoadNeverGivesASmallerCount() {
    for (long i = 0; i < CASES; i++) {
      Decision less = random(SEED + i, 1).decide();
      Decision more = random(SEED + i, 1.3).decide();

      assertThat(more.count())
          .as("seed %s: %s, and with more load %s", SEED + i, less, more)
          .isGreaterThanOrEqualTo(less.count());
    }
  }

  @Test
  void i03BlindNeverLowersWithinTheRange() {
    for (long i = 0; i < CASES; i++) {
      Given given = random(SEED + i, 1).range(0, 100).load("cpu", new Load.Missing("gone"));
      int current = given.observation().service().desired();

      // Without a running task there is no metric to be blind for.
      if (given.observation().service().running() > 0 && current <= inForce(given).max()) {
        assertThat(given.decide().count())
            .as("seed %s: %s", SEED + i, given.decide())
            .isGreaterThanOrEqualTo(current);
      }
    }
  }

  @Test
  void theSameInputGivesAnEqualDecision() {
    for (long i = 0; i < CASES; i++) {
      assertThat(random(SEED + i, 1).decide()).isEqualTo(random(SEED + i, 1).decide());
    }
  }

  @Test
  void theOrderOfPoliciesDoesNotMatter() {
    for (long i = 0; i < CASES; i++) {
      Given given = random(SEED + i, 1);
      ServicePolicy policy = given.policy();
      ServicePolicy reversed =
          new ServicePolicy(
              policy.service(),
              policy.capacity(),
              policy.mode(),
              policy.policies().reversed(),
              policy.schedules(),
              policy.scaleOut(),
              policy.scaleIn(),
              policy.guards(),
              policy.respectExternal());

      assertThat(
              Decider.decide(reversed, Mode.ACTIVE, given.observation(), given.history()).count())
          .as("seed %s", SEED + i)
          .isEqualTo(given.decide().count());
    }
  }
}
