package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of a service, as compact JSON. */
public final class StateJson {
  private static final ValueType<String> TEXT =
      ValueType.text("(?s).{0,4000}", "a text of at most 4000 characters");

  private StateJson() {}

  public static String write(ServiceState state) {
    ObjectNode json = Json.object();
    json.put("version", state.version());
    json.set("history", HistoryJson.tree(state.history()));
    ServiceState.Intent intent = state.intent();
    if (intent != null) {
      ObjectNode one = json.putObject("intent");
      Json.put(one, "at", intent.at());
      one.put("from", intent.from()).put("to", intent.to());
      one.put("cause", intent.cause()).put("because", intent.because());
    }
    Json.put(json, "verdict", state.verdict());
    if (!state.incidents().isEmpty()) {
      ObjectNode incidents = json.putObject("incidents");
      state
          .incidents()
          .forEach((name, incident) -> {
            ObjectNode one = incidents.putObject(name).put("id", incident.id());
            Json.put(one, "since", incident.since());
          });
    }
    if (state.shadow() != null) {
      json.set("shadow", ShadowJson.tree(state.shadow()));
    }
    return Json.text(json);
  }

  /**
   * Reads what {@link #write} wrote, in this or another version: unknown keys are ignored.
   *
   * @throws IllegalArgumentException if the text is anything else; the message is one line
   */
  public static ServiceState read(String text) {
    var problems = new Problems();
    Optional<Node> root = TreeReader.json(text, problems);
    Fields fields = root.map(node -> Fields.of(node, "", problems)).orElse(null);
    ServiceState state = fields == null ? null : state(fields);
    if (state == null || problems.any()) {
      throw new IllegalArgumentException(
          "not a stored state: "
              + problems.all().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
    return state;
  }

  private static @Nullable ServiceState state(Fields fields) {
    Long version = fields.required("version", ValueType.wholeLong(0, Long.MAX_VALUE / 10));
    return version == null
        ? null
        : new ServiceState(
            version,
            HistoryReader.read(fields.fields("history"), 0, true),
            intent(fields),
            fields.value("verdict", TEXT),
            incidents(fields),
            ShadowJson.read(fields.fields("shadow")));
  }

  private static ServiceState.@Nullable Intent intent(Fields fields) {
    Fields intent = fields.fields("intent");
    if (intent == null) {
      return null;
    }
    Instant at = intent.required("at", ValueType.INSTANT);
    Integer from = intent.required("from", HistoryReader.COUNT);
    Integer to = intent.required("to", HistoryReader.COUNT);
    // Intents of earlier versions have no reason.
    String cause = intent.value("cause", TEXT, "intent");
    String because = intent.value("because", TEXT, "an earlier version began it");
    return at == null || from == null || to == null
        ? null
        : new ServiceState.Intent(at, from, to, cause, because);
  }

  private static Map<String, ServiceState.Incident> incidents(Fields fields) {
    var incidents = new TreeMap<String, ServiceState.Incident>();
    fields
        .named("incidents")
        .forEach((name, one) -> {
          String id = one.required("id", TEXT);
          Instant since = one.required("since", ValueType.INSTANT);
          if (id != null && since != null) {
            incidents.put(name, new ServiceState.Incident(id, since));
          }
        });
    return incidents;
  }
}
