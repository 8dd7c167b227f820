package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten tasks at 54 % of 60 % but from 12:00 to 13:00 each day, when twenty are at 60 %. */
final class AasPredictiveTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final int BUSY_HOUR = 12;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no forecast in the first day,             0, 12:30, 100, 10",
    "not before the buffer of 5 min,           1, 11:54, 100, 10",
    "within the buffer,                        1, 11:55, 100, 20",
    "within the hour,                          1, 12:30, 100, 20",
    "until 5 min before the next hour and on,  1, 12:59, 100, 20",
    "no longer than its hour,                  1, 13:00, 100, 10",
    "no more than the maximum,                 1, 12:30, 15,  15"
  })
  void forecast(String name, int day, String time, int max, int expected) {
    var peer = new AasPredictive(60);
    Instant at = Instant.parse("2026-03-02T" + time + ":00Z").plus(Duration.ofDays(day));
    Instant now = MIDNIGHT;
    for (; now.isBefore(at); now = now.plus(peer.interval())) {
      peer.desired(look(now, busy(now.minusSeconds(60)) ? 20 : 10, max));
    }

    assertThat(peer.desired(look(now, 10, max))).as(name).isEqualTo(expected);
  }

  @Test
  void theForecastNeverLowers() {
    var peer = new AasPredictive(60);
    Instant now = MIDNIGHT;
    for (; now.isBefore(MIDNIGHT.plus(Duration.ofHours(30))); now = now.plus(peer.interval())) {
      peer.desired(look(now, 10, 100));
    }

    assertThat(peer.desired(look(now, 15, 100))).isEqualTo(15);
  }

  @Test
  void targetTrackingGoesOnAboveTheForecast() {
    var peer = new AasPredictive(60);

    assertThat(peer.desired(Sight.of(4, 4).minutes("90*3").look())).isEqualTo(6);
    assertThat(peer.desired(Sight.of(4, 4).at(60).minutes("30*15").look())).isEqualTo(2);
  }

  @Test
  void theRangeAloneMovesNothing() {
    var peer = new AasPredictive(60);

    assertThat(peer.desired(Sight.of(4, 4).within(6, 9).minutes("58*15").look())).isEqualTo(4);
  }

  private static boolean busy(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getHour() == BUSY_HOUR;
  }

  private static Look look(Instant now, int tasks, int max) {
    Instant start = now.minusSeconds(60);
    var point = new Look.Point(start, Duration.ofMinutes(1), busy(start) ? 60 : 54);
    return new Look(now, tasks, tasks, new CapacityRange(1, max), false, List.of(point), null);
  }
}
