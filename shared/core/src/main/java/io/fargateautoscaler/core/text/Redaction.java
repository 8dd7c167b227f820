package io.fargateautoscaler.core.text;

import java.util.List;

/** Takes access keys and passwords out of a text in one pass. */
final class Redaction {
  private static final String GONE = "[redacted]";
  private static final int KEY_TAIL = 16;
  private static final List<String> KEYS = List.of("AKIA", "ASIA");
  private static final List<String> CREDENTIALS =
      List.of("password=", "passwd=", "secret=", "token=");

  private Redaction() {}

  static String of(String text) {
    var out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      if (isKey(text, i)) {
        out.append(GONE);
        i += 4 + KEY_TAIL;
        continue;
      }
      int name = credential(text, i);
      int end = name == 0 ? i : valueEnd(text, i + name);
      if (end > i + name) {
        out.append(text, i, i + name).append(GONE);
        i = end;
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }

  private static boolean isKey(String text, int at) {
    if (at + 4 + KEY_TAIL > text.length()
        || KEYS.stream().noneMatch(key -> text.startsWith(key, at))) {
      return false;
    }
    return text.substring(at + 4, at + 4 + KEY_TAIL)
        .chars()
        .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  /** The length of the name of a credential that begins here, with its equals sign; else 0. */
  private static int credential(String text, int at) {
    for (String name : CREDENTIALS) {
      if (text.regionMatches(true, at, name, 0, name.length())) {
        return name.length();
      }
    }
    return 0;
  }

  private static int valueEnd(String text, int from) {
    int end = from;
    while (end < text.length() && "&,;".indexOf(text.charAt(end)) < 0 && !blank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
