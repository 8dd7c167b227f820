package io.fargateautoscaler.operations.adopt;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of policies and schedules as documents allow them, each given once. */
final class Names {
  private static final int MOST = 32;

  private final Set<String> given = new HashSet<>(Set.of("range", "schedule", "restore", "probe"));

  /** The nearest free name: small letters, digits and hyphens, a letter first. */
  String of(String wanted, String otherwise) {
    var clean = new StringBuilder();
    for (char c : wanted.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean letter = c >= 'a' && c <= 'z';
      if (letter || (c >= '0' && c <= '9' && !clean.isEmpty())) {
        clean.append(c);
      } else if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != '-') {
        clean.append('-');
      }
    }
    String base = cut(clean.isEmpty() ? otherwise : clean.toString(), MOST);
    String name = base;
    for (int number = 2; !given.add(name); number++) {
      String end = "-" + number;
      name = cut(base, MOST - end.length()) + end;
    }
    return name;
  }

  private static String cut(String text, int limit) {
    String cut = text.substring(0, Math.min(limit, text.length()));
    return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
