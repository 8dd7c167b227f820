package io.fargateautoscaler.core.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What a service's tasks cost in an hour before and after a change of their count, in US dollars.
 *
 * @param prices where the prices come from, with date; empty: not known
 */
public record UsdPerHour(double before, double after, String prices) {
  private static final int KEPT_DIGITS = 5;

  /**
   * For a change of the count.
   *
   * @param perTask US dollars for one task in an hour
   */
  public static UsdPerHour of(double perTask, int from, int to, String prices) {
    return new UsdPerHour(kept(perTask * from), kept(perTask * to), prices);
  }

  private static double kept(double usd) {
    return BigDecimal.valueOf(usd).setScale(KEPT_DIGITS, RoundingMode.HALF_UP).doubleValue();
  }

  /** For example {@code Cost: 0.34 -> 0.49 USD an hour (prices of us-east-1: …, 2026-03).} */
  public String sentence() {
    String about = prices.startsWith("~") ? "~" : "";
    return "Cost: "
        + about
        + text(before)
        + " -> "
        + about
        + text(after)
        + " USD an hour"
        + (prices.isEmpty() ? "" : " (" + prices.substring(about.length()) + ")")
        + ".";
  }

  /** An amount as people read it: cents, and no more than two digits that count below one. */
  public static String text(double usd) {
    if (usd == 0) {
      return "0";
    }
    int decimals = usd >= 100 ? 0 : usd >= 0.1 ? 2 : usd >= 0.01 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", usd);
  }
}
