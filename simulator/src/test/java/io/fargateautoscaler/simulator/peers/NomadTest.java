package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NomadTest {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "proportional and rounded up,            60, 4,   1, 100, 85,   6",
    "by its last point inwards at once,      60, 10,  1, 100, 30,   5",
    "1 % above is tolerated,                 100, 50, 1, 100, 101,  50",
    "2 % above is not,                       100, 50, 1, 100, 102,  51",
    "1 % below is tolerated,                 100, 50, 1, 100, 99,   50",
    "inwards rounded up too,                 100, 50, 1, 100, 98.5, 50",
    "no more than the maximum,               60, 4,   1, 5,   600,  5",
    "no less than the minimum,               60, 4,   2, 5,   0,    2",
    "from zero by the factor,                60, 0,   0, 9,   130,  3",
    "zero stays without load,                60, 0,   0, 9,   0,    0",
    "a target of zero takes the metric,      0,  2,   1, 100, 3,    6"
  })
  void documented(
      String name, double target, int desired, int min, int max, double metric, int expected) {
    Sight sight = metric(Sight.of(desired, desired).within(min, max), metric);

    assertThat(new Nomad(target).desired(sight.look())).as(name).isEqualTo(expected);
  }

  @Test
  void stepsHaveLimits() {
    assertThat(new Nomad(60, 3, 2).desired(metric(Sight.of(10, 10), 600).look())).isEqualTo(13);
    assertThat(new Nomad(60, 3, 2).desired(metric(Sight.of(10, 10), 6).look())).isEqualTo(8);
    assertThat(new Nomad(60, 3, 2).desired(metric(Sight.of(0, 0), 600).look())).isEqualTo(3);
  }

  @Test
  void afterEachChangeItWaitsForTheCooldown() {
    var peer = new Nomad(60);

    assertThat(peer.desired(metric(Sight.of(4, 4), 90).look())).isEqualTo(6);
    assertThat(peer.desired(metric(Sight.of(6, 6).at(299), 90).look())).isEqualTo(6);
    assertThat(peer.desired(metric(Sight.of(6, 6).at(300), 90).look())).isEqualTo(9);
  }

  @Test
  void aDeploymentHoldsWithoutACooldown() {
    var peer = new Nomad(60);

    assertThat(peer.desired(metric(Sight.of(4, 4).deploying(), 90).look())).isEqualTo(4);
    assertThat(peer.desired(metric(Sight.of(4, 4).at(10), 90).look())).isEqualTo(6);
  }

  @Test
  void pointsOfMoreThanAMinuteAgoAreNotSeen() {
    Duration limit = Duration.ofMinutes(1);
    Sight seen = Sight.of(4, 4).points(PERIOD, limit, List.of(90.0));
    Sight old = Sight.of(4, 4).points(PERIOD, limit.plusSeconds(1), List.of(90.0));

    assertThat(new Nomad(60).desired(seen.look())).isEqualTo(6);
    assertThat(new Nomad(60).desired(old.look())).isEqualTo(4);
  }

  private static Sight metric(Sight sight, double value) {
    return sight.points(PERIOD, Duration.ZERO, List.of(value));
  }
}
