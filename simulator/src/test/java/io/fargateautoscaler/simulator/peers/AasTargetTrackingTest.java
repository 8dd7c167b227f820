package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AasTargetTrackingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "three high points: proportional and rounded up,   60, 4, 4, 1, 50, 30*12 90*3,      6",
    "rounded up,                                       60, 3, 3, 1, 50, 30*12 61*3,      4",
    "the newest point is the one that counts,          60, 4, 4, 1, 50, 30*12 70 70 90,  6",
    "two high points are too few,                      60, 4, 4, 1, 50, 50*13 90*2,      4",
    "at the target is not above it,                    60, 4, 8, 1, 50, 60*15,           4",
    "running tasks are the base and not desired ones,  60, 6, 4, 1, 50, 30*12 120*3,     8",
    "what is under way counts,                         60, 6, 4, 1, 50, 30*12 90*3,      6",
    "no more than the maximum,                         60, 4, 4, 1, 5,  30*12 90*3,      5",
    "first to the minimum,                             60, 1, 1, 3, 50, 30*12 300*3,     3",
    "fifteen points below 63 of 70,                    70, 10, 10, 1, 50, 62*15,         9",
    "63 of 70 is not below it,                         70, 10, 10, 1, 50, 63*15,         10",
    "fifteen points below 27 of 30,                    30, 10, 10, 1, 50, 26*15,         9",
    "fourteen low points are too few,                  60, 10, 10, 1, 50, 54 30*14,      10",
    "two tasks at 72 % of the target stay: flapping,   100, 2, 2, 1, 50, 72*15,          2",
    "no less than the minimum,                         60, 10, 10, 8, 50, 6*15,          8",
    "first to the maximum,                             60, 10, 10, 1, 6, 6*15,           6",
    "a range alone moves nothing,                      60, 10, 10, 1, 6, 58*15,          10",
    "a missing point holds outwards,                   60, 4, 4, 1, 50, 90*3 - 90,        4",
    "a missing point holds inwards,                    60, 4, 4, 1, 50, 6*14 - 6,         4",
    "tasks that leave are not wished back,             60, 4, 8, 1, 50, 48*15,           4",
    "flapping while tasks start,                       100, 6, 2, 1, 50, 72*15,          6",
    "old points hold,                                  60, 4, 4, 1, 50, 90*3 -*6,        4",
    "from zero by one point and one task,              60, 0, 0, 0, 50, 0*14 500,        1",
    "from zero to no less than the minimum,            60, 0, 0, 2, 50, 0*14 500,        2"
  })
  void documented(
      String name,
      double target,
      int desired,
      int running,
      int min,
      int max,
      String minutes,
      int expected) {
    Sight sight = Sight.of(desired, running).within(min, max).minutes(minutes);

    assertThat(AasTargetTracking.at60(target).desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void aDeploymentStopsScaleInOnly() {
    Sight sight = Sight.of(4, 4).deploying();

    assertThat(AasTargetTracking.at60(60).desired(sight.minutes("6*15").look())).isEqualTo(4);
    assertThat(AasTargetTracking.at60(60).desired(sight.minutes("90*15").look())).isEqualTo(6);
  }

  @Test
  void afterScaleInTheNextWaitsForTheCooldown() {
    var peer = AasTargetTracking.at60(60);

    assertThat(peer.desired(Sight.of(10, 10).minutes("30*15").look())).isEqualTo(5);
    assertThat(peer.desired(Sight.of(5, 5).at(299).minutes("30*15").look())).isEqualTo(5);
    assertThat(peer.desired(Sight.of(5, 5).at(300).minutes("30*15").look())).isEqualTo(3);
  }

  @Test
  void scaleOutGoesAtOnceAndEndsTheCooldownOfScaleIn() {
    var peer = AasTargetTracking.at60(60);

    assertThat(peer.desired(Sight.of(10, 10).minutes("30*15").look())).isEqualTo(5);
    assertThat(peer.desired(Sight.of(5, 5).at(60).minutes("90*3").look())).isEqualTo(8);
    assertThat(peer.desired(Sight.of(8, 8).at(120).minutes("30*15").look())).isEqualTo(4);
  }

  @Test
  void withinTheCooldownOfScaleOutOnlyALargerWishCounts() {
    var peer = AasTargetTracking.at60(60);

    assertThat(peer.desired(Sight.of(4, 4).minutes("90*3").look())).isEqualTo(6);
    assertThat(peer.desired(Sight.of(6, 4).at(60).minutes("90*3").look())).isEqualTo(6);
    assertThat(peer.desired(Sight.of(6, 4).at(120).minutes("100*3").look())).isEqualTo(7);
  }

  @Test
  void aPointCountsOnlyWhenTheAlarmHasSeenIt() {
    Sight sight = Sight.of(4, 4);
    var lag = Alarm.OF_MINUTES.lag();
    var values = Sight.numbers("90*3");

    assertThat(
            AasTargetTracking.at60(60)
                .desired(sight.points(Sight.MINUTE, lag.minusSeconds(1), values).look()))
        .isEqualTo(4);
    assertThat(AasTargetTracking.at60(60).desired(sight.points(Sight.MINUTE, lag, values).look()))
        .isEqualTo(6);
  }

  @Test
  void noNewPointIsNoReasonToActAgain() {
    var peer = AasTargetTracking.at60(60);
    var lag = Alarm.OF_MINUTES.lag();
    var values = Sight.numbers("90*3");
    peer.desired(Sight.of(4, 4).points(Sight.MINUTE, lag, values).look());
    Sight later = Sight.of(6, 6).at(60);

    assertThat(peer.desired(later.points(Sight.MINUTE, lag.plusSeconds(60), values).look()))
        .isEqualTo(6);
    assertThat(peer.desired(later.points(Sight.MINUTE, lag, values).look())).isEqualTo(9);
  }

  @Test
  void refusesATargetThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> AasTargetTracking.at60(0));
    assertThatIllegalArgumentException().isThrownBy(() -> AasTargetTracking.at20(Double.NaN));
  }
}
