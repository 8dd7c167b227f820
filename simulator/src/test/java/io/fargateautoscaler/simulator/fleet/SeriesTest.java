package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When points are published. */
final class SeriesTest {
  private static Series<Integer> filled(int period, int kept, IntUnaryOperator delay, int end) {
    Series<Integer> series = new Series<>(period, kept, delay);
    for (int now = 1; now <= end; now++) {
      if (series.ends(now)) {
        series.add(now - period, now - period);
      }
    }
    return series;
  }

  @ParameterizedTest
  @CsvSource({"0, false", "19, false", "20, true", "21, false", "60, true"})
  void a_period_ends_at_its_multiples(int now, boolean ends) {
    assertThat(new Series<>(20, 100, _ -> 0).ends(now)).isEqualTo(ends);
  }

  @ParameterizedTest
  @CsvSource({"34, 0", "35, 1", "54, 1", "55, 2", "75, 3"})
  void a_point_is_there_some_seconds_after_its_period(int now, int points) {
    assertThat(filled(20, 100, Delays.FINE, now).visible(now, 100)).hasSize(points);
  }

  @Test
  void a_window_counts_from_now_to_the_begin_of_a_period() {
    Series<Integer> series = filled(20, 1000, _ -> 0, 200);

    assertThat(series.visible(200, 60)).containsExactly(140, 160, 180);
    assertThat(series.visible(200, 59)).containsExactly(160, 180);
  }

  @Test
  void old_points_are_forgotten() {
    assertThat(filled(20, 60, _ -> 0, 10_000).visible(10_000, 10_000))
        .containsExactly(9920, 9940, 9960, 9980);
  }

  @Test
  void points_that_overtake_each_other_are_shown_in_order() {
    Series<Integer> series = filled(60, 600, begin -> begin == 60 ? 130 : 9, 300);

    assertThat(series.visible(249, 600)).containsExactly(0, 120, 180);
    assertThat(series.visible(250, 600)).containsExactly(0, 60, 120, 180);
  }

  @Test
  void minutes_are_delayed_by_60_to_120_seconds_whenever_they_are_asked() {
    IntUnaryOperator delay = Delays.minutes(7);
    int[] some = IntStream.range(0, 10_000).map(minute -> delay.applyAsInt(60 * minute)).toArray();

    assertThat(IntStream.of(some).min()).hasValue(60);
    assertThat(IntStream.of(some).max()).hasValue(120);
    assertThat(IntStream.of(some).average().orElseThrow()).isBetween(89.5, 90.5);
    assertThat(Delays.minutes(7).applyAsInt(600)).isEqualTo(some[10]);
    assertThat(IntStream.range(0, 100).map(m -> Delays.minutes(8).applyAsInt(60 * m)).toArray())
        .isNotEqualTo(IntStream.of(some).limit(100).toArray());
  }
}
