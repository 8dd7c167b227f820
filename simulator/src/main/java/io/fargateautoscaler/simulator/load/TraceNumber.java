package io.fargateautoscaler.simulator.load;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers as traces may have them: decimal, not negative, at most {@link #MAX}. */
final class TraceNumber {
  static final double MAX = 1e15;
  static final String ALLOWED = "a number from 0 to 1e15";

  private static final int EXACT_DIGITS = 15;

  // Double.parseDouble alone would also take "NaN", "0x1p3" and "5d".
  private static final Pattern DECIMAL =
      Pattern.compile("\\+?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d{1,3})?");

  private TraceNumber() {}

  /** The number, or NaN for what is none that is allowed. */
  static double of(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return number <= MAX ? number : Double.NaN;
  }

  /** The number between two places of a line, or NaN. */
  static double of(byte[] line, int from, int to) {
    if (from < to && to - from <= EXACT_DIGITS) {
      long digits = 0;
      int i = from;
      while (i < to && line[i] >= '0' && line[i] <= '9') {
        digits = digits * 10 + (line[i] - '0');
        i++;
      }
      if (i == to) {
        return digits;
      }
    }
    return of(new String(line, from, to - from, StandardCharsets.UTF_8));
  }

  /** Whether it is a number of whole seconds. */
  static boolean whole(double number) {
    return number == Math.rint(number);
  }
}
