package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.peers.StepAdjustment.Kind;
import io.fargateautoscaler.simulator.peers.StepAdjustment.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AasStepTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a change,                                  CHANGE_IN_CAPACITY,         2,    0, 10, 12",
    "a change inwards,                          CHANGE_IN_CAPACITY,         -2,   0, 10, 8",
    "an exact count,                            EXACT_CAPACITY,             7,    0, 10, 7",
    "percent above one are rounded down,        PERCENT_CHANGE_IN_CAPACITY, 25,   0, 11, 13",
    "percent below one are one,                 PERCENT_CHANGE_IN_CAPACITY, 25,   0, 2,  3",
    "percent above minus one are minus one,     PERCENT_CHANGE_IN_CAPACITY, -25,  0, 2,  1",
    "percent below minus one go towards zero,   PERCENT_CHANGE_IN_CAPACITY, -25,  0, 11, 9",
    "none of none,                              PERCENT_CHANGE_IN_CAPACITY, 25,   0, 0,  0",
    "at least the smallest magnitude,           PERCENT_CHANGE_IN_CAPACITY, 25,   3, 4,  7",
    "at least the smallest magnitude inwards,   PERCENT_CHANGE_IN_CAPACITY, -25,  3, 4,  1"
  })
  void adjustment(
      String name, Kind kind, double adjustment, int magnitude, int base, int expected) {
    var steps =
        new StepAdjustment(
            kind, magnitude, List.of(new Step(Double.NEGATIVE_INFINITY, INFINITE, adjustment)));

    assertThat(steps.apply(base, 5)).as(name).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "above: the lower bound belongs to a step,    0,   11",
    "above: the upper one belongs to the next,    10,  12",
    "above: just below the upper one,             9.9, 11",
    "below: the upper bound belongs to a step,    -10, 8",
    "below: the lower one belongs to the next,    -20, 7",
    "below: no step is so near,                   -5,  10"
  })
  void steps(String name, double distance, int expected) {
    var steps =
        new StepAdjustment(
            Kind.CHANGE_IN_CAPACITY,
            0,
            List.of(
                new Step(0, 10, 1),
                new Step(10, INFINITE, 2),
                new Step(-20, -10, -2),
                new Step(Double.NEGATIVE_INFINITY, -20, -3)));

    assertThat(steps.apply(10, distance)).as(name).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one point just above,       10, 50*14 61,  12",
    "one point 10 above,         10, 50*14 70,  15",
    "one point 20 above,         10, 50*14 80,  20",
    "no more than the maximum,   80, 50*14 80,  100",
    "fifteen low points,         20, 47*15,     18",
    "fourteen low points,        20, 49 47*14,  20",
    "old points,                 20, 70 -*6,     20"
  })
  void ofAnAlarm(String name, int desired, String minutes, int expected) {
    Sight sight = Sight.of(desired, desired).minutes(minutes);

    assertThat(new AasStep(60).desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void aWishOfThreeWhileTwoAreAddedAddsOne() {
    var steps =
        new StepAdjustment(
            Kind.CHANGE_IN_CAPACITY, 0, List.of(new Step(0, 10, 2), new Step(10, INFINITE, 3)));
    var peer = new AasStep(60, steps, Duration.ofMinutes(5));

    assertThat(peer.desired(Sight.of(10, 10).minutes("65").look())).isEqualTo(12);
    assertThat(peer.desired(Sight.of(12, 10).at(60).minutes("65").look())).isEqualTo(12);
    assertThat(peer.desired(Sight.of(12, 10).at(120).minutes("75").look())).isEqualTo(13);
    assertThat(peer.desired(Sight.of(13, 10).at(180).minutes("75").look())).isEqualTo(13);
  }

  @Test
  void aDeploymentStopsScaleInOnly() {
    Sight sight = Sight.of(20, 20).deploying();

    assertThat(new AasStep(60).desired(sight.minutes("40*15").look())).isEqualTo(20);
    assertThat(new AasStep(60).desired(sight.minutes("61").look())).isEqualTo(25);
  }

  @Test
  void afterTheCooldownItAddsAgain() {
    var peer = new AasStep(60);

    assertThat(peer.desired(Sight.of(10, 10).minutes("80").look())).isEqualTo(20);
    assertThat(peer.desired(Sight.of(20, 20).at(299).minutes("80").look())).isEqualTo(20);
    assertThat(peer.desired(Sight.of(20, 20).at(300).minutes("80").look())).isEqualTo(40);
  }

  @Test
  void scaleInWaitsForItsCooldownUnlessScaleOutEndedIt() {
    var peer = new AasStep(60);

    assertThat(peer.desired(Sight.of(20, 20).minutes("40*15").look())).isEqualTo(18);
    assertThat(peer.desired(Sight.of(18, 18).at(60).minutes("40*15").look())).isEqualTo(18);
    assertThat(peer.desired(Sight.of(18, 18).at(120).minutes("61").look())).isEqualTo(22);
    assertThat(peer.desired(Sight.of(22, 22).at(180).minutes("40*15").look())).isEqualTo(20);
  }
}
