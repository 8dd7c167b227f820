package io.fargateautoscaler.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.fargateautoscaler.benchmarks.CannedAws.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What AWS says of many services of ten tasks each with a CPU load at its target. */
final class Fleet implements CannedAws.Answers {
  static final String TABLE = "table";
  static final String CLUSTER = "shop";

  private static final int POINTS = 15;
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  private final Instant now;
  private final SortedMap<String, JsonNode> rows = new TreeMap<>();

  Fleet(Instant now) {
    this.now = now;
  }

  @Override
  public Answer to(String action, byte[] body) throws IOException {
    if (action.equals("GetMetricData")) {
      return new Answer("application/cbor", metrics(CBOR.readTree(body)));
    }
    JsonNode request = JSON.readTree(body);
    ObjectNode answer =
        switch (action) {
          case "DescribeServices" -> services(request);
          case "DescribeScalableTargets" -> array("ScalableTargets");
          case "Query" -> query(request.path("ExpressionAttributeValues"));
          case "BatchGetItem" -> batch(request.path("RequestItems").path(TABLE).path("Keys"));
          case "PutItem" -> put(request.path("Item"));
          case "TransactWriteItems" -> {
            request.path("TransactItems").forEach(each -> put(each.path("Put").path("Item")));
            yield JSON.createObjectNode();
          }
          default -> throw new IOException("no answer to " + action);
        };
    return new Answer(
        "application/x-amz-json-1.1", answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode array(String name) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray(name);
    return answer;
  }

  private ObjectNode services(JsonNode request) {
    ObjectNode answer = array("failures");
    ArrayNode services = answer.putArray("services");
    for (JsonNode name : request.path("services")) {
      String arn = "arn:aws:ecs:eu-west-1:111122223333:service/shop/" + name.asText();
      ObjectNode service =
          services
              .addObject()
              .put("serviceArn", arn)
              .put("serviceName", name.asText())
              .put("clusterArn", "arn:aws:ecs:eu-west-1:111122223333:cluster/shop")
              .put("status", "ACTIVE")
              .put("desiredCount", 10)
              .put("runningCount", 10)
              .put("pendingCount", 0)
              .put("launchType", "FARGATE")
              .put("schedulingStrategy", "REPLICA");
      service.putObject("deploymentController").put("type", "ECS");
      service
          .putArray("deployments")
          .addObject()
          .put("id", "ecs-svc/1234567890123456789")
          .put("status", "PRIMARY")
          .put("rolloutState", "COMPLETED")
          .put("desiredCount", 10)
          .put("createdAt", now.getEpochSecond() - 90_000);
      ArrayNode events = service.putArray("events");
      // ECS always sends the last hundred; a quiet service has few.
      for (int i = 0; i < 10; i++) {
        events
            .addObject()
            .put("id", "b8a1-" + i)
            .put("createdAt", now.getEpochSecond() - 21_600L * i)
            .put("message", "(service " + name.asText() + ") has reached a steady state.");
      }
    }
    return answer;
  }

  private byte[] metrics(JsonNode request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeArrayFieldStart("MetricDataResults");
      for (JsonNode query : request.path("MetricDataQueries")) {
        series(cbor, query);
      }
      cbor.writeEndArray();
      cbor.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void series(CBORGenerator cbor, JsonNode query) throws IOException {
    boolean count = query.at("/MetricStat/Stat").asText().equals("SampleCount");
    // Published by the minute: at 20 s there is nothing.
    int points = query.at("/MetricStat/Period").asInt() == 60 ? POINTS : 0;
    cbor.writeStartObject();
    cbor.writeStringField("Id", query.path("Id").asText());
    cbor.writeStringField("Label", "CPUUtilization");
    cbor.writeStringField("StatusCode", "Complete");
    cbor.writeArrayFieldStart("Timestamps");
    for (int i = points; i > 0; i--) {
      cbor.writeTag(1);
      cbor.writeNumber(now.getEpochSecond() - 60L * (i + 1));
    }
    cbor.writeEndArray();
    cbor.writeArrayFieldStart("Values");
    for (int i = points; i > 0; i--) {
      cbor.writeNumber(count ? 10.0 : 57.123_456_789 + i / 3.0);
    }
    cbor.writeEndArray();
    cbor.writeEndObject();
  }

  private ObjectNode query(JsonNode values) {
    String from = text(values, ":pk") + "\n" + text(values, ":sk");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("Items");
    rows.tailMap(from).entrySet().stream()
        .takeWhile(row -> row.getKey().startsWith(from))
        .forEach(row -> items.add(row.getValue()));
    return answer.put("Count", items.size());
  }

  private ObjectNode batch(JsonNode keys) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("UnprocessedKeys");
    ArrayNode found = answer.putObject("Responses").putArray(TABLE);
    keys.forEach(key -> {
      JsonNode row = rows.get(key(key));
      if (row != null) {
        found.add(row);
      }
    });
    return answer;
  }

  private ObjectNode put(JsonNode row) {
    rows.put(key(row), row);
    return JSON.createObjectNode();
  }

  private static String key(JsonNode row) {
    return text(row, "pk") + "\n" + text(row, "sk");
  }

  private static String text(JsonNode row, String attribute) {
    return row.path(attribute).path("S").asText();
  }
}
