package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A service's row of starts: one attribute for each task, as task-events writes it. */
final class StartsRow {
  /** The sort key. */
  static final String KEY = "starts";

  private static final String TASK = "t:";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final System.Logger LOG = System.getLogger(StartsRow.class.getName());

  private StartsRow() {}

  /** The starts by id of the task; one that cannot be read is logged and left out. */
  static Map<String, Start> read(Map<String, AttributeValue> row) {
    Map<String, Start> starts = new TreeMap<>();
    row.forEach((name, value) -> {
      if (name.startsWith(TASK) && value.s() != null) {
        start(value.s()).ifPresent(start -> starts.put(name.substring(TASK.length()), start));
      }
    });
    return starts;
  }

  private static Optional<Start> start(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      JsonNode ended = json.path("ended");
      JsonNode deployment = json.path("deployment");
      return Optional.of(
          new Start(
              Instant.parse(json.path("at").asText()),
              ended.isTextual() ? Instant.parse(ended.asText()) : null,
              json.path("bad").asBoolean(),
              json.path("unhealthy").asBoolean(),
              deployment.isTextual() ? deployment.asText() : null));
    } catch (JsonProcessingException | DateTimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a start is lost: {0}", Reasons.line(e.toString()));
      return Optional.empty();
    }
  }

  /** Puts the starts into a row. */
  static void write(Map<String, AttributeValue> row, Map<String, Start> starts) {
    starts.forEach((task, start) -> row.put(TASK + task, DynamoTable.text(json(start))));
  }

  private static String json(Start start) {
    ObjectNode json = MAPPER.createObjectNode().put("at", start.at().toString());
    if (start.ended() != null) {
      json.put("ended", start.ended().toString()).put("bad", start.bad());
    }
    if (start.unhealthy()) {
      json.put("unhealthy", true);
    }
    if (start.deployment() != null) {
      json.put("deployment", start.deployment());
    }
    return json.toString();
  }
}
