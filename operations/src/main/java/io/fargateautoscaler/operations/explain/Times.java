package io.fargateautoscaler.operations.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants and lengths of time for people, in UTC. */
public final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 14:02:21} on the day of {@code now}, else with its date. */
  public static String at(Instant at, Instant now) {
    return DATE.format(at).equals(DATE.format(now))
        ? CLOCK.format(at)
        : DATE.format(at) + " " + CLOCK.format(at);
  }

  /** {@code 14:02} on the day of {@code now}, else {@code 03-01 14:02}. */
  public static String brief(Instant at, Instant now) {
    String clock = CLOCK.format(at).substring(0, 5);
    return DATE.format(at).equals(DATE.format(now))
        ? clock
        : DATE.format(at).substring(5) + " " + clock;
  }

  /** Always with its date: {@code 2026-03-01 14:02:21}. */
  public static String full(Instant at) {
    return DATE.format(at) + " " + CLOCK.format(at);
  }

  /** {@code 14 s}, {@code 7 min}, {@code 5 h} or {@code 3 days}; what is below 0 is 0. */
  public static String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 120 * 60) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }

  /** How long it is until {@code now}. */
  public static String since(Instant at, Instant now) {
    return length(Duration.between(at, now));
  }

  /** The instant without what is smaller than a second. */
  public static Instant second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
