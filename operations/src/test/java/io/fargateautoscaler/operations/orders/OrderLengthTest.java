package io.fargateautoscaler.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.operations.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderLengthTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"PT1M, 1m", "PT2H, 2h", "P30D, 30d", "PT90M, 1h 30m", "PT26H1S, 1d 2h 1s"})
  void whatIsAllowedReadsAsOptionsSpellIt(Duration length, String text) {
    assertThat(OrderLength.of(length)).hasToString(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PT0S", "PT59.999S", "P30DT1S"})
  void nothingElseIsAllowed(Duration length) {
    assertThatThrownBy(() -> OrderLength.of(length))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("allowed 1m to 30d");
  }

  @Test
  void itMustBeSaid() {
    assertThatThrownBy(() -> OrderLength.of(null)).hasMessageStartingWith("--for is missing");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    ", , 'give --min, --max or both'",
    "5, 4, --min 5 is above --max 4",
    "-1, , '--min -1; allowed 0 to 5000 (tasks)'",
    ", 5001, '--max 5001; allowed 0 to 5000 (tasks)'"
  })
  void aRangeMustBeOne(@Nullable Integer min, @Nullable Integer max, String problem) {
    assertThatThrownBy(() -> HeldRange.of(min, max))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(problem);
  }
}
