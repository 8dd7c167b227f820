package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.operations.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MomentTest {
  private static final Instant NOW = Instant.parse("2026-03-02T14:30:05Z");

  @ParameterizedTest
  @CsvSource({
    "14:02,                     2026-03-02T14:02:00Z, 2026-03-02T14:03:00Z",
    "14:30,                     2026-03-02T14:30:00Z, 2026-03-02T14:31:00Z",
    "14:02:21,                  2026-03-02T14:02:21Z, 2026-03-02T14:02:22Z",
    "2026-03-01,                2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
    "2026-03-01T14:02Z,         2026-03-01T14:02:00Z, 2026-03-01T14:03:00Z",
    "2026-03-01T14:02+02:00,    2026-03-01T12:02:00Z, 2026-03-01T12:03:00Z",
    "2026-03-01T14:02:21Z,      2026-03-01T14:02:21Z, 2026-03-01T14:02:22Z",
    "2026-03-01T14:02:21.5Z,    2026-03-01T14:02:21.500Z, 2026-03-01T14:02:21.501Z",
  })
  void coversWhatItNames(String text, Instant start, Instant end) {
    assertThat(Moment.parse(text, NOW)).isEqualTo(new Moment(start, end));
  }

  @Test
  void whatIsStillToComeSaysWhatTimeItIs() {
    assertThatThrownBy(() -> Moment.parse("14:31", NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("(now it is 2026-03-02T14:30:05Z)");
  }
}
