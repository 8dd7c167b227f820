package io.fargateautoscaler.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The real events of the folder events, made to fit the stack under test. */
final class Events {
  private static final JsonMapper JSON = new JsonMapper();

  private Events() {}

  static ObjectNode read(String file) {
    try {
      return (ObjectNode)
          JSON.readTree(Files.readString(Stack.root().resolve("events").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event of now: functions drop old ticks and pulses. */
  static String fresh(String file) {
    return read(file).put("time", now().toString()).toString();
  }

  /** A tick that is due at this time. */
  static String tick(Instant due) {
    return read("own/tick.json").put("time", due.toString()).toString();
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** An alarm, as EventBridge tells of it, on a metric of this service. */
  static String alarm(String cluster, String service) {
    ObjectNode event =
        read("cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json");
    event.put("account", Stack.ACCOUNT).put("region", Stack.REGION).put("time", now().toString());
    dimensions(event.at("/detail/configuration/metrics/0"), cluster, service);
    return event.toString();
  }

  /** The payload of an alarm's Lambda action, on a metric of this service. */
  static String alarmAction(String cluster, String service) {
    ObjectNode event = read("cw-alarm-lambda/metric-setalarmstate-no-reasonData.java-libs.json");
    event.put("accountId", Stack.ACCOUNT).put("region", Stack.REGION).put("time", now().toString());
    event.put("alarmArn", event.path("alarmArn").asText().replace("444455556666", Stack.ACCOUNT));
    dimensions(event.at("/alarmData/configuration/metrics/0"), cluster, service);
    return event.toString();
  }

  private static void dimensions(JsonNode metric, String cluster, String service) {
    ObjectNode dimensions = (ObjectNode) metric.at("/metricStat/metric/dimensions");
    dimensions.removeAll();
    dimensions.put("ClusterName", cluster).put("ServiceName", service);
  }

  /** A batch of SQS messages; {@code bodies} by message id. */
  static String batch(Map<String, String> bodies) {
    ObjectNode batch = read("sqs/standard-batch-of-two.docs.json");
    ArrayNode records = (ArrayNode) batch.path("Records");
    ObjectNode form = (ObjectNode) records.path(0);
    records.removeAll();
    bodies.forEach(
        (id, body) -> records.add(form.deepCopy().put("messageId", id).put("body", body)));
    return batch.toString();
  }
}
