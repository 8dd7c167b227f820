package io.fargateautoscaler.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShadowTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration START_UP = Duration.ofSeconds(60);

  private static Shadow shadow(int desired, Action... actions) {
    return new Shadow(
        desired,
        ScalingHistory.NONE.but().actions(List.of(actions)).build(),
        Map.of(),
        List.of(new Shadow.Ran(NOW.minusSeconds(600), 9), new Shadow.Ran(NOW.minusSeconds(60), 4)),
        null,
        DayTally.from(NOW),
        null,
        false);
  }

  /** 4 → 8 at −300 s, 8 → 10 at −100 s, 10 → 6 at −20 s. */
  @ParameterizedTest
  @CsvSource({
    "-400, 4", "-299, 4", "-241, 4", "-239, 8", "-99, 8", "-41, 8", "-30, 10", "-19, 6", "0, 6"
  })
  void tasksRunAStartUpAfterTheyWereAskedForAndAreGoneAtOnce(int seconds, int running) {
    Shadow shadow =
        shadow(
            6,
            new Action(NOW.minusSeconds(300), 4, 8),
            new Action(NOW.minusSeconds(100), 8, 10),
            new Action(NOW.minusSeconds(20), 10, 6));

    assertThat(shadow.runningAt(NOW.plusSeconds(seconds), START_UP)).isEqualTo(running);
  }

  @Test
  void withoutAChangeAllRun() {
    assertThat(shadow(7).runningAt(NOW, START_UP)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"-700, 9", "-100, 9", "-60, 4", "0, 4"})
  void whatRanIsRemembered(int seconds, int running) {
    assertThat(shadow(1).actualAt(NOW.plusSeconds(seconds))).isEqualTo(running);
  }

  private static Load.QueueDepth depth(int seconds, long visible, long inFlight) {
    return new Load.QueueDepth(NOW.plusSeconds(seconds), visible, inFlight, 0, null);
  }

  private static final ShadowQueue ONE_SECOND = new ShadowQueue(1, 1);

  @Test
  void whereNobodyWaitsBothQueuesAreTheSame() {
    Shadow.Backlog before = ONE_SECOND.next(null, depth(0, 0, 5), 10, 6);

    Shadow.Backlog next = ONE_SECOND.next(before, depth(10, 0, 6), 10, 6);

    assertThat(next.messages()).isEqualTo(6);
    assertThat(ONE_SECOND.read(next, depth(10, 0, 6), 6)).isEqualTo(depth(10, 0, 6));
  }

  /** Two tasks do 20 messages in 10 s; the queue grows by 30, so 50 arrived. */
  @Test
  void moreTasksWorkTheBacklogOff() {
    Shadow.Backlog before = new Shadow.Backlog(NOW, 102, 102);

    Shadow.Backlog next = ONE_SECOND.next(before, depth(10, 130, 2), 2, 12);

    assertThat(next.actual()).isEqualTo(132);
    assertThat(next.messages()).isEqualTo(102 + 50 - 120);
    assertThat(ONE_SECOND.read(next, depth(10, 130, 2), 12)).isEqualTo(depth(10, 20, 12));
  }

  @Test
  void fewerTasksLeaveABacklog() {
    Shadow.Backlog before = new Shadow.Backlog(NOW, 8, 8);

    Shadow.Backlog next = ONE_SECOND.next(before, depth(10, 0, 8), 10, 2);

    assertThat(next.messages()).isEqualTo(8 + 80 - 20);
    assertThat(ONE_SECOND.read(next, depth(10, 0, 8), 2)).isEqualTo(depth(10, 66, 2));
  }
}
