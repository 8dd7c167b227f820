package io.fargateautoscaler.operations.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision record as it was kept. Whatever part of it is missing, because it was shortened or is
 * of another version, is left out of what is said.
 */
public final class Recorded {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String text;
  private final JsonNode json;
  private final ServiceRef service;
  private final Instant at;

  private Recorded(String text, JsonNode json, ServiceRef service, Instant at) {
    this.text = text;
    this.json = json;
    this.service = service;
    this.at = at;
  }

  /**
   * Reads a record; also an audit row, a log line or a notice that has one within.
   *
   * @return empty if there is no record in it
   */
  public static Optional<Recorded> read(String text) {
    return read(text, 0);
  }

  private static Optional<Recorded> read(String text, int depth) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (json == null || !json.isObject()) {
      return Optional.empty();
    }
    if (!json.path("decision").isObject() || !json.path("decision").path("count").isInt()) {
      return depth > 2 ? Optional.empty() : inner(json, depth + 1);
    }
    Instant at = instant(json.path("at"));
    ServiceRef service = ServiceRef.parse(json.path("service").asText()).orElse(null);
    return at == null || service == null
        ? Optional.empty()
        : Optional.of(new Recorded(text.strip(), json, service, at));
  }

  private static Optional<Recorded> inner(JsonNode row, int depth) {
    for (String key : List.of("record", "message", "decision", "S")) {
      JsonNode place = row.path(key);
      String inner = place.isTextual() ? place.textValue() : place.isObject() ? "" + place : "";
      Optional<Recorded> found = inner.isEmpty() ? Optional.empty() : read(inner, depth);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The record itself. */
  public String text() {
    return text;
  }

  public ServiceRef service() {
    return service;
  }

  /** The instant of the decision. */
  public Instant at() {
    return at;
  }

  /** The desired count after it. */
  public int count() {
    return json.path("decision").path("count").asInt();
  }

  /** The desired count before it. */
  public int before() {
    Decision.Scale scale = scale();
    return scale == null ? count() : scale.from();
  }

  /** The change that was decided; null: it held. */
  public Decision.@Nullable Scale scale() {
    JsonNode decision = json.path("decision");
    JsonNode scale = decision.path("scale");
    return scale.isObject() ? scale(scale, decision.path("because").asText(), why()) : null;
  }

  /** What would have been done if it were allowed to act; null: nothing, or it acted. */
  public Decision.@Nullable Scale would() {
    JsonNode would = json.path("decision").path("would");
    if (!would.isObject()) {
      return null;
    }
    String cause = would.path("because").asText();
    String because =
        recommended().stream()
            .filter(each -> each.policy().equals(cause))
            .map(Vote::because)
            .findFirst()
            .orElseGet(() -> trace().isEmpty() ? "" : trace().getLast().because());
    return scale(would, cause, because);
  }

  private static Decision.Scale scale(JsonNode scale, String cause, String because) {
    return new Decision.Scale(scale.path("from").asInt(), scale.path("to").asInt(), cause, because);
  }

  /** Code of the hold; null: it scaled. */
  public @Nullable String hold() {
    JsonNode hold = json.path("decision").path("hold");
    return hold.isTextual() ? hold.asText() : null;
  }

  /** The reason in a sentence; empty if it was not kept. */
  public String why() {
    return json.path("why").asText();
  }

  /**
   * What one policy asked for.
   *
   * @param count null: it is blind or abstains
   * @param need what the load alone needs; null as {@code count}
   */
  public record Vote(
      String policy, @Nullable Integer count, @Nullable Integer need, String kind, String because) {

    /** Whether it has no usable data. */
    public boolean blind() {
      return kind.equals("blind");
    }
  }

  /** What the policies asked for, in order of their names. */
  public List<Vote> recommended() {
    List<Vote> votes = new ArrayList<>();
    json.path("recommended")
        .properties()
        .forEach(entry -> votes.add(vote(entry.getKey(), entry.getValue())));
    return votes;
  }

  private static Vote vote(String policy, JsonNode vote) {
    for (String kind : List.of("blind", "abstain")) {
      if (vote.has(kind)) {
        return new Vote(policy, null, null, kind, vote.path(kind).asText());
      }
    }
    int count = vote.path("count").asInt();
    return new Vote(
        policy, count, vote.path("need").asInt(count), "count", vote.path("because").asText());
  }

  /** The stages that changed the number, in order. */
  public List<Adjustment> trace() {
    List<Adjustment> stages = new ArrayList<>();
    for (JsonNode stage : json.path("trace")) {
      stages.add(
          new Adjustment(
              stage.path("stage").asText(),
              stage.path("from").asInt(),
              stage.path("to").asInt(),
              stage.path("because").asText()));
    }
    return stages;
  }

  /** Any part of it, for example {@code /observation/service/running}. */
  public JsonNode part(String pointer) {
    return json.at(pointer);
  }

  /** What was read for one policy; missing if it was not kept. */
  public JsonNode load(String policy) {
    return json.path("observation").path("loads").path(policy);
  }

  /** An instant within the record; null if it is none. */
  static @Nullable Instant instant(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.textValue()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
