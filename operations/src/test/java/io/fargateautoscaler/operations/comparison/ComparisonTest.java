package io.fargateautoscaler.operations.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Side;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");

  private static DayTally part(String since, long seconds, long tasks) {
    return new DayTally(
        Instant.parse(since),
        seconds,
        1,
        new Side(2 * tasks, 60, 3),
        new Side(tasks, 30, 4),
        "AAS");
  }

  @Test
  void partsOfADayAreOneDay() {
    Comparison comparison =
        Comparison.of(
            WEB,
            List.of(
                part("2026-03-01T00:00:00Z", 100, 1_000),
                part("2026-03-02T00:00:00Z", 200, 2_000),
                part("2026-03-02T12:00:00Z", 300, 4_000)));

    assertThat(comparison.days())
        .containsExactly(
            part("2026-03-01T00:00:00Z", 100, 1_000),
            new DayTally(
                Instant.parse("2026-03-02T00:00:00Z"),
                500,
                2,
                new Side(12_000, 120, 6),
                new Side(6_000, 60, 8),
                "AAS"));
    assertThat(comparison.total())
        .hasValueSatisfying(all -> {
          assertThat(all.measuredSeconds()).isEqualTo(600);
          assertThat(all.actual()).isEqualTo(new Side(14_000, 180, 9));
        });
  }

  @Test
  void whereNothingWasMeasuredThereIsNoDay() {
    Comparison comparison =
        Comparison.of(WEB, List.of(DayTally.from(Instant.parse("2026-03-01T00:00:00Z"))));

    assertThat(comparison.days()).isEmpty();
    assertThat(comparison.total()).isEmpty();
    assertThat(comparison.json()).hasToString("{\"service\":\"shop/web\",\"days\":[]}");
  }

  @Test
  void scriptsGetEveryNumber() {
    assertThat(Comparison.of(WEB, List.of(part("2026-03-01T00:00:00Z", 100, 1_000))).json())
        .hasToString(
            "{\"service\":\"shop/web\",\"days\":[{\"day\":\"2026-03-01\","
                + tally()
                + "}],\"total\":{"
                + tally()
                + "}}");
  }

  private static String tally() {
    return "\"since\":\"2026-03-01T00:00:00Z\",\"measuredSeconds\":100,\"hiddenSeconds\":1,"
        + "\"actual\":{\"taskSeconds\":2000,\"lateSeconds\":60,\"changes\":3},"
        + "\"shadow\":{\"taskSeconds\":1000,\"lateSeconds\":30,\"changes\":4},\"scaler\":\"AAS\"";
  }
}
