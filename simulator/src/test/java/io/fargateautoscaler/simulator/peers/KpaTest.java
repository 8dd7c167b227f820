package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each task may have 100 at once, so 70 are aimed at. */
final class KpaTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** With one task, so that it does not begin in panic. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mean of a minute by 70,                       1, 10,   100, 70*60,      1",
    "rounded up,                                   1, 10,   100, 71*60,      2",
    "a burst of 6 s below 200 % counts little,     1, 10,   100, 0*54 70*6,  1",
    "200 % of the tasks in 6 s are panic,          1, 10,   100, 0*54 71*6,  2",
    "panic goes by the 6 s,                        1, 50,   100, 70*54 2000*6, 29",
    "no more than the maximum,                     1, 20,   100, 70*54 2000*6, 20",
    "missing seconds count as 0,                   1, 10,   100, 70*30 -*20 70*10, 1",
    "only seconds since the first point count,     1, 10,   100, 140*10,     2",
    "no decision without points,                   1, 10,   100, -*60,       1"
  })
  void fromOneTask(
      String name, int running, int max, double concurrency, String seconds, int expected) {
    Sight sight = seconds(Sight.of(running, running).within(0, max), seconds);

    assertThat(new Kpa(concurrency).desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void outwardsAThousandTimesAtMost() {
    Sight sight = seconds(Sight.of(1, 1).within(0, 9999), "70*54 999999*6");

    assertThat(new Kpa().desired(sight.look())).isEqualTo(1000);
  }

  @Test
  void inwardsByHalfAtMost() {
    var peer = new Kpa();
    peer.desired(seconds(Sight.of(1, 1), "70*60").look());

    assertThat(peer.desired(seconds(Sight.of(20, 20).at(60), "70*60").look())).isEqualTo(10);
  }

  @Test
  void panicNeverLowersAndEndsAMinuteAfterTheLastBurst() {
    var peer = new Kpa();

    assertThat(peer.desired(seconds(Sight.of(1, 1), "70*54 700*6").look())).isEqualTo(10);
    assertThat(peer.desired(seconds(Sight.of(10, 10).at(30), "70*60").look())).isEqualTo(10);
    assertThat(peer.desired(seconds(Sight.of(10, 10).at(60), "70*60").look())).isEqualTo(10);
    assertThat(peer.desired(seconds(Sight.of(10, 10).at(62), "70*60").look())).isEqualTo(5);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(200), "70*54 140*6").look())).isEqualTo(2);
  }

  @Test
  void aYoungMeanIsOfItsOwnSeconds() {
    var peer = new Kpa();
    peer.desired(Sight.of(1, 1).look());

    assertThat(peer.desired(seconds(Sight.of(4, 4).at(10), "280*10").look())).isEqualTo(4);
  }

  @Test
  void withSeveralTasksItBeginsInPanic() {
    var peer = new Kpa();

    assertThat(peer.desired(seconds(Sight.of(8, 8), "70*60").look())).isEqualTo(8);
    assertThat(peer.desired(seconds(Sight.of(8, 8).at(62), "70*60").look())).isEqualTo(4);
  }

  @Test
  void zeroTakesAMinuteOfActivityAndAGraceOfHalfAMinute() {
    var peer = new Kpa();

    assertThat(peer.desired(seconds(Sight.of(1, 1), "70*60").look())).isEqualTo(1);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(58), "0*60").look())).isEqualTo(1);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(60), "0*60").look())).isEqualTo(1);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(88), "0*60").look())).isEqualTo(1);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(90), "0*60").look())).isZero();
    assertThat(peer.desired(seconds(Sight.of(0, 0).at(92), "0*60").look())).isZero();
    assertThat(peer.desired(seconds(Sight.of(0, 0).at(94), "0*59 1").look())).isEqualTo(1);
    assertThat(peer.desired(seconds(Sight.of(1, 1).at(96), "0*60").look())).isEqualTo(1);
  }

  @Test
  void aMinimumKeepsItFromZero() {
    var peer = new Kpa();
    for (int second = 0; second < 200; second += 2) {
      Sight sight = Sight.of(2, 2).within(2, 10).at(second);
      assertThat(peer.desired(seconds(sight, "0*60").look())).isEqualTo(2);
    }
  }

  @Test
  void refusesAConcurrencyThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Kpa(0));
  }

  private static Sight seconds(Sight sight, String values) {
    return sight.points(SECOND, Duration.ZERO, Sight.numbers(values)).known();
  }
}
