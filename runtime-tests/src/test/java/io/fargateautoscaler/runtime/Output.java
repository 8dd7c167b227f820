package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What a function wrote to its log. */
record Output(List<String> lines) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** All lines, each a JSON object, and none with a secret. */
  List<JsonNode> json() {
    assertThat(lines).isNotEmpty();
    holdsNoSecret();
    return lines.stream().map(Output::object).toList();
  }

  void holdsNoSecret() {
    assertThat(lines)
        .noneMatch(line -> line.contains(LambdaProcess.SECRET_KEY))
        .noneMatch(line -> line.contains(LambdaProcess.SESSION_TOKEN));
  }

  /** The lines in CloudWatch's embedded metric format, in order; each one is complete. */
  List<JsonNode> metrics() {
    List<JsonNode> metrics = json().stream().filter(line -> line.has("_aws")).toList();
    metrics.forEach(Output::complete);
    return metrics;
  }

  private static JsonNode object(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      assertThat(node.isObject()).as(line).isTrue();
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static void complete(JsonNode line) {
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    JsonNode directives = line.path("_aws").path("CloudWatchMetrics");
    assertThat(directives).isNotEmpty();
    for (JsonNode directive : directives) {
      assertThat(directive.path("Namespace").asText()).isEqualTo("FargateAutoscaler");
      assertThat(directive.path("Metrics")).isNotEmpty();
      directive
          .path("Metrics")
          .forEach(
              metric -> assertThat(line.path(metric.path("Name").asText()).isNumber()).isTrue());
      directive
          .path("Dimensions")
          .forEach(set ->
              set.forEach(name -> assertThat(line.path(name.asText()).isTextual()).isTrue()));
    }
  }
}
