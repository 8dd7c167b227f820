package io.fargateautoscaler.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How JSON is written here: compact, in the order of insertion, without nulls. */
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  static JsonNode number(BigDecimal value) {
    return NODES.numberNode(Found.plain(value));
  }

  /** The shortest text that reads as the same number; words for what JSON cannot say. */
  static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return NODES.textNode(Double.toString(value));
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? NODES.numberNode((long) value)
        : NODES.numberNode(value);
  }

  static void put(ObjectNode json, String key, @Nullable String value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  static void put(ObjectNode json, String key, @Nullable Instant value) {
    if (value != null) {
      json.put(key, value.toString());
    }
  }

  static void put(ObjectNode json, String key, @Nullable Integer value) {
    if (value != null) {
      json.put(key, value);
    }
  }
}
