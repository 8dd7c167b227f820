package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link NoticeJson} wrote, all but the detail. */
public final class SavedNotice {
  private SavedNotice() {}

  /** The notice in a JSON object as a queue gets it; empty if it is none. */
  public static Optional<Notice> read(JsonNode json) {
    Notice.@Nullable Event event = event(json.path("event").asText());
    Notice.@Nullable Severity severity = severity(json.path("severity").asText());
    Instant at = instant(json.path("at").asText());
    if (event == null
        || severity == null
        || at == null
        || !json.path("schema").isInt()
        || !json.path("id").isTextual()
        || !json.path("subject").isTextual()
        || !json.path("lines").isArray()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    json.path("lines").forEach(line -> lines.add(line.asText()));
    return Optional.of(
        new Notice(
            json.path("id").asText(),
            at,
            event,
            severity,
            ServiceRef.parse(json.path("service").asText()).orElse(null),
            json.path("subject").asText(),
            lines,
            json.path("incident").isTextual() ? json.path("incident").asText() : null,
            null));
  }

  private static Notice.@Nullable Event event(String name) {
    for (Notice.Event event : Notice.Event.values()) {
      if (event.wireName().equals(name)) {
        return event;
      }
    }
    return null;
  }

  private static Notice.@Nullable Severity severity(String name) {
    for (Notice.Severity severity : Notice.Severity.values()) {
      if (ValueType.word(severity).equals(name)) {
        return severity;
      }
    }
    return null;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
