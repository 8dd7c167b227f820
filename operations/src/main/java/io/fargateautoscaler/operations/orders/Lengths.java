package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.operations.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an order may last. */
final class Lengths {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private Lengths() {}

  /**
   * The same.
   *
   * @throws Refusal if it is null, shorter than a minute or longer than 30 days
   */
  static Duration allowed(@Nullable Duration length) {
    if (length == null) {
      throw new Refusal("--for is missing: say how long it lasts, 1m to 30d, for example --for 2h");
    }
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new Refusal("--for " + text(length) + "; allowed 1m to 30d");
    }
    return length;
  }

  /** As options spell it: {@code 1d 2h 30m}. */
  static String text(Duration length) {
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
