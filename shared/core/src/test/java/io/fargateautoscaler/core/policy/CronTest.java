package io.fargateautoscaler.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration MONTH = Duration.ofDays(31);

  private static @Nullable Instant latest(String cron, String now, ZoneId zone) {
    return new Cron(cron).latest(Instant.parse(now), zone, MONTH);
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "0 20 * * MON-FRI, 2026-03-02T21:00:00Z, 2026-03-02T19:00:00Z",
    "0 20 * * MON-FRI, 2026-03-02T18:59:59Z, 2026-02-27T19:00:00Z",
    "0 20 * * MON-FRI, 2026-03-02T19:00:00Z, 2026-03-02T19:00:00Z",
    "*/15 * * * *, 2026-03-02T12:14:59Z, 2026-03-02T12:00:00Z",
    "5/20 3 * * *, 2026-03-02T12:00:00Z, 2026-03-02T02:45:00Z",
    "0 0 1 * *, 2026-03-02T12:00:00Z, 2026-02-28T23:00:00Z",
    "0 0 13 * FRI, 2026-03-14T12:00:00Z, 2026-03-12T23:00:00Z",
    "0 0 13 * FRI, 2026-03-07T12:00:00Z, 2026-03-05T23:00:00Z",
    "0 12 * JAN-MAR 0, 2026-03-02T12:00:00Z, 2026-03-01T11:00:00Z",
    "0 12 * jan-mar 7, 2026-03-02T12:00:00Z, 2026-03-01T11:00:00Z",
    "0 12 28-31 * *, 2026-03-02T12:00:00Z, 2026-02-28T11:00:00Z",
  })
  void the_latest_start_in_Paris(String cron, String now, String expected) {
    assertThat(latest(cron, now, PARIS)).isEqualTo(expected);
  }

  @Test
  void a_time_that_the_spring_leaves_out_never_comes() {
    assertThat(latest("30 2 * * *", "2026-03-29T12:00:00Z", PARIS))
        .isEqualTo("2026-03-28T01:30:00Z");
  }

  @Test
  void a_time_that_the_autumn_repeats_comes_twice() {
    assertThat(latest("30 2 * * *", "2026-10-25T00:45:00Z", PARIS))
        .isEqualTo("2026-10-25T00:30:00Z");
    assertThat(latest("30 2 * * *", "2026-10-25T02:00:00Z", PARIS))
        .isEqualTo("2026-10-25T01:30:00Z");
  }

  @Test
  void hours_around_the_repeated_one_keep_their_order() {
    assertThat(latest("*/30 * * * *", "2026-10-25T00:59:00Z", PARIS))
        .isEqualTo("2026-10-25T00:30:00Z");
    assertThat(latest("59 * * * *", "2026-10-25T01:30:00Z", PARIS))
        .isEqualTo("2026-10-25T00:59:00Z");
  }

  @Test
  void nothing_that_is_further_back_than_asked() {
    Cron yearly = new Cron("0 0 1 1 *");
    Instant now = Instant.parse("2026-03-02T12:00:00Z");

    assertThat(yearly.latest(now, ZoneOffset.UTC, MONTH)).isNull();
    assertThat(new Cron("0 0 30 2 *").latest(now, ZoneOffset.UTC, MONTH)).isNull();
    assertThat(new Cron("0 12 * * *").latest(now, ZoneOffset.UTC, Duration.ofHours(1)))
        .isEqualTo(now);
    assertThat(new Cron("0 11 * * *").latest(now, ZoneOffset.UTC, Duration.ofHours(1))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "1/2/3 * * * *",
        "1-2-3 * * * *",
        "a * * * *",
        "-1 * * * *",
        "1, * * * *",
        "* * * * MONDAY",
        "@daily",
        "0 0 L * *",
        "\u0661 * * * *"
      })
  void what_is_no_cron(String text) {
    assertThat(Cron.parse(text)).isEmpty();
  }

  @Test
  void what_is_one_is_kept_as_given() {
    assertThat(Cron.parse("*/5 8-18 * jan,MAR MON-FRI"))
        .contains(new Cron("*/5 8-18 * jan,MAR MON-FRI"));
  }

  /** cron-utils as the referee; its expressions mean the same outside of clock changes. */
  @Test
  void agrees_with_another_implementation() {
    long seed = 20260302;
    Random random = new Random(seed);
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    Duration back = Duration.ofHours(9);
    int found = 0;
    for (int i = 0; i < 4_000; i++) {
      String text =
          String.join(
              " ",
              field(random, 0, 59),
              field(random, 0, 23),
              "*",
              field(random, 1, 12),
              field(random, 0, 6));
      ZonedDateTime now =
          ZonedDateTime.of(
              2026, 1 + random.nextInt(12), 1 + random.nextInt(28), 12, 0, 0, 0, PARIS);
      Instant ours = new Cron(text).latest(now.toInstant(), PARIS, back);
      Instant theirs =
          ExecutionTime.forCron(parser.parse(text))
              .lastExecution(now.plusSeconds(1))
              .map(ZonedDateTime::toInstant)
              .filter(at -> at.isAfter(now.toInstant().minus(back)))
              .orElse(null);
      assertThat(ours).as("seed %d, %s at %s", seed, text, now).isEqualTo(theirs);
      found += ours == null ? 0 : 1;
    }
    assertThat(found).as("cases with a start").isGreaterThan(300);
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 31 2 *, false",
    "0 0 30 2 *, false",
    "0 0 31 2-6/2 *, false",
    "0 0 31 4 */2, false",
    "0 0 29 2 *, true",
    "0 0 31 2-3 *, true",
    "0 0 31 2 1, true",
    "0 0 */31 2 *, true",
    "* * * * *, true"
  })
  void comes(String text, boolean ever) {
    assertThat(new Cron(text).comes()).isEqualTo(ever);
  }

  private static String field(Random random, int min, int max) {
    int low = min + random.nextInt(max - min + 1);
    int high = low + random.nextInt(max - low + 1);
    return switch (random.nextInt(5)) {
      case 0 -> "" + low;
      case 1 -> low + "-" + high;
      case 2 -> "*/" + (1 + random.nextInt(Math.max(1, max / 2)));
      case 3 -> low + "," + high;
      default -> "*";
    };
  }
}
