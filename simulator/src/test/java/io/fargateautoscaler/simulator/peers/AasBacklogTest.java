package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AasBacklogTest {
  private static final Duration LATENCY = Duration.ofSeconds(100);
  private static final Duration PER_MESSAGE = Duration.ofSeconds(1);

  @Test
  void theTargetIsLatencyByTimeOfAMessage() {
    assertThat(AasBacklog.target(Duration.ofSeconds(600), Duration.ofMillis(250))).isEqualTo(2400);
    assertThat(AasBacklog.target(Duration.ofSeconds(10), Duration.ofSeconds(3))).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AasBacklog(PER_MESSAGE, PER_MESSAGE.plusMillis(1)));
  }

  /** A hundred messages a task may wait. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "proportional to the backlog of a task,       4, 4, 0, 600, 0,   6",
    "messages in flight are not seen,             4, 4, 0, 0,   600, 0",
    "none below the minimum,                      4, 4, 2, 0,   600, 2",
    "at the target,                               4, 4, 0, 400, 0,   4",
    "one message wakes nobody,                    0, 0, 0, 1,   0,   0",
    "more than the target of one task wake one,   0, 0, 0, 101, 0,   1",
    "a backlog of a task is rounded up,           3, 3, 0, 301, 0,   4"
  })
  void afterTwentyMinutes(
      String name, int desired, int running, int min, long visible, long inFlight, int expected) {
    var peer = new AasBacklog(LATENCY, PER_MESSAGE);
    Sight sight = Sight.of(desired, running).within(min, 100).queue(visible, inFlight, 0);
    int after = desired;
    for (int minute = 0; minute < 20 && after == desired; minute++) {
      after = peer.desired(sight.at(60L * minute).look());
    }

    assertThat(after).as(name).isEqualTo(expected);
  }

  @Test
  void withoutAnswersItHolds() {
    var peer = new AasBacklog(LATENCY, PER_MESSAGE);
    peer.desired(Sight.of(4, 4).queue(600, 0, 0).look());
    peer.desired(Sight.of(4, 4).at(60).queue(600, 0, 0).look());

    for (int minute = 2; minute < 20; minute++) {
      assertThat(peer.desired(Sight.of(4, 4).at(60L * minute).look())).isEqualTo(4);
    }
  }
}
