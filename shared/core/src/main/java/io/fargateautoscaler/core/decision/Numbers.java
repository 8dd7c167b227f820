package io.fargateautoscaler.core.decision;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Exact arithmetic and its texts: a quotient that is exact must not round up to one task more. */
final class Numbers {
  /** Digits that fit into a long: quotients that are no whole numbers are not exact anyway. */
  static final MathContext PRECISION = new MathContext(12);

  /** Far above what ECS allows; a larger need is the same need. */
  static final int MOST_TASKS = 1_000_000;

  private static final BigDecimal MAX = BigDecimal.valueOf(MOST_TASKS);

  private Numbers() {}

  /** A finite double as the decimal that people read, so that 0.1 + 0.2 is 0.3. */
  static BigDecimal exact(double finite) {
    long whole = (long) finite;
    return whole == finite ? BigDecimal.valueOf(whole) : BigDecimal.valueOf(finite);
  }

  /** ⌈dividend / divisor⌉, at most {@link #MOST_TASKS}. */
  static int ceilDivide(BigDecimal dividend, BigDecimal divisor) {
    return toCount(dividend.divide(divisor, 0, RoundingMode.CEILING));
  }

  /** ⌈value⌉ of a sum of rounded quotients; what is below a millionth is rounding. */
  static int ceil(BigDecimal value) {
    return toCount(value.setScale(6, RoundingMode.HALF_UP).setScale(0, RoundingMode.CEILING));
  }

  private static int toCount(BigDecimal whole) {
    return whole.min(MAX).max(BigDecimal.ZERO).intValueExact();
  }

  static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }

  /** At most one decimal, for people. */
  static String text(BigDecimal value) {
    BigDecimal rounded = value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 18
        ? rounded.round(new MathContext(3)).toString()
        : rounded.toPlainString();
  }

  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 120 ? (seconds / 60) + " min" : seconds + " s";
  }

  static String tasks(int count) {
    return count == 1 ? "1 task" : count + " tasks";
  }
}
