package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
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
    return given;
  }

  @Test
  void i01ACountIsInTheRangeOrOnItsWayThere() {
    for (long i = 0; i < CASES; i++) {
      Given given = random(SEED + i, 1);
      int current = given.observation().service().desired();
      int min = given.policy().capacity().min();
      int max = given.policy().capacity().max();
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

      if (current > 0) {
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
}
