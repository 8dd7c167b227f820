package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HpaTest {
  private static final Duration PERIOD = Duration.ofSeconds(15);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "proportional and rounded up,                     4,   4,  1, 100, 85,  6",
    "10 % above is tolerated,                         20,  20, 1, 100, 66,  20",
    "10 % below is tolerated,                         20,  20, 1, 100, 54,  20",
    "just outside the tolerance,                      20,  20, 1, 100, 67,  23",
    "four more than two at once,                      2,   2,  1, 100, 600, 6",
    "twice as many as ten at once,                    10,  10, 1, 100, 600, 20",
    "no more than the maximum,                        10,  10, 1, 12,  600, 12",
    "above the maximum without a look at the metric,  10,  10, 1, 8,   600, 8",
    "below the minimum likewise,                      1,   1,  3, 8,   0,   3",
    "none is off,                                     0,   0,  1, 8,   600, 0",
    "tasks that start count as idle,                  6,   4,  1, 100, 120, 8",
    "and so keep it from adding again,                6,   4,  1, 100, 90,  6",
    "tasks that leave do not count,                   4,   8,  1, 100, 90,  6",
    "they never turn it round,                        8,   4,  1, 100, 90,  8",
    "inwards it waits,                                10,  10, 1, 100, 30,  10"
  })
  void documented(
      String name, int desired, int running, int min, int max, double metric, int expected) {
    Sight sight = metric(Sight.of(desired, running).within(min, max), metric);

    assertThat(new Hpa(60).desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void inwardsTheLargestWishOfFiveMinutesCounts() {
    var peer = new Hpa(60);

    assertThat(peer.desired(metric(Sight.of(10, 10), 60).look())).isEqualTo(10);
    for (int second = 15; second < 300; second += 15) {
      double metric = second == 150 ? 48 : 30;
      assertThat(peer.desired(metric(Sight.of(10, 10).at(second), metric).look())).isEqualTo(10);
    }
    assertThat(peer.desired(metric(Sight.of(10, 10).at(300), 30).look())).isEqualTo(8);
    assertThat(peer.desired(metric(Sight.of(8, 8).at(450), 37).look())).isEqualTo(5);
  }

  @Test
  void noSampleHolds() {
    assertThat(new Hpa(60).desired(Sight.of(4, 4).look())).isEqualTo(4);
    Sight old = Sight.of(4, 4).points(PERIOD, Duration.ofSeconds(61), List.of(90.0));
    assertThat(new Hpa(60).desired(old.look())).isEqualTo(4);
  }

  @Test
  void whatWasAddedWithinThePeriodCountsForTheLimit() {
    var behaviour = new HpaBehaviour(HpaBehaviour.Rules.DEFAULT);
    var range = new CapacityRange(1, 100);

    assertThat(behaviour.apply(Sight.START, 10, 50, range)).isEqualTo(20);
    assertThat(behaviour.apply(Sight.START.plusSeconds(14), 20, 50, range)).isEqualTo(20);
    assertThat(behaviour.apply(Sight.START.plusSeconds(15), 20, 50, range)).isEqualTo(40);
  }

  @Test
  void inwardsTheLimitOfAPeriodHolds() {
    var rules =
        new HpaBehaviour.Rules(Duration.ZERO, Duration.ZERO, 4, 100, 10, Duration.ofSeconds(60));
    var behaviour = new HpaBehaviour(rules);
    var range = new CapacityRange(1, 100);

    assertThat(behaviour.apply(Sight.START, 80, 10, range)).isEqualTo(72);
    assertThat(behaviour.apply(Sight.START.plusSeconds(30), 72, 10, range)).isEqualTo(72);
    assertThat(behaviour.apply(Sight.START.plusSeconds(60), 72, 10, range)).isEqualTo(64);
  }

  @Test
  void outwardsTheSmallestWishOfAWindowCounts() {
    var window = Duration.ofMinutes(1);
    var behaviour =
        new HpaBehaviour(
            new HpaBehaviour.Rules(window, Duration.ZERO, 4, 100, 100, Duration.ofSeconds(15)));
    var range = new CapacityRange(1, 100);

    assertThat(behaviour.apply(Sight.START, 10, 14, range)).isEqualTo(10);
    assertThat(behaviour.apply(Sight.START.plusSeconds(59), 10, 16, range)).isEqualTo(10);
    assertThat(behaviour.apply(Sight.START.plusSeconds(60), 10, 15, range)).isEqualTo(15);
  }

  @Test
  void refusesATargetThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Hpa(0));
  }

  private static Sight metric(Sight sight, double value) {
    return sight.points(PERIOD, Duration.ZERO, List.of(value));
  }
}
