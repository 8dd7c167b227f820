package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.Cron;
import java.util.Locale;
import java.util.Optional;

/** From the six fields of AWS's cron to the five of UNIX. */
final class AwsCron {
  private AwsCron() {}

  /** Empty if UNIX cron cannot say it: years, L, W, #, ranges that run over the week's end. */
  static Optional<Cron> unix(String schedule) {
    String text = schedule.strip();
    if (!text.startsWith("cron(") || !text.endsWith(")")) {
      return Optional.empty();
    }
    String[] fields =
        text.substring("cron(".length(), text.length() - 1)
            .strip()
            .toUpperCase(Locale.ROOT)
            .split("\\s+");
    if (fields.length != 6 || !fields[5].equals("*")) {
      return Optional.empty();
    }
    return weekdays(fields[4])
        .flatMap(days ->
            Cron.parse(String.join(" ", fields[0], fields[1], any(fields[2]), fields[3], days)))
        .filter(Cron::comes);
  }

  private static String any(String field) {
    return field.equals("?") ? "*" : field;
  }

  /** AWS counts the days of the week from 1, a Sunday. */
  private static Optional<String> weekdays(String field) {
    if (field.equals("?") || field.equals("*")) {
      return Optional.of("*");
    }
    var out = new StringBuilder();
    for (String item : field.split(",", -1)) {
      String[] stepped = item.split("/", 2);
      String[] range = stepped[0].split("-", -1);
      if (stepped.length > 1 && range.length == 1 && !range[0].equals("*")) {
        // "To the end of the week" is another day here: UNIX has a seventh one, Sunday again.
        return Optional.empty();
      }
      for (int i = 0; i < range.length; i++) {
        Optional<String> day = weekday(range[i], i > 0);
        if (day.isEmpty()) {
          return Optional.empty();
        }
        out.append(i > 0 ? "-" : out.isEmpty() ? "" : ",").append(day.get());
      }
      out.append(stepped.length > 1 ? "/" + stepped[1] : "");
    }
    return Optional.of(out.toString());
  }

  private static Optional<String> weekday(String text, boolean end) {
    if (text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '7') {
      int day = text.charAt(0) - '1';
      return Optional.of("" + (end && day == 0 ? 7 : day));
    }
    if (text.equals("SUN") && end) {
      return Optional.of("7");
    }
    return text.equals("*") || text.matches("[A-Z]{3}") ? Optional.of(text) : Optional.empty();
  }
}
