package io.fargateautoscaler.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Services and queues whose load stays as it is, whatever their count; tasks start at once. */
final class Account {
  private static final int TASKS = 10;
  private static final int POINTS = 15;
  private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";

  private final Scenario scenario;
  private final InstantSource clock;
  private final Instant since;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  Account(Scenario scenario, InstantSource clock) {
    this.scenario = scenario;
    this.clock = clock;
    this.since = clock.instant();
  }

  private int count(String service) {
    return counts.getOrDefault(service, TASKS);
  }

  private double need(String service) {
    return scenario.need(Integer.parseInt(service.substring(service.indexOf('-') + 1)));
  }

  ObjectNode describe(JsonNode request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("failures");
    ArrayNode services = answer.putArray("services");
    request.path("services").forEach(name -> service(services.addObject(), name.asText()));
    return answer;
  }

  ObjectNode update(JsonNode request) {
    counts.put(request.path("service").asText(), request.path("desiredCount").asInt());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    service(answer.putObject("service"), request.path("service").asText());
    return answer;
  }

  private void service(ObjectNode service, String name) {
    int count = count(name);
    service
        .put("serviceArn", ARN + "service/" + Scenario.CLUSTER + "/" + name)
        .put("serviceName", name)
        .put("clusterArn", ARN + "cluster/" + Scenario.CLUSTER)
        .put("status", "ACTIVE")
        .put("desiredCount", count)
        .put("runningCount", count)
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
        .put("desiredCount", count)
        .put("createdAt", since.getEpochSecond() - 90_000);
    ArrayNode events = service.putArray("events");
    // ECS sends the newest hundred whether they are wanted or not.
    for (int i = 0; i < 100; i++) {
      events
          .addObject()
          .put("id", "b8a1-" + i)
          .put("createdAt", since.getEpochSecond() - 21_600L * i)
          .put("message", "(service " + name + ") has reached a steady state.");
    }
  }

  byte[] metrics(JsonNode request, Bill bill) throws IOException {
    bill.units("metrics read", request.path("MetricDataQueries").size());
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
    JsonNode metric = query.at("/MetricStat/Metric");
    // Published by the minute: at 20 s there is nothing.
    int points = query.at("/MetricStat/Period").asInt() == 60 ? POINTS : 0;
    double value = value(metric, query.at("/MetricStat/Stat").asText());
    long minute = clock.instant().getEpochSecond() / 60 * 60;
    cbor.writeStartObject();
    cbor.writeStringField("Id", query.path("Id").asText());
    cbor.writeStringField("Label", metric.path("MetricName").asText());
    cbor.writeStringField("StatusCode", "Complete");
    cbor.writeArrayFieldStart("Timestamps");
    for (int i = points; i > 0; i--) {
      cbor.writeTag(1);
      cbor.writeNumber(minute - 60L * (i + 1));
    }
    cbor.writeEndArray();
    cbor.writeArrayFieldStart("Values");
    for (int i = points; i > 0; i--) {
      cbor.writeNumber(value);
    }
    cbor.writeEndArray();
    cbor.writeEndObject();
  }

  private double value(JsonNode metric, String statistic) {
    for (JsonNode dimension : metric.path("Dimensions")) {
      if (dimension.path("Name").asText().equals("ServiceName")) {
        String service = dimension.path("Value").asText();
        return statistic.equals("SampleCount")
            ? count(service)
            : Math.min(100, 57.0 * need(service) * TASKS / count(service));
      }
    }
    // Messages of a queue in a minute: as many come as go.
    return 600;
  }

  static ObjectNode queueUrl(JsonNode request) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("QueueUrl", "https://sqs/111122223333/" + request.path("QueueName").asText());
  }

  /** At ten messages a task. */
  ObjectNode queueAttributes(JsonNode request) {
    String url = request.path("QueueUrl").asText();
    long messages = Math.round(10 * TASKS * need(url.substring(url.lastIndexOf('/') + 1)));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("Attributes")
        .put("ApproximateNumberOfMessages", "" + messages / 2)
        .put("ApproximateNumberOfMessagesNotVisible", "" + (messages - messages / 2))
        .put("ApproximateNumberOfMessagesDelayed", "0");
    return answer;
  }

  static ObjectNode sent(JsonNode request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("Failed");
    ArrayNode sent = answer.putArray("Successful");
    request
        .path("Entries")
        .forEach(entry ->
            sent.addObject()
                .put("Id", entry.path("Id").asText())
                .put("MessageId", "m-1")
                .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText())));
    return answer;
  }

  /** The client compares it with its own. */
  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
