package io.fargateautoscaler.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the most,                      60, 1 5 9 7 1 8,   2, 9 7",
    "the earliest of several,       60, 3 1 3 1 3,     1, 3",
    "at the start,                  60, 9 9 1 1,       2, 9 9",
    "at the end,                    60, 1 1 9 9,       2, 9 9",
    "length rounded up,             60, 1 5 9 7,       1.5, 9 7",
    "a second is an interval,       60, 1 5 9 4,       0.01, 9",
    "all when it is as long,        60, 1 5 9 4,       4, 1 5 9 4",
    "all when it is shorter,        60, 1 5 9 4,       99, 1 5 9 4",
    "earliest in spite of rounding, 60, 0.1 0.2 0.3 0.1 0.2 0.3, 3, 0.1 0.2 0.3",
    "after a huge count,            60, 8 0.5 0.25 7 6 0, 2, 7 6",
  })
  void busiest_part(String name, int interval, String counts, double minutes, String expected) {
    Trace part = trace(interval, counts).busiest(Duration.ofMillis((long) (minutes * 60_000)));

    assertThat(part.intervalSeconds()).isEqualTo(interval);
    assertThat(counts(part)).as(name).containsExactly(numbers(expected));
  }

  @Test
  void earliest_part_even_if_a_later_sum_is_rounded_up() {
    // The sum that slides along ends a last bit above the one that it began with.
    Trace trace = trace(60, "0.1 0.4 0.3 0 0.3 0.4 0.1");

    assertThat(counts(trace.busiest(Duration.ofMinutes(3)))).containsExactly(0.1, 0.4, 0.3);
  }

  @Test
  void no_part_without_length() {
    Trace trace = trace(60, "1 2");

    assertThatThrownBy(() -> trace.busiest(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "busiest interval of a minute, 60,   6 120 60,            2",
    "busiest longer interval,      1800, 900 3600,            2",
    "a minute of halves,           30,   30 60 90 0 0,        2.5",
    "a minute of thirds,           20,   0 10 20 30 0 0,      1",
    "at least a minute,            45,   45 90 45 0,          1.5",
    "shorter than a minute,        10,   10 30,               2",
  })
  void peak_rate(String name, int interval, String counts, double expected) {
    assertThat(trace(interval, counts).peakRate()).as(name).isEqualTo(expected);
  }

  @Test
  void peak_rate_of_seconds() {
    double[] counts = new double[300];
    Arrays.fill(counts, 1);
    Arrays.fill(counts, 100, 130, 3);

    assertThat(new Trace("t", 1, counts).peakRate()).isEqualTo(2);
  }

  @Test
  void total() {
    assertThat(trace(60, "1 2.5 3").total()).isEqualTo(6.5);
  }

  @Test
  void keeps_its_own_counts() {
    double[] counts = {1, 2};
    var trace = new Trace("t", 60, counts);
    counts[0] = 9;

    assertThat(trace.count(0)).isEqualTo(1);
  }

  private static Trace trace(int interval, String counts) {
    return new Trace("t", interval, numbers(counts));
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  static double[] counts(Trace trace) {
    return IntStream.range(0, trace.size()).mapToDouble(trace::count).toArray();
  }
}
