package io.fargateautoscaler.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the environment variables of a function and collects everything that is wrong with them.
 */
public final class Variables {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  public Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** A text that must not be blank. */
  public String text(String name) {
    String value = optional(name);
    if (value.isEmpty()) {
      problems.add(name + " is missing");
    }
    return value;
  }

  /** A text that may be absent; then it is empty. */
  public String optional(String name) {
    return values.getOrDefault(name, "").strip();
  }

  /** Twelve digits. */
  public String account(String name) {
    String value = text(name);
    if (!value.isEmpty() && !ACCOUNT.matcher(value).matches()) {
      problems.add(name + " is not an account of twelve digits");
    }
    return value;
  }

  /** A whole number of this range, both ends included. */
  public int number(String name, int from, int to) {
    String value = text(name);
    if (value.isEmpty()) {
      return from;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= from && number <= to) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The line below says what is allowed.
    }
    problems.add(name + " is not a whole number from " + from + " to " + to);
    return from;
  }

  /** Whether it is {@code on}; {@code off} or absent: it is not. */
  public boolean onOrOff(String name) {
    String value = optional(name);
    if (!value.isEmpty() && !value.equals("on") && !value.equals("off")) {
      problems.add(name + " is neither on nor off");
    }
    return value.equals("on");
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalStateException if anything was wrong; its message names every variable, and
   *     never a value
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("environment variables: " + String.join("; ", problems));
    }
  }
}
