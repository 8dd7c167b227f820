package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.StateJson;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON texts of the state table. A row that cannot be read harms its own service only. */
final class StoredText {
  private static final System.Logger LOG = System.getLogger(StoredText.class.getName());

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** A row has at most 400 KB. */
  static final int MAX_AUDIT_BYTES = 300 * 1024;

  private StoredText() {}

  static Optional<ServicePolicy> policy(ServiceRef service, String document) {
    PolicyReader.Result result = PolicyReader.readCanonical(document);
    if (result.policy().isEmpty()) {
      LOG.log(System.Logger.Level.ERROR, "stored policy of {0}: {1}", service, result.problems());
    }
    return result.policy();
  }

  static String write(ServiceState state) {
    return StateJson.write(state);
  }

  /** A state that cannot be read is lost, but its version still guards the next write. */
  static ServiceState state(ServiceRef service, String text, long version) {
    try {
      return StateJson.read(text);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "stored state of {0} is lost: {1}", service, e.toString());
      return new ServiceState(version, ScalingHistory.NONE, null, null, Map.of());
    }
  }

  /** A decision that is too long for a row is kept without the longest of what it read. */
  static String audit(DecisionRecord decision) {
    String text = DecisionJson.record(decision);
    if (fits(text)) {
      return text;
    }
    try {
      ObjectNode json = (ObjectNode) MAPPER.readTree(text);
      json.put("shortened", true);
      if (json.path("observation") instanceof ObjectNode observation) {
        observation.remove("loads");
      }
      String shorter = MAPPER.writeValueAsString(json);
      if (!fits(shorter)) {
        json.remove(List.of("history", "policy"));
        shorter = MAPPER.writeValueAsString(json);
      }
      return shorter;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a decision is always JSON", e);
    }
  }

  private static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_AUDIT_BYTES;
  }

  static String write(Orders orders) {
    ObjectNode json = MAPPER.createObjectNode();
    Pause pause = orders.pause();
    if (pause != null) {
      json.putObject("pause")
          .put("from", pause.from().toString())
          .put("until", pause.until().toString())
          .put("by", pause.by());
    }
    RangeHold hold = orders.hold();
    if (hold != null) {
      json.putObject("hold")
          .put("min", hold.min())
          .put("max", hold.max())
          .put("until", hold.until().toString())
          .put("by", hold.by());
    }
    if (orders.resumed() != null) {
      json.put("resumed", orders.resumed().toString());
    }
    return json.toString();
  }

  /** Orders that cannot be read are lost. */
  static Orders orders(ServiceRef service, String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      JsonNode pause = json.path("pause");
      JsonNode hold = json.path("hold");
      return new Orders(
          pause.isObject()
              ? new Pause(instant(pause, "from"), instant(pause, "until"), optional(pause, "by"))
              : null,
          hold.isObject()
              ? new RangeHold(
                  count(hold, "min"),
                  count(hold, "max"),
                  instant(hold, "until"),
                  optional(hold, "by"))
              : null,
          json.path("resumed").isTextual() ? instant(json, "resumed") : null);
    } catch (JsonProcessingException | DateTimeParseException e) {
      LOG.log(System.Logger.Level.ERROR, "orders for {0} are lost: {1}", service, reason(e));
      return Orders.NONE;
    }
  }

  private static String reason(Exception trouble) {
    return Reasons.line(trouble.toString());
  }

  private static Instant instant(JsonNode json, String key) {
    return Instant.parse(json.path(key).asText());
  }

  private static @Nullable String optional(JsonNode json, String key) {
    return json.path(key).isTextual() ? json.path(key).asText() : null;
  }

  private static @Nullable Integer count(JsonNode json, String key) {
    return json.path(key).isInt() ? json.path(key).asInt() : null;
  }
}
