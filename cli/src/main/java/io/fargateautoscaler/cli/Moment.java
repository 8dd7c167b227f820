package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * An instant as people write it, with the end of the second, minute or day that it names.
 *
 * @param end excluded
 */
record Moment(Instant start, Instant end) {
  private static final Pattern CLOCK = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TO_THE_MINUTE = Pattern.compile(".*T\\d{2}:\\d{2}(Z|[+-].*)");

  /**
   * Reads {@code 14:02}, {@code 14:02:21} (of today in UTC), {@code 2026-03-01}, {@code
   * 2026-03-01T14:02Z} or any other instant with its offset.
   *
   * @throws Refusal if it is none of these, or still to come
   */
  static Moment parse(String text, Instant now) {
    Moment moment = read(text, now);
    if (moment.start().isAfter(now)) {
      throw new Refusal(
          "'"
              + text
              + "' is still to come (now it is "
              + now.truncatedTo(ChronoUnit.SECONDS)
              + "); for another day write it as 2026-03-01T14:02Z");
    }
    return moment;
  }

  private static Moment read(String text, Instant now) {
    try {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      if (CLOCK.matcher(text).matches()) {
        Instant start = LocalTime.parse(text).atDate(today).toInstant(ZoneOffset.UTC);
        return of(start, text.length() == 5 ? Duration.ofMinutes(1) : Duration.ofSeconds(1));
      }
      if (DATE.matcher(text).matches()) {
        return of(
            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(), Duration.ofDays(1));
      }
      Instant start = OffsetDateTime.parse(text).toInstant();
      return of(
          start,
          TO_THE_MINUTE.matcher(text).matches()
              ? Duration.ofMinutes(1)
              : start.getNano() == 0 ? Duration.ofSeconds(1) : Duration.ofMillis(1));
    } catch (DateTimeParseException e) {
      throw new Refusal(
          "'"
              + text
              + "' is no time; allowed: 14:02 or 14:02:21 (today in UTC), 2026-03-01,"
              + " 2026-03-01T14:02Z");
    }
  }

  private static Moment of(Instant start, Duration length) {
    return new Moment(start, start.plus(length));
  }
}
