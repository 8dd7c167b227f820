package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.core.text.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, ages, money and the texts of others, as the page writes them. */
final class Words {
  private static final int LONGEST = 400;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** One line without control characters and bidi marks, cut; markup is escaped by templates. */
  static String line(String text) {
    return Untrusted.cut(new Untrusted(text).forPlainText(), LONGEST);
  }

  /** UTC; with the day if it is not within the last 20 hours. */
  static String time(Instant at, Instant now) {
    boolean lately = Duration.between(at, now).abs().toHours() < 20;
    return (lately ? TIME : DAY).format(at);
  }

  /** For example {@code 14 s}, {@code 4 min}, {@code 3 h}, {@code 2 days}; never negative. */
  static String age(Instant since, Instant now) {
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    if (seconds < 100) {
      return seconds + " s";
    }
    if (seconds < 100 * 60) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }

  /** US dollars, with as many digits as somebody would say. */
  static String usd(double amount) {
    if (amount == 0) {
      return "0 USD";
    }
    String digits = amount < 0.1 ? "%.4f USD" : amount < 100 ? "%.2f USD" : "%,.0f USD";
    return String.format(Locale.ROOT, digits, amount);
  }

  /** For example {@code 1 task}, {@code 12 tasks}. */
  static String count(long number, String one) {
    return String.format(Locale.ROOT, "%,d ", number) + one + (number == 1 ? "" : "s");
  }
}
