package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.text.Untrusted;
import java.math.BigDecimal;
import java.time.Duration;

/** How names, numbers and times of AWS are written into a document. */
final class Written {
  private static final int NAME_LIMIT = 80;

  private Written() {}

  /** A text of YAML or JSON in double quotes; nothing in it can end it. */
  static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** A text for a comment: one line, cut, nothing hidden. */
  static String name(String text) {
    return Untrusted.cut(new Untrusted(text).forLog(), NAME_LIMIT);
  }

  /** Without an exponent or zeros at the end. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** In the largest unit that leaves no rest; minutes at least. */
  static String time(Duration time) {
    long minutes = time.toMinutes();
    if (minutes % 1440 == 0) {
      return minutes / 1440 + "d";
    }
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}
