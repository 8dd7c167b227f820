package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.Key.Section;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Documentation of the policy document, made from the same table that its reader uses. */
public final class PolicyReference {
  private static final String EXAMPLE =
      """
      schema: 1
      service: shop/checkout
      capacity: {min: 2, max: 40}
      policies:
        cpu:      {type: target-tracking, metric: cpu, target: 60}
        requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000}
        orders:   {type: queue, queue: orders, seconds-per-message: 0.5, drain-within: 3m}
      """;

  private PolicyReference() {}

  /** The page {@code docs/policy-reference.md}. */
  public static String markdown() {
    var page = new StringBuilder();
    page.append("# Policy document\n\n");
    page.append("One document for each service: YAML or JSON, at most ");
    page.append(PolicyReader.MAX_BYTES);
    page.append(" bytes, in the SSM parameter `/STACK/services/CLUSTER/SERVICE`.\n");
    page.append("`service`, `capacity` and one policy are enough. ");
    page.append("Unknown and repeated keys are problems, and a document with a problem changes ");
    page.append("nothing.\n`./autoscaler validate FILE` lists all problems of a document.\n\n");
    page.append("```yaml\n").append(EXAMPLE).append("```\n\n");
    page.append("Durations are whole numbers with `s`, `m`, `h` or `d`: `90s`, `10m`. ");
    page.append("Words like `off` stay words. Aliases (`*name`) are not allowed.\n\n");
    page.append("This page is generated from the table that the reader uses.\n");
    for (Section section : Section.values()) {
      page.append("\n## ").append(section.title()).append("\n\n");
      if (!section.path().isEmpty()) {
        page.append("Path: `").append(section.path()).append("`\n\n");
      }
      page.append("| key | allowed | default | meaning |\n|---|---|---|---|\n");
      for (Key<?> key : PolicyKeys.of(section)) {
        page.append("| `").append(key.name()).append("` | ").append(cell(key.allowed()));
        page.append(" | ").append(key.required() ? "**required**" : cell(key.byDefault()));
        page.append(" | ").append(cell(key.meaning())).append(" |\n");
      }
    }
    page.append("\n## Not in this version\n\n");
    page.append("Policies of `type: step`, `scale-out.stabilization` above `0s`");
    PolicyKeys.LATER.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(later -> {
          for (String key : later.getValue()) {
            String path = later.getKey().path();
            page.append(", `").append(path.isEmpty() ? key : path + "." + key).append('`');
          }
        });
    page.append(": the reader says so.\n");
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** A JSON Schema (draft 2020-12) for editors; the reader itself knows more rules. */
  public static String jsonSchema() {
    ObjectNode schema = Json.object();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Fargate Autoscaler policy document");
    schema.setAll(mapping(Section.DOCUMENT));
    return Json.pretty(schema) + "\n";
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
          ? Json.object().put("const", key.in() == Section.QUEUE ? "queue" : "target-tracking")
          : scalar(type.schema());
    }
    return switch (key.name()) {
      case "capacity" -> mapping(Section.CAPACITY);
      case "scale-out" -> mapping(Section.SCALE_OUT);
      case "scale-in" -> mapping(Section.SCALE_IN);
      case "guards" -> mapping(Section.GUARDS);
      case "policies" -> policies();
      case "metric" -> either(words(PolicyKeys.METRICS), mapping(Section.METRIC));
      case "step" ->
          either(
              words(List.of(PolicyKeys.UNLIMITED)),
              mapping(
                  key.in() == Section.SCALE_OUT ? Section.SCALE_OUT_STEP : Section.SCALE_IN_STEP));
      case "dimensions" -> dimensions();
      default -> throw new IllegalStateException("no schema for " + key.name());
    };
  }

  private static ObjectNode policies() {
    ObjectNode json = Json.object().put("type", "object").put("minProperties", 1);
    json.putObject("propertyNames").put("pattern", "^[a-z][a-z0-9-]{0,31}$");
    json.set(
        "additionalProperties", either(mapping(Section.TARGET_TRACKING), mapping(Section.QUEUE)));
    return json;
  }

  private static ObjectNode dimensions() {
    ObjectNode json = Json.object().put("type", "object").put("maxProperties", 30);
    json.set("additionalProperties", scalar(TrackingKeys.DIMENSION.schema()));
    return json;
  }

  private static ObjectNode either(ObjectNode one, ObjectNode other) {
    ObjectNode json = Json.object();
    json.putArray("oneOf").add(one).add(other);
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
