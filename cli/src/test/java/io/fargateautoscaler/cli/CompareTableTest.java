package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.comparison.Comparison;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CompareTableTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  private static DayTally day(String since, long hidden, @Nullable String scaler) {
    return new DayTally(
        Instant.parse(since),
        86_340,
        hidden,
        new Side(519_000, 1_320, 18),
        new Side(407_160, 240, 24),
        scaler);
  }

  private static List<String> table(DayTally... days) {
    return new CompareTable(Comparison.of(WEB, List.of(days)), TODAY, LocalDate.parse("2026-02-23"))
        .lines();
  }

  @Test
  void daysAndTheirSum() {
    assertThat(
            table(
                day("2026-03-01T00:00:04Z", 0, "Application Auto Scaling"),
                day("2026-03-02T00:00:04Z", 0, null)))
        .containsExactly(
            "each as it ran → as it would have with this autoscaler; days in UTC",
            "  day           measured  task hours     minutes late  changes  scaled by",
            "  2026-03-01    23h 59m   144.2 → 113.1  22 → 4        18 → 24  Application Auto"
                + " Scaling",
            "  2026-03-02 *  23h 59m   144.2 → 113.1  22 → 4        18 → 24  people or others",
            "  all           47h 58m   288.3 → 226.2  44 → 8        36 → 48  Application Auto"
                + " Scaling",
            "* so far");
  }

  @Test
  void whatWasHiddenIsSaid() {
    assertThat(table(day("2026-03-01T00:00:04Z", 720, null)))
        .hasSize(4)
        .last()
        .isEqualTo("For 12 min a metric was at its limit: the load was more than could be seen.");
  }

  @Test
  void nothingComparedIsSaidWithTheReason() {
    assertThat(table())
        .singleElement()
        .asString()
        .startsWith("nothing is compared of shop/web since 2026-02-23")
        .contains("only observed services are");
  }

  @Test
  void aNameThatMovesTheCursorIsMadeHarmless() {
    assertThat(table(day("2026-03-01T00:00:04Z", 0, "evil\u001b[2J\u202e")))
        .allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u202e"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }
}
