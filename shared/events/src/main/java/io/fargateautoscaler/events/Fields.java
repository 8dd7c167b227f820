package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Reads fields that may be absent, of another type, or hostile. None of these throws. */
final class Fields {

  private static final int MAX_TOKEN = 1600;
  private static final int MAX_ALARM_NAME = 255;
  private static final int MAX_TIME = 40;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** CloudWatch writes its zone as {@code +0000}, which ISO formats do not read. */
  private static final DateTimeFormatter COMPACT_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private Fields() {}

  static @Nullable String text(JsonNode node, String field) {
    return text(node.path(field));
  }

  static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  /** A machine-made word, ARN or id: printable ASCII without spaces; anything else is null. */
  static @Nullable String token(JsonNode node, String field) {
    String text = text(node, field);
    boolean good =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_TOKEN
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return good ? text : null;
  }

  /** The name of an alarm, which may have spaces and any script but nothing invisible. */
  static @Nullable String alarmName(JsonNode node, String field) {
    String text = text(node, field);
    return text != null && isVisible(text, MAX_ALARM_NAME) ? text : null;
  }

  /** An ARN that ends in a name that people chose. */
  static @Nullable String alarmArn(@Nullable String text) {
    return text != null && text.startsWith("arn:") && isVisible(text, MAX_TOKEN) ? text : null;
  }

  static @Nullable Untrusted untrusted(JsonNode node, String field) {
    String text = text(node, field);
    return text == null ? null : new Untrusted(text);
  }

  static @Nullable Instant instant(JsonNode node, String field) {
    String text = text(node, field);
    if (text == null || text.length() > MAX_TIME) {
      return null;
    }
    Instant instant = parse(text);
    // Instant reaches a thousand million years, where conversion to milliseconds overflows.
    boolean plausible =
        instant != null && !instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST);
    return plausible ? instant : null;
  }

  private static @Nullable Instant parse(String text) {
    try {
      return text.endsWith("Z") ? Instant.parse(text) : COMPACT_OFFSET.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isVisible(String text, int limit) {
    return !text.isEmpty() && text.length() <= limit && Untrusted.isPrintable(text);
  }
}
