package io.fargateautoscaler.functions.reconciler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Events and stores for the tests of this function. */
final class Sample {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";
  static final Instant NOW = Instant.parse("2026-01-15T10:00:10Z");

  private Sample() {}

  /** A store with a policy for each of these services. */
  static InMemoryStore store(String... services) {
    InMemoryStore store = new InMemoryStore(new NoticeJson());
    for (String service : services) {
      store.put(document(service), List.of());
    }
    return store;
  }

  static PolicyDocument document(String service) {
    PolicyReader.Result read =
        PolicyReader.read(
            "{\"service\":\""
                + service
                + "\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":"
                + "{\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}}",
            service);
    return new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson());
  }

  /**
   * The same document as {@link #document}, with an alarm that stops scale-out and one for
   * scale-in.
   */
  static PolicyDocument documentWithVetoes(String service, String out, String in) {
    PolicyDocument plain = document(service);
    ServicePolicy policy = plain.policy();
    Guards none = policy.guards();
    Guards guards =
        new Guards(
            none.crashLoop(),
            List.of(out),
            List.of(in),
            none.capacityAfter(),
            none.deploymentHold());
    return new PolicyDocument(
        plain.version(),
        new ServicePolicy(
            policy.service(),
            policy.capacity(),
            policy.mode(),
            policy.policies(),
            policy.schedules(),
            policy.scaleOut(),
            policy.scaleIn(),
            guards,
            policy.respectExternal()),
        plain.text());
  }

  /** A file of the folder {@code events} as of this account and Region. */
  static String example(String path) {
    try {
      return Files.readString(Path.of("../../events").resolve(path))
          .replace("123456789012", ACCOUNT)
          .replace("us-east-1", REGION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String batch(List<String> bodies) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    ArrayNode records = batch.putArray("Records");
    for (int i = 0; i < bodies.size(); i++) {
      records
          .addObject()
          .put("messageId", "m" + i)
          .put("eventSource", "aws:sqs")
          .put("body", bodies.get(i));
    }
    return batch.toString();
  }

  static String tick(Instant at) {
    return bus("aws.events", "Scheduled Event", ACCOUNT, REGION, at, "{}");
  }

  static String own(String type, Instant at, String ref, String... services) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("source", "fargate-autoscaler").put("detail-type", type).put("time", at.toString());
    ObjectNode detail = event.putObject("detail");
    ArrayNode names = detail.putArray("services");
    for (String service : services) {
      names.add(service);
    }
    detail.put("ref", ref);
    return event.toString();
  }

  /** The alarm as EventBridge sends it. */
  static String alarm(String account, String cluster, String service) {
    return bus(
        "aws.cloudwatch",
        "CloudWatch Alarm State Change",
        account,
        REGION,
        NOW,
        "{\"alarmName\":\"hot\",\"state\":"
            + STATE
            + ",\"configuration\":"
            + configuration(cluster, service)
            + "}");
  }

  /** The same alarm as its Lambda action sends it. */
  static String alarmAction(String cluster, String service) {
    return "{\"source\":\"aws.cloudwatch\",\"alarmArn\":\""
        + alarmArn(ACCOUNT)
        + "\",\"accountId\":\""
        + ACCOUNT
        + "\",\"time\":\"2026-01-15T10:00:00.000+0000\","
        + "\"region\":\""
        + REGION
        + "\",\"alarmData\":{\"alarmName\":\"hot\",\"state\":"
        + STATE
        + ",\"configuration\":"
        + configuration(cluster, service)
        + "}}";
  }

  /** The same alarm as SNS brings it to a function. */
  static String alarmBySns(String cluster, String service) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("AlarmName", "hot").put("AWSAccountId", ACCOUNT).put("NewStateValue", "ALARM");
    message.put("StateChangeTime", "2026-01-15T10:00:00.000+0000");
    message.put("AlarmArn", alarmArn(ACCOUNT)).put("Region", "EU (Ireland)");
    ArrayNode dimensions = message.putObject("Trigger").putArray("Dimensions");
    dimensions.addObject().put("name", "ClusterName").put("value", cluster);
    dimensions.addObject().put("name", "ServiceName").put("value", service);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode first = event.putArray("Records").addObject();
    first.put("EventSource", "aws:sns");
    first.putObject("Sns").put("MessageId", "s-1").put("Message", message.toString());
    return event.toString();
  }

  private static final String STATE =
      "{\"value\":\"ALARM\",\"timestamp\":\"2026-01-15T10:00:00.000+0000\"}";

  private static String configuration(String cluster, String service) {
    return "{\"metrics\":[{\"id\":\"m\",\"metricStat\":{\"metric\":{\"namespace\":\"AWS/ECS\","
        + "\"name\":\"CPUUtilization\",\"dimensions\":{\"ClusterName\":\""
        + cluster
        + "\",\"ServiceName\":\""
        + service
        + "\"}},\"period\":60,\"stat\":\"Average\"}}]}";
  }

  private static String alarmArn(String account) {
    return "arn:aws:cloudwatch:" + REGION + ":" + account + ":alarm:hot";
  }

  static String bus(
      String source, String type, String account, String region, Instant at, String detail) {
    return "{\"version\":\"0\",\"id\":\"e-1\",\"source\":\""
        + source
        + "\",\"detail-type\":\""
        + type
        + "\",\"account\":\""
        + account
        + "\",\"time\":\""
        + at
        + "\",\"region\":\""
        + region
        + "\",\"resources\":[\""
        + alarmArn(account)
        + "\"],\"detail\":"
        + detail
        + "}";
  }
}
