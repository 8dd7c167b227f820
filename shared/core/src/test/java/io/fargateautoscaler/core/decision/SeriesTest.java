package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.decision.Series.Sample;
import io.fargateautoscaler.core.observation.Load;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Points of a metric: which are usable, and which zeros stand for sums that AWS leaves out. */
class SeriesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Series perTask(Duration period, Load.Point... points) {
    return Series.of(new Load.PerTask(List.of(points), period), BigDecimal.ONE, NOW);
  }

  private static Series totals(boolean witness, Load.Sum... sums) {
    return Series.of(new Load.Total(List.of(sums), MINUTE, witness), Duration.ofMinutes(3), NOW);
  }

  private static List<Integer> secondsAgo(Series series) {
    return series.samples().stream()
        .map(sample -> (int) Duration.between(sample.at(), NOW).toSeconds())
        .toList();
  }

  @ParameterizedTest(name = "a period of {0} s, {1} s old: usable {2}")
  @CsvSource({
    "60, 360, true",
    "60, 361, false",
    "20, 320, true",
    "20, 321, false",
    "300, 1800, true",
    "300, 1801, false"
  })
  void pointsMayBeFiveMinutesOldOrFivePeriods(int period, int age, boolean usable) {
    Series series = perTask(Duration.ofSeconds(period), new Load.Point(ago(age), 50, 10));

    assertThat(series.blind() == null).as("%s", series.blind()).isEqualTo(usable);
  }

  @ParameterizedTest(name = "{0} × {1}: usable {2}")
  @CsvSource({
    "0, 10, true",
    "50, 0, true",
    "-0.1, 10, false",
    "50, -1, false",
    "NaN, 10, false",
    "50, NaN, false",
    "Infinity, 10, false"
  })
  void valuesThatCannotBe(double average, double count, boolean usable) {
    Series series = perTask(MINUTE, new Load.Point(ago(120), average, count));

    assertThat(series.blind() == null).as("%s", series.blind()).isEqualTo(usable);
  }

  @Test
  void aSumThatCannotBe() {
    assertThat(totals(true, new Load.Sum(ago(120), Double.NaN)).blind())
        .isEqualTo("the sum of 11:58:00Z is NaN");
    assertThat(totals(true, new Load.Sum(ago(120), -1)).blind())
        .isEqualTo("the sum of 11:58:00Z is -1");
  }

  @Test
  void ofTwoPointsOfOneInstantTheLargerLoadCounts() {
    Load.Point large = new Load.Point(ago(120), 50, 10);
    Load.Point small = new Load.Point(ago(120), 90, 5);

    for (Load.Point[] order : new Load.Point[][] {{large, small}, {small, large}}) {
      assertThat(perTask(MINUTE, order).samples())
          .as("%s", Arrays.asList(order))
          .containsExactly(new Sample(ago(120), BigDecimal.valueOf(50), BigDecimal.TEN));
    }
    Load.Sum[] sums = {new Load.Sum(ago(120), 7), new Load.Sum(ago(120), 9)};
    assertThat(totals(false, sums).newest().value()).isEqualByComparingTo("9");
  }

  @Test
  void samplesAreDividedByThoseOfATask() {
    Load.PerTask load = new Load.PerTask(List.of(new Load.Point(ago(120), 50, 31)), MINUTE);

    assertThat(Series.of(load, BigDecimal.valueOf(3), NOW).newest().count())
        .isEqualByComparingTo("10.3333333333");
    assertThat(Series.of(load, BigDecimal.ONE, NOW).newest().count()).isEqualByComparingTo("31");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zeros")
  void zerosStandForAbsentSums(
      String name, boolean witness, List<Integer> sums, List<Integer> expected) {
    Load.Sum[] points =
        sums.stream().map(seconds -> new Load.Sum(ago(seconds), 7)).toArray(Load.Sum[]::new);

    assertThat(secondsAgo(totals(witness, points))).isEqualTo(expected);
  }

  /** A window of three minutes, and one period more; three periods are left for late sums. */
  static Stream<Arguments> zeros() {
    return Stream.of(
        arguments("nothing published", true, List.of(), List.of(480, 420, 360, 300, 240)),
        arguments(
            "in step with the points that are there",
            true,
            List.of(340, 160),
            List.of(400, 340, 280, 220, 160)),
        arguments(
            "a point that is newer than the zeros",
            true,
            List.of(60),
            List.of(300, 240, 180, 120, 60)),
        arguments("sums that may still come", true, List.of(240), List.of(480, 420, 360, 300, 240)),
        arguments(
            "sums that do not come any more", true, List.of(300), List.of(480, 420, 360, 300, 240)),
        arguments(
            "a point of the future", true, List.of(-30), List.of(510, 450, 390, 330, 270, -30)),
        arguments("without a witness there are none", false, List.of(180), List.of(180)));
  }

  @Test
  void aSumThatIsThereIsNotReplacedByZero() {
    assertThat(totals(true, new Load.Sum(ago(180), 7)).samples())
        .extracting(sample -> sample.value().intValueExact())
        .containsExactly(0, 0, 0, 0, 7);
  }

  @ParameterizedTest(name = "{0} s after its start: {1}")
  @CsvSource({"-1, false", "0, true", "59, true", "60, false"})
  void aPointCoversItsPeriod(int after, boolean expected) {
    Instant start = ago(300);

    assertThat(perTask(MINUTE, new Load.Point(start, 50, 10)).covers(start.plusSeconds(after)))
        .isEqualTo(expected);
  }

  @Test
  void withoutPointsNothingIsCovered() {
    assertThat(perTask(MINUTE).covers(ago(120))).isFalse();
  }
}
