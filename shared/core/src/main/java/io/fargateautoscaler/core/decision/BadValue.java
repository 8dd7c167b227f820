package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values of datapoints that no metric can have, in words. */
final class BadValue {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private BadValue() {}

  static boolean is(double value) {
    return !Double.isFinite(value) || value < 0;
  }

  /** The average, if it is bad, else the count. */
  static String of(Load.Point point) {
    return is(point.average())
        ? text("average", point.at(), point.average())
        : text("count", point.at(), point.count());
  }

  static String of(Load.Sum point) {
    return text("sum", point.at(), point.sum());
  }

  private static String text(String name, Instant at, double value) {
    return "the " + name + " of " + TIME.format(at) + " is " + text(value);
  }

  private static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    // Long rows of zeros say less than an exponent.
    return Math.abs(rounded.precision() - rounded.scale()) > 12
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
