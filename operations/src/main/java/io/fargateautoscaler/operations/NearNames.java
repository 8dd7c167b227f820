package io.fargateautoscaler.operations;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** At most three of {@code names}, the nearest first. */
  static List<String> of(String meant, Collection<String> names) {
    String sought = meant.toLowerCase(Locale.ROOT);
    String last = sought.substring(sought.lastIndexOf('/') + 1);
    return names.stream()
        .filter(name ->
            name.toLowerCase(Locale.ROOT).endsWith("/" + last)
                || distance(sought, name.toLowerCase(Locale.ROOT)) <= 1 + sought.length() / 4)
        .sorted(
            Comparator.<String>comparingInt(name -> distance(sought, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** How many letters must be put, taken or changed. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
