package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Times in the five fields of UNIX cron: minute, hour, day of month, month, day of week.
 *
 * <p>Lists, ranges, steps and English names of months and days are allowed; Sunday is 0 or 7. If
 * both days are restricted, either may match, as POSIX says. A local time that the clock change
 * leaves out never comes; one that it repeats comes twice.
 *
 * @param text as given
 */
public record Cron(String text) {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /**
   * @throws IllegalArgumentException if {@code text} is not such an expression
   */
  public Cron {
    Fields.of(text);
  }

  /** Reads an expression; empty if the text is none. */
  public static Optional<Cron> parse(String text) {
    try {
      return Optional.of(new Cron(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether there is any such day: 31 February is none. */
  public boolean comes() {
    return Fields.of(text).anyDay();
  }

  /**
   * The latest time that is not after {@code now} and less than {@code back} before it; null if
   * there is none.
   */
  public @Nullable Instant latest(Instant now, ZoneId zone, Duration back) {
    Fields fields = Fields.of(text);
    Instant oldest = now.minus(back);
    // A clock that is set back across midnight makes one more day of interest on either side.
    LocalDate day = now.atZone(zone).toLocalDate().plusDays(1);
    LocalDate first = oldest.atZone(zone).toLocalDate().minusDays(1);
    Instant latest = null;
    for (boolean enough = false; !enough && !day.isBefore(first); day = day.minusDays(1)) {
      enough = latest != null;
      Instant found = fields.matches(day) ? fields.latest(day, zone, now) : null;
      latest = found != null && (latest == null || found.isAfter(latest)) ? found : latest;
    }
    return latest != null && latest.isAfter(oldest) ? latest : null;
  }

  /** The values that each field allows. */
  private record Fields(
      BitSet minutes,
      BitSet hours,
      BitSet days,
      BitSet months,
      BitSet weekdays,
      boolean eitherDay) {
    static Fields of(String text) {
      String[] parts = text.strip().split("\\s+");
      if (parts.length != 5) {
        throw new IllegalArgumentException("five fields are needed");
      }
      BitSet weekdays = values(parts[4], 0, 7, names(DAYS, 0));
      if (weekdays.get(7)) {
        weekdays.set(0);
      }
      return new Fields(
          values(parts[0], 0, 59, Map.of()),
          values(parts[1], 0, 23, Map.of()),
          values(parts[2], 1, 31, Map.of()),
          values(parts[3], 1, 12, names(MONTHS, 1)),
          weekdays,
          !parts[2].startsWith("*") && !parts[4].startsWith("*"));
    }

    /** Every date falls on every day of the week in some year. */
    boolean anyDay() {
      return eitherDay
          || months.stream().anyMatch(month -> days.nextSetBit(1) <= Month.of(month).maxLength());
    }

    boolean matches(LocalDate date) {
      boolean day = days.get(date.getDayOfMonth());
      boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
      return months.get(date.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
    }

    /** The latest time of a day that is not after {@code now}. */
    @Nullable Instant latest(LocalDate day, ZoneId zone, Instant now) {
      Instant latest = null;
      LocalDateTime enough = LocalDateTime.MIN;
      for (int hour = hours.length() - 1; hour >= 0; hour = hours.previousSetBit(hour - 1)) {
        for (int minute = minutes.length() - 1;
            minute >= 0;
            minute = minutes.previousSetBit(minute - 1)) {
          LocalDateTime local = day.atTime(hour, minute);
          if (local.isBefore(enough)) {
            return latest;
          }
          for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
            Instant at = local.toInstant(offset);
            if (!at.isAfter(now) && (latest == null || at.isAfter(latest))) {
              latest = at;
              // An earlier local time is a later instant only around a clock change.
              enough = local.minusHours(3);
            }
          }
        }
      }
      return latest;
    }
  }

  private static Map<String, Integer> names(List<String> names, int first) {
    return IntStream.range(0, names.size())
        .boxed()
        .collect(Collectors.toMap(names::get, index -> index + first));
  }

  private static BitSet values(String field, int min, int max, Map<String, Integer> names) {
    BitSet values = new BitSet();
    for (String item : field.split(",", -1)) {
      String[] stepped = item.split("/", -1);
      String[] range = stepped[0].split("-", -1);
      if (stepped.length > 2 || range.length > 2) {
        throw new IllegalArgumentException("not a cron field");
      }
      boolean any = stepped[0].equals("*");
      int from = any ? min : value(range[0], min, max, names);
      int to =
          any || (range.length == 1 && stepped.length == 2)
              ? max
              : value(range[range.length - 1], min, max, names);
      int step = stepped.length == 1 ? 1 : value(stepped[1], 1, max, Map.of());
      if (from > to) {
        throw new IllegalArgumentException("a range that runs backwards");
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int value(String text, int min, int max, Map<String, Integer> names) {
    Integer named = names.get(text.toUpperCase(Locale.ROOT));
    int value = named != null ? named : number(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException("outside of " + min + " to " + max);
    }
    return value;
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 2 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a number");
    }
    return Integer.parseInt(text);
  }
}
