package io.fargateautoscaler.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.config.DecideCase;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a recorded decision again and compares the two records. */
final class RecordCheck {
  private static final int SHOWN = 80;

  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** What came of one line. */
  sealed interface Outcome {
    /**
     * The decision was made again.
     *
     * @param line its record now
     * @param difference the first one; null if all bytes are equal
     */
    record Made(String id, String line, @Nullable String difference) implements Outcome {}

    /** The line cannot be decided. */
    record Unusable(@Nullable String id, String error) implements Outcome {}

    /** The line is an object without a decision record, as logs have many. */
    record Other() implements Outcome {}
  }

  /** Checks a record, a log message with a record, or an audit row with one. */
  Outcome check(String line) {
    String text = line.strip();
    JsonNode tree = tree(text);
    if (tree != null && tree.isObject() && !tree.has("decision")) {
      String inner = inner(tree);
      if (inner == null) {
        return new Outcome.Other();
      }
      text = inner;
      tree = tree(text);
    }
    DecideCase.Result read = DecideCase.read(text);
    DecideCase input = read.value().orElse(null);
    if (input == null || tree == null) {
      String error = read.error();
      return new Outcome.Unusable(read.id(), error == null ? "not valid JSON" : error);
    }
    try {
      String now = Texts.json(DecisionJson.record(again(tree, input)));
      return new Outcome.Made(input.id(), now, difference(Texts.json(text), now));
    } catch (IncompleteException e) {
      return new Outcome.Unusable(read.id(), e.getMessage());
    }
  }

  private @Nullable JsonNode tree(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The record in an audit row or in a log line that wraps its message; null if there is none. */
  private @Nullable String inner(JsonNode row) {
    for (JsonNode place :
        new JsonNode[] {row.path("record"), row.path("record").path("S"), row.path("message")}) {
      String text = place.isTextual() ? place.textValue() : place.isObject() ? "" + place : "";
      JsonNode inner = tree(text);
      if (inner != null && inner.isObject() && inner.has("decision")) {
        return text.strip();
      }
    }
    return null;
  }

  private static DecisionRecord again(JsonNode tree, DecideCase input) throws IncompleteException {
    JsonNode applied = tree.path("applied");
    return new DecisionRecord(
        input.id(),
        ServiceRef.parse(tree.path("service").asText())
            .orElseThrow(() -> new IncompleteException("service")),
        new Trigger(trigger(tree), tree.path("trigger").path("ref").asText("")),
        new PolicyDocument(version(tree), input.policy(), ""),
        input.stackMode(),
        input.observation(),
        input.history(),
        Decider.decide(input.policy(), input.stackMode(), input.observation(), input.history()),
        applied.isMissingNode() ? null : applied(applied));
  }

  private static Trigger.Kind trigger(JsonNode tree) throws IncompleteException {
    String word = tree.path("trigger").path("kind").asText();
    for (Trigger.Kind kind : Trigger.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    throw new IncompleteException("trigger.kind");
  }

  private static long version(JsonNode tree) throws IncompleteException {
    JsonNode version = tree.path("policy").path("version");
    if (!version.isIntegralNumber() || !version.canConvertToLong()) {
      throw new IncompleteException("policy.version");
    }
    return version.longValue();
  }

  private static DecisionRecord.Applied applied(JsonNode applied) throws IncompleteException {
    try {
      if (applied.path("count").isInt()) {
        Instant at = Instant.parse(applied.path("at").asText());
        return new DecisionRecord.Applied(
            at, applied.path("count").intValue(), cost(applied.path("usdPerHour")));
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new IncompleteException("applied");
  }

  /** Earlier records have none. */
  private static @Nullable UsdPerHour cost(JsonNode usd) {
    return usd.path("before").isNumber() && usd.path("after").isNumber()
        ? new UsdPerHour(
            usd.path("before").doubleValue(),
            usd.path("after").doubleValue(),
            usd.path("prices").asText(""))
        : null;
  }

  private @Nullable String difference(String recorded, String now) {
    if (recorded.equals(now)) {
      return null;
    }
    JsonNode before = tree(recorded);
    JsonNode after = tree(now);
    String first = before == null || after == null ? null : first("", before, after);
    return first == null ? "the values are equal, but are written in another way" : first;
  }

  /** The first field that differs, in the order of the record. */
  private static @Nullable String first(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return null;
    }
    boolean objects = before.isObject() && after.isObject();
    if (!objects && !(before.isArray() && after.isArray())) {
      return path + ": recorded " + shown(before) + ", now " + shown(after);
    }
    String dot = path.isEmpty() ? "" : path + ".";
    if (objects) {
      Set<String> keys = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      after.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        String found = first(dot + key, before.path(key), after.path(key));
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      String found = first(path + "[" + i + "]", before.path(i), after.path(i));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /** A part of a record that {@code decide} does not need is missing or wrong. */
  private static final class IncompleteException extends Exception {
    private static final long serialVersionUID = 1L;

    IncompleteException(String part) {
      super(part + ": missing or wrong; a whole decision record is needed");
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
