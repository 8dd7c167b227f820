package io.fargateautoscaler.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar may be.
 *
 * @param allowed for people: {@code 1 to 5000}
 * @param schema its JSON Schema
 * @param parser the value; null if the text is not allowed
 */
record ValueType<T>(
    String allowed, Map<String, Object> schema, Function<String, @Nullable T> parser) {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?((?:0|[1-9]\\d{0,39})(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?(?:0|[1-9]\\d{0,17})");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Pattern LEADING_ZEROS = Pattern.compile("[+-]?0\\d{1,40}(\\.\\d{0,40})?");
  private static final int MAX_DIGITS = 40;

  /** Any instant in UTC. */
  static final ValueType<Instant> INSTANT =
      new ValueType<>(
          "an instant like 2026-01-31T12:00:00Z",
          Map.of("type", "string"),
          text -> {
            try {
              Instant at = Instant.parse(text);
              // Outside of these, sums of instants and durations could overflow.
              boolean sane =
                  at.isAfter(Instant.EPOCH.minusSeconds(1))
                      && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
              return sane ? at : null;
            } catch (DateTimeException e) {
              return null;
            }
          });

  /** Any number, NaN and Infinity included. */
  static final ValueType<Double> DOUBLE =
      new ValueType<>("a number", Map.of("type", "number"), ValueType::parseDouble);

  static final ValueType<Boolean> FLAG =
      new ValueType<>(
          "true, false",
          Map.of("type", "boolean"),
          text -> {
            String word = text.toLowerCase(Locale.ROOT);
            return word.equals("true") || word.equals("false") ? word.equals("true") : null;
          });

  static ValueType<Integer> whole(int min, int max, String unit) {
    return new ValueType<>(
        min == max ? min + unit : min + " to " + max + unit,
        schema("type", "integer", "minimum", min, "maximum", max),
        text -> {
          Long value = parseWhole(text);
          return value == null || value < min || value > max ? null : (Integer) value.intValue();
        });
  }

  static ValueType<Long> wholeLong(long min, long max) {
    return new ValueType<>(
        min + " to " + max,
        schema("type", "integer", "minimum", min, "maximum", max),
        text -> {
          Long value = parseWhole(text);
          return value == null || value < min || value > max ? null : value;
        });
  }

  /** A decimal number; {@code min} itself is allowed. */
  static ValueType<BigDecimal> number(String min, String max) {
    var low = new BigDecimal(min);
    var high = new BigDecimal(max);
    return new ValueType<>(
        min + " to " + max,
        schema("type", "number", "minimum", low, "maximum", high),
        text -> {
          BigDecimal value = parseNumber(text);
          return value != null && value.compareTo(low) >= 0 && value.compareTo(high) <= 0
              ? value
              : null;
        });
  }

  /** A decimal number above 0. */
  static ValueType<BigDecimal> positive(String max) {
    var high = new BigDecimal(max);
    return new ValueType<>(
        "above 0, to " + max,
        schema("type", "number", "exclusiveMinimum", 0, "maximum", high),
        text -> {
          BigDecimal value = parseNumber(text);
          return value != null && value.signum() > 0 && value.compareTo(high) <= 0 ? value : null;
        });
  }

  static ValueType<Duration> time(Duration min, Duration max) {
    return new ValueType<>(
        min.equals(max) ? Found.duration(min) : Found.duration(min) + " to " + Found.duration(max),
        schema("type", "string", "pattern", "^\\d+(s|m|h|d)$"),
        text -> {
          Duration value = parseDuration(text);
          return value != null && value.compareTo(min) >= 0 && value.compareTo(max) <= 0
              ? value
              : null;
        });
  }

  static ValueType<String> words(List<String> words) {
    return new ValueType<>(
        String.join(", ", words),
        schema("enum", words),
        text -> words.contains(text) ? text : null);
  }

  /** The names of an enum's values, in lower case with hyphens. */
  static <E extends Enum<E>> ValueType<E> words(Class<E> type) {
    var values = new LinkedHashMap<String, E>();
    for (E value : type.getEnumConstants()) {
      values.put(word(value), value);
    }
    return new ValueType<>(
        String.join(", ", values.keySet()),
        schema("enum", new ArrayList<>(values.keySet())),
        values::get);
  }

  /** An enum's words, in upper or lower case, with hyphens or underscores. */
  static <E extends Enum<E>> ValueType<E> loose(Class<E> type) {
    ValueType<E> words = ValueType.words(type);
    return new ValueType<>(
        words.allowed(),
        words.schema(),
        text -> words.parser().apply(text.toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ValueType<String> text(String pattern, String allowed) {
    Pattern compiled = Pattern.compile(pattern);
    return new ValueType<>(
        allowed,
        schema("type", "string", "pattern", "^(?:" + pattern + ")$"),
        text -> compiled.matcher(text).matches() ? text : null);
  }

  /** Whether the text is a number with a fraction where whole numbers are allowed. */
  boolean missesWhole(String text) {
    return "integer".equals(schema.get("type")) && parseNumber(text) != null && !isWhole(text);
  }

  /** Whether the text is a number but for its leading zeros, which some read as octal. */
  boolean leadingZeros(String text) {
    return LEADING_ZEROS.matcher(text).matches()
        && List.of("integer", "number").contains(schema.get("type"));
  }

  private static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  private static @Nullable Long parseWhole(String text) {
    return isWhole(text) ? Long.valueOf(text) : null;
  }

  private static @Nullable BigDecimal parseNumber(String text) {
    if (text.length() > 2 * MAX_DIGITS || !NUMBER.matcher(text).matches()) {
      return null;
    }
    var value = new BigDecimal(text);
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int digits = Math.max(stripped.precision(), stripped.precision() - stripped.scale());
    return Math.max(digits, stripped.scale()) > MAX_DIGITS ? null : Found.plain(stripped);
  }

  private static @Nullable Double parseDouble(String text) {
    if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
      return Double.valueOf(text);
    }
    return text.length() <= 400
            && text.matches("[+-]?\\d{1,320}(\\.\\d{1,40})?([eE][+-]?\\d{1,4})?")
        ? Double.valueOf(text)
        : null;
  }

  static @Nullable Duration parseDuration(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long seconds =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        };
    return Duration.ofSeconds(new BigInteger(matcher.group(1)).longValueExact() * seconds);
  }

  private static Map<String, Object> schema(Object... pairs) {
    var schema = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      schema.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return schema;
  }
}
