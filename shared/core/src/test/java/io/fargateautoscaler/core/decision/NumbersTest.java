package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0, 0",
    "10, 10",
    "0.05, 0.1",
    "0.04, 0",
    "12.34, 12.3",
    "100000000000000000, 100000000000000000",
    "999999999999999999, 999999999999999999",
    "123456789012345678.5, 123456789012345678.5",
    "1000000000000000000, 1E+18",
    "1234567890123456789, 1.23E+18"
  })
  void numbersForPeopleHaveOneDecimalAndFewDigitsWhenHuge(BigDecimal value, String expected) {
    assertThat(Numbers.text(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} s: {1}")
  @CsvSource({"0, 0 s", "119, 119 s", "120, 2 min", "179, 2 min", "180, 3 min"})
  void timesForPeople(long seconds, String expected) {
    assertThat(Numbers.text(Duration.ofSeconds(seconds))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "⌈{0} / {1}⌉ = {2}")
  @CsvSource({
    "0, 60, 0",
    "900, 60, 15",
    "900.000001, 60, 16",
    "1, 3, 1",
    "1e300, 1, 1000000",
    "-5, 1, 0"
  })
  void anExactQuotientIsNotRoundedUp(BigDecimal dividend, BigDecimal divisor, int expected) {
    assertThat(Numbers.ceilDivide(dividend, divisor)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "⌈{0}⌉ = {1}")
  @CsvSource({"3, 3", "3.0000004, 3", "3.000001, 4", "0, 0", "-1, 0", "2e9, 1000000"})
  void whatIsBelowAMillionthIsRounding(BigDecimal value, int expected) {
    assertThat(Numbers.ceil(value)).isEqualTo(expected);
  }
}
