package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A service's row of starts, as task-events writes it: one attribute for each task, and one for
 * what ECS said of whether tasks come.
 */
final class StartsRow {
  /** The sort key. */
  static final String KEY = "starts";

  private static final String TASK = "t:";
  private static final String TROUBLE = "trouble";
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

  /** What ECS last said of whether tasks come; one that cannot be read is logged and left out. */
  static @Nullable Trouble trouble(Map<String, AttributeValue> row) {
    AttributeValue value = row.get(TROUBLE);
    if (value == null || value.s() == null) {
      return null;
    }
    try {
      JsonNode json = MAPPER.readTree(value.s());
      return new Trouble(
          Instant.parse(json.path("at").asText()),
          Trouble.Kind.valueOf(json.path("kind").asText()),
          json.path("cause").asText(),
          json.path("nextStep").asText());
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a trouble is lost: {0}", Reasons.line(e.toString()));
      return null;
    }
  }

  /** Puts what ECS said into a row. */
  static void write(Map<String, AttributeValue> row, Trouble trouble) {
    row.put(
        TROUBLE,
        DynamoTable.text(
            MAPPER
                .createObjectNode()
                .put("at", trouble.at().toString())
                .put("kind", trouble.kind().name())
                .put("cause", trouble.cause())
                .put("nextStep", trouble.nextStep())
                .toString()));
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
