package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.operations.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an order lasts: 1 min to 30 d. */
public record OrderLength(Duration length) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /**
   * Checks what somebody asked for.
   *
   * @param length null: not said
   * @throws Refusal if it is null or not allowed
   */
  public static OrderLength of(@Nullable Duration length) {
    if (length == null) {
      throw new Refusal("--for is missing: say how long it lasts, 1m to 30d, for example --for 2h");
    }
    OrderLength asked = new OrderLength(length);
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new Refusal("--for " + asked + "; allowed 1m to 30d");
    }
    return asked;
  }

  /** In the units of the option, for example {@code 1d 2h 30m}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    add(text, length.toDays(), "d");
    add(text, length.toHoursPart(), "h");
    add(text, length.toMinutesPart(), "m");
    add(text, length.toSecondsPart(), "s");
    return text.isEmpty() ? length.toMillis() + "ms" : text.toString().strip();
  }

  private static void add(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit).append(' ');
    }
  }
}
