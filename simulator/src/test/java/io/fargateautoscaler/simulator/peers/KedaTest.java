package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five messages a task. */
final class KedaTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one message wakes one task,                0,  0, 100, 1,    0,  0,  1",
    "a thousand wake no more,                   0,  0, 100, 1000, 0,  0,  1",
    "it wakes to the minimum,                   0,  3, 100, 1,    0,  0,  3",
    "messages in flight count,                  0,  0, 100, 0,    1,  0,  1",
    "delayed ones do not,                       0,  0, 100, 0,    0,  9,  0",
    "one by five rounded up,                    4,  0, 100, 20,   6,  0,  6",
    "10 % more than the target is tolerated,    4,  0, 100, 22,   0,  0,  4",
    "just more is not,                          4,  0, 100, 23,   0,  0,  5",
    "no faster than the behaviour,              2,  0, 100, 500,  0,  0,  6",
    "no more than the maximum,                  8,  0, 10,  500,  0,  0,  10",
    "below the minimum without a message,       1,  2, 10,  0,    0,  0,  2",
    "inwards it waits,                          10, 0, 100, 5,    0,  0,  10"
  })
  void documented(
      String name,
      int desired,
      int min,
      int max,
      long visible,
      long inFlight,
      long delayed,
      int expected) {
    Sight sight = Sight.of(desired, desired).within(min, max).queue(visible, inFlight, delayed);

    assertThat(new Keda().desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void toZeroFromAnyCountFiveMinutesAfterTheLastMessage() {
    var peer = new Keda();

    assertThat(peer.desired(Sight.of(7, 7).queue(35, 0, 0).look())).isEqualTo(7);
    assertThat(peer.desired(empty(7, 285))).isEqualTo(7);
    assertThat(peer.desired(empty(7, 315))).isZero();
  }

  @Test
  void aMessageWhilePollingStartsTheCooldownAnew() {
    var peer = new Keda();
    peer.desired(Sight.of(1, 1).queue(5, 0, 0).look());
    peer.desired(Sight.of(1, 1).at(270).queue(1, 0, 0).look());

    assertThat(peer.desired(empty(1, 330))).isEqualTo(1);
    assertThat(peer.desired(empty(1, 570))).isEqualTo(1);
    assertThat(peer.desired(empty(1, 600))).isZero();
  }

  @Test
  void neverActiveItGoesToZeroWithTheSecondPoll() {
    var peer = new Keda();

    assertThat(peer.desired(empty(3, 0))).isEqualTo(3);
    assertThat(peer.desired(empty(3, 15))).isEqualTo(3);
    assertThat(peer.desired(empty(3, 30))).isZero();
  }

  @Test
  void itWakesOnlyWhenItPolls() {
    var peer = new Keda();

    assertThat(peer.desired(empty(0, 0))).isZero();
    assertThat(peer.desired(Sight.of(0, 0).at(15).queue(9, 0, 0).look())).isZero();
    assertThat(peer.desired(Sight.of(0, 0).at(30).queue(9, 0, 0).look())).isEqualTo(1);
  }

  @Test
  void withoutAnswersItHolds() {
    var peer = new Keda();
    for (int second = 0; second < 900; second += 15) {
      assertThat(peer.desired(Sight.of(4, 4).at(second).look())).isEqualTo(4);
    }
  }

  @Test
  void refusesALengthThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Keda(0));
  }

  private static Look empty(int tasks, long second) {
    return Sight.of(tasks, tasks).at(second).queue(0, 0, 0).look();
  }
}
