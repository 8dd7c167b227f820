package io.fargateautoscaler.functions.taskevents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.SqsBatch;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.tasks.ServiceHints;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.core.tasks.TaskStore;
import io.fargateautoscaler.events.EventDecoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Task events and stores for the tests of this function. */
final class Sample {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";
  static final Instant NOW = Instant.parse("2026-01-15T10:05:00Z");

  private Sample() {}

  static InMemoryStore store(String... services) {
    InMemoryStore store = new InMemoryStore(new NoticeJson());
    for (String service : services) {
      PolicyReader.Result read =
          PolicyReader.read(
              "{\"service\":\""
                  + service
                  + "\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":"
                  + "{\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}}",
              service);
      store.put(
          new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()), List.of());
    }
    return store;
  }

  /** What the function is made of, on these stores. */
  static TaskEvents events(
      Supplier<? extends Set<ServiceRef>> withPolicy,
      TaskStore tasks,
      DigestStore digests,
      Outbox outbox,
      ServiceHints hints,
      boolean told,
      InstantSource clock) {
    return new TaskEvents(
        new EventDecoder(ACCOUNT, REGION),
        new TaskRecorder(withPolicy, tasks, new FailureReports(digests, clock), hints, clock),
        new StartRecorder(withPolicy, tasks, outbox, hints, clock, told),
        clock);
  }

  /** The same for one memory in which services have policies, at {@link #NOW}. */
  static TaskEvents events(InMemoryStore store, TaskStore tasks, ServiceHints hints, boolean told) {
    return events(() -> store.stack().services(), tasks, store, store, hints, told, () -> NOW);
  }

  static List<SqsBatch.Message> messages(List<String> bodies) {
    List<SqsBatch.Message> messages = new ArrayList<>();
    for (String body : bodies) {
      messages.add(new SqsBatch.Message("m" + messages.size(), body));
    }
    return messages;
  }

  static String batch(List<String> bodies) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    ArrayNode records = batch.putArray("Records");
    for (SqsBatch.Message message : messages(bodies)) {
      records
          .addObject()
          .put("messageId", message.id())
          .put("eventSource", "aws:sqs")
          .put("body", message.body());
    }
    return batch.toString();
  }

  /** A task of {@code shop/<service>} that ended by running out of memory. */
  static String outOfMemory(String service, String task) {
    return stopped(
        service,
        task,
        6,
        "EssentialContainerExited",
        "Essential container in task exited",
        137,
        "OutOfMemoryError: Container killed due to memory usage");
  }

  /** A scale-in: the exit code looks bad and says nothing. */
  static String scaledIn(String service, String task) {
    return stopped(
        service,
        task,
        6,
        "ServiceSchedulerInitiated",
        "Scaling activity initiated by (deployment ecs-svc/1)",
        137,
        "");
  }

  static String crashed(String service, String task, int version, String reason) {
    return stopped(service, task, version, "EssentialContainerExited", reason, 1, "");
  }

  static String running(String service, String task) {
    ObjectNode event = event(service, task, 3);
    ((ObjectNode) event.path("detail")).put("lastStatus", "RUNNING");
    return event.toString();
  }

  /** The same event of a task that began to run at {@code at} instead of long ago. */
  static String begun(String event, String at) {
    return event.replace("2026-01-15T09:00:00Z", at);
  }

  static String stopped(
      String service,
      String task,
      int version,
      String stopCode,
      String reason,
      int exitCode,
      String containerReason) {
    ObjectNode event = event(service, task, version);
    ObjectNode detail = (ObjectNode) event.path("detail");
    detail.put("lastStatus", "STOPPED").put("desiredStatus", "STOPPED");
    detail.put("stopCode", stopCode).put("stoppedReason", reason);
    detail.put("stoppedAt", "2026-01-15T10:04:00.177Z");
    ObjectNode container = detail.putArray("containers").addObject();
    container.put("name", "app").put("exitCode", exitCode);
    if (!containerReason.isEmpty()) {
      container.put("reason", containerReason);
    }
    ObjectNode override = detail.putObject("overrides").putArray("containerOverrides").addObject();
    override.putArray("environment").addObject().put("name", "DB").put("value", "hunter2");
    return event.toString();
  }

  /** A service action about {@code shop/<service>}. */
  static String action(String service, String type, String name, String reason, String time) {
    String arn = "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":";
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("id", "a-" + time).put("source", "aws.ecs");
    event.put("detail-type", "ECS Service Action").put("account", ACCOUNT);
    event.put("region", REGION).put("time", time);
    event.putArray("resources").add(arn + "service/shop/" + service);
    ObjectNode detail = event.putObject("detail");
    detail.put("eventType", type).put("eventName", name);
    detail.put("clusterArn", arn + "cluster/shop").put("reason", reason).put("createdAt", time);
    return event.toString();
  }

  private static ObjectNode event(String service, String task, int version) {
    String arn = "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":";
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("id", "e-" + task).put("source", "aws.ecs");
    event.put("detail-type", "ECS Task State Change").put("account", ACCOUNT);
    event.put("region", REGION).put("time", "2026-01-15T10:04:00Z");
    ObjectNode detail = event.putObject("detail");
    detail.put("clusterArn", arn + "cluster/shop").put("group", "service:" + service);
    detail.put("taskArn", arn + "task/shop/" + task).put("version", version);
    detail.put("startedAt", "2026-01-15T09:00:00Z");
    detail.put("taskDefinitionArn", arn + "task-definition/" + service + ":7");
    return event;
  }
}
