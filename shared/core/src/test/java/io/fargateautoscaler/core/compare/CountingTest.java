package io.fargateautoscaler.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between two looks all stands as it was at the first. */
final class CountingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final DayTally TODAY =
      new DayTally(
          Instant.parse("2026-03-01T00:00:04Z"),
          1_000,
          10,
          new Side(5_000, 100, 3),
          new Side(4_000, 50, 2),
          "AAS");

  private static Shadow.Look look(Instant at, boolean actualLate, boolean shadowLate) {
    return new Shadow.Look(at, 6, 5, 3, actualLate, shadowLate, false);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(
            Named.of("a minute", look(NOON.minusSeconds(60), false, false)),
            new DayTally(
                TODAY.since(), 1_060, 10, new Side(5_300, 100, 3), new Side(4_180, 50, 2), "AAS")),
        Arguments.of(
            Named.of(
                "a minute in which what ran was late", look(NOON.minusSeconds(60), true, false)),
            new DayTally(
                TODAY.since(), 1_060, 10, new Side(5_300, 160, 3), new Side(4_180, 50, 2), "AAS")),
        Arguments.of(
            Named.of(
                "a minute in which the shadow was late", look(NOON.minusSeconds(60), false, true)),
            new DayTally(
                TODAY.since(), 1_060, 10, new Side(5_300, 100, 3), new Side(4_180, 110, 2), "AAS")),
        Arguments.of(
            Named.of("five minutes are the most", look(NOON.minusSeconds(3_600), true, true)),
            new DayTally(
                TODAY.since(), 1_300, 10, new Side(6_500, 400, 3), new Side(4_900, 350, 2), "AAS")),
        Arguments.of(Named.of("the same instant again", look(NOON, true, true)), TODAY),
        Arguments.of(
            Named.of(
                "parts of a second fall to the next look", look(NOON.minusMillis(400), true, true)),
            new DayTally(
                TODAY.since(), 1_001, 10, new Side(5_005, 101, 3), new Side(4_003, 51, 2), "AAS")),
        Arguments.of(
            Named.of("a look from the future", look(NOON.plusSeconds(60), true, true)), TODAY),
        Arguments.of(Named.of("no look before", null), TODAY));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withinADay(Shadow.@Nullable Look last, DayTally expected) {
    Counting.Counted counted = Counting.until(NOON, last, TODAY);

    assertThat(counted.today()).isEqualTo(expected);
    assertThat(counted.finished()).isNull();
  }

  @Test
  void whatPassesOverMidnightIsParted() {
    Instant now = MIDNIGHT.plusSeconds(20);

    Counting.Counted counted =
        Counting.until(now, look(MIDNIGHT.minusSeconds(40), true, false), TODAY);

    assertThat(counted.finished())
        .isEqualTo(
            new DayTally(
                TODAY.since(), 1_040, 10, new Side(5_200, 140, 3), new Side(4_120, 50, 2), "AAS"));
    assertThat(counted.today())
        .isEqualTo(new DayTally(MIDNIGHT, 20, 0, new Side(100, 20, 0), new Side(60, 0, 0), null));
  }

  @Test
  void aDayThatNobodySawEndIsFinishedAtTheNextLook() {
    Counting.Counted counted =
        Counting.until(MIDNIGHT.plusSeconds(90_000), look(NOON, false, false), TODAY);

    assertThat(counted.finished())
        .isNotNull()
        .extracting(DayTally::measuredSeconds)
        .isEqualTo(1_300L);
    assertThat(counted.today().measuredSeconds()).isZero();
    assertThat(counted.today().day()).hasToString("2026-03-03");
  }

  @Test
  void aDayWithoutAnyMeasureLeavesNothing() {
    assertThat(Counting.until(MIDNIGHT, null, DayTally.from(NOON)).finished()).isNull();
  }

  @Test
  void oneSecondAfterTheOtherIsAsMuchAsAllAtOnce() {
    DayTally stepwise = TODAY;
    for (int second = 0; second < 60; second++) {
      stepwise =
          Counting.until(
                  NOON.plusSeconds(second + 1L),
                  look(NOON.plusSeconds(second), true, false),
                  stepwise)
              .today();
    }

    assertThat(stepwise)
        .isEqualTo(Counting.until(NOON.plusSeconds(60), look(NOON, true, false), TODAY).today());
  }
}
