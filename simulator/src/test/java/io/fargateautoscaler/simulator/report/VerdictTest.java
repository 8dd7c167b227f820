package io.fargateautoscaler.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.benchmark.Measures;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Measures OURS = measures(100, 9, 1);

  /** Of 10,000 requests. */
  private static Measures measures(long late, double usd, double apiUsd) {
    return new Measures(10_000, late, 1, usd, apiUsd, 0, 0, 1);
  }

  @Test
  void cheaperAndAsLateBeatsOurs() {
    assertThat(Verdict.of(OURS, measures(100, 8, 0)))
        .isEqualTo(new Verdict(Verdict.Kind.BEATS, "▲ beats ours: 20.0 % cheaper, as late"));
  }

  @Test
  void dearerAndLaterLoses() {
    assertThat(Verdict.of(OURS, measures(150, 10, 1)))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.LOSES, "▼ loses to ours: 10.0 % dearer, 0.50 points more late"));
  }

  @Test
  void cheaperButLaterIsMixed() {
    assertThat(Verdict.of(OURS, measures(200, 4, 1)))
        .isEqualTo(
            new Verdict(Verdict.Kind.MIXED, "◆ mixed: 50.0 % cheaper, but 1.00 points more late"));
  }

  @Test
  void callsCountAsCost() {
    assertThat(Verdict.of(OURS, measures(100, 9, 2)).kind()).isEqualTo(Verdict.Kind.LOSES);
  }

  @Test
  void whatCannotBeSeenIsTheSame() {
    assertThat(Verdict.of(OURS, measures(100, 9.0001, 1)).kind()).isEqualTo(Verdict.Kind.SAME);
  }

  @Test
  void withoutCostOfOursItSaysTheDifference() {
    assertThat(Verdict.of(measures(100, 0, 0), measures(100, 3, 0)).text())
        .isEqualTo("▼ loses to ours: 3.00 USD dearer, as late");
  }
}
