package io.fargateautoscaler.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words of messages: what was found, made harmless, and what may have been meant. */
final class Found {
  private static final int LONGEST = 60;

  private Found() {}

  /** At most 60 characters, without control characters and the like. */
  static String cut(String text) {
    var clean = new StringBuilder();
    for (int i = 0; i < text.length() && clean.length() < LONGEST; i++) {
      char c = text.charAt(i);
      boolean harmless = (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
      clean.append(harmless ? c : '?');
    }
    return text.length() > LONGEST ? clean + "..." : clean.toString();
  }

  static String value(String text) {
    return text.isEmpty() ? "empty" : cut(text);
  }

  static String node(Node node) {
    return switch (node) {
      case Node.Nothing _ -> "empty";
      case Node.Scalar scalar -> value(scalar.text());
      case Node.Items _ -> "a list";
      case Node.Entries _ -> "a mapping";
    };
  }

  static String firstLine(@Nullable String text) {
    if (text == null) {
      return "unreadable";
    }
    String line = text.lines().findFirst().orElse("unreadable");
    return line.length() > 160 ? cut(line) : line.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** {@code unknown; did you mean X?} or the list of what is known. */
  static String unknown(String found, Collection<String> known) {
    Optional<String> near = nearest(found, known);
    return near.map(name -> "unknown; did you mean " + name + "?")
        .orElseGet(() -> "unknown; allowed: " + String.join(", ", known));
  }

  /** The known word with the smallest edit distance, if it is small enough to be a slip. */
  static Optional<String> nearest(String found, Collection<String> known) {
    String word = alike(found.length() > 100 ? found.substring(0, 100) : found);
    return known.stream()
        .filter(name -> distance(word, alike(name)) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(word, alike(name))));
  }

  private static String alike(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(same, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }

  static String list(List<String> words) {
    return String.join(", ", words);
  }

  /** The duration as documents write it: {@code 90s}, {@code 10m}, {@code 2d}. */
  static String duration(Duration value) {
    long seconds = value.toSeconds();
    if (seconds >= 172_800 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds >= 7_200 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Digits without exponent or needless zeros, so that equal numbers are equal texts. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
