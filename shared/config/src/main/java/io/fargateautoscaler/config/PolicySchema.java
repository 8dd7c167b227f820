package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.Key.Section;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The JSON Schema of policy documents, made of the table of keys. */
final class PolicySchema {
  private PolicySchema() {}

  static ObjectNode tree() {
    ObjectNode schema = Json.object();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Fargate Autoscaler policy document");
    schema.setAll(mapping(Section.DOCUMENT));
    return schema;
  }

  private static ObjectNode mapping(Section section) {
    ObjectNode json = Json.object().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = json.putObject("properties");
    var required = Json.array();
    for (Key<?> key : PolicyKeys.of(section)) {
      ObjectNode one = property(key);
      one.put("description", key.meaning());
      properties.set(key.name(), one);
      if (key.required()) {
        required.add(key.name());
      }
    }
    if (!required.isEmpty()) {
      json.set("required", required);
    }
    return json;
  }

  private static ObjectNode property(Key<?> key) {
    ValueType<?> type = key.type();
    if (type != null) {
      return key.name().equals("type")
          ? Json.object().put("const", typeOf(key.in()))
          : scalar(type.schema());
    }
    return switch (key.name()) {
      case "capacity" ->
          mapping(key.in() == Section.SCHEDULE ? Section.SCHEDULE_CAPACITY : Section.CAPACITY);
      case "scale-out" -> mapping(Section.SCALE_OUT);
      case "scale-in" -> mapping(Section.SCALE_IN);
      case "guards" -> mapping(Section.GUARDS);
      case "crash-loop" -> mapping(Section.CRASH_LOOP);
      case "veto-scale-out", "veto-scale-in" ->
          list(scalar(PolicyKeys.ALARM.schema()), 0, GuardKeys.MOST_ALARMS)
              .put("uniqueItems", true);
      case "policies" -> policies();
      case "schedules" -> list(mapping(Section.SCHEDULE), 0, ScheduleKeys.MOST);
      case "steps" -> list(mapping(Section.STEP_ITEM), 1, StepKeys.MOST);
      case "metric" ->
          either(words(PolicyKeys.METRICS), mapping(Section.METRIC), mapping(Section.EXPRESSION));
      case "metrics" -> metrics();
      case "step" ->
          either(
              words(List.of(PolicyKeys.UNLIMITED)),
              mapping(
                  key.in() == Section.SCALE_OUT ? Section.SCALE_OUT_STEP : Section.SCALE_IN_STEP));
      case "dimensions" -> dimensions();
      default -> throw new IllegalStateException("no schema for " + key.name());
    };
  }

  private static String typeOf(Section section) {
    return switch (section) {
      case TARGET_TRACKING -> "target-tracking";
      case QUEUE -> "queue";
      case STEP -> "step";
      default -> throw new IllegalStateException("no type of policy: " + section);
    };
  }

  private static ObjectNode policies() {
    ObjectNode json = Json.object().put("type", "object").put("minProperties", 1);
    json.putObject("propertyNames").put("pattern", "^[a-z][a-z0-9-]{0,31}$");
    json.set(
        "additionalProperties",
        either(mapping(Section.TARGET_TRACKING), mapping(Section.QUEUE), mapping(Section.STEP)));
    return json;
  }

  private static ObjectNode metrics() {
    ObjectNode json =
        Json.object()
            .put("type", "object")
            .put("minProperties", 1)
            .put("maxProperties", MetricKeys.MAX_METRICS);
    json.set("propertyNames", scalar(MetricKeys.METRIC_ID.schema()));
    json.set("additionalProperties", mapping(Section.EXPRESSION_METRIC));
    return json;
  }

  private static ObjectNode dimensions() {
    ObjectNode json =
        Json.object().put("type", "object").put("maxProperties", MetricKeys.MAX_DIMENSIONS);
    json.set("additionalProperties", scalar(MetricKeys.CLOUDWATCH_NAME.schema()));
    return json;
  }

  private static ObjectNode list(ObjectNode items, int least, int most) {
    ObjectNode json = Json.object().put("type", "array");
    if (least > 0) {
      json.put("minItems", least);
    }
    json.put("maxItems", most);
    json.set("items", items);
    return json;
  }

  private static ObjectNode either(ObjectNode... forms) {
    ObjectNode json = Json.object();
    var array = json.putArray("oneOf");
    for (ObjectNode form : forms) {
      array.add(form);
    }
    return json;
  }

  private static ObjectNode words(List<String> words) {
    return scalar(Map.of("enum", words));
  }

  private static ObjectNode scalar(Map<String, Object> schema) {
    ObjectNode json = Json.object();
    schema.forEach((name, value) -> {
      switch (value) {
        case Integer number -> json.put(name, number);
        case Long number -> json.put(name, number);
        case BigDecimal number -> json.set(name, Json.number(number));
        case Collection<?> words -> {
          var array = json.putArray(name);
          words.forEach(word -> array.add(String.valueOf(word)));
        }
        default -> json.put(name, String.valueOf(value));
      }
    });
    return json;
  }
}
