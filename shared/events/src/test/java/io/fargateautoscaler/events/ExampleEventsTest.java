package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every example event comes to, one row per file. */
class ExampleEventsTest {

  private static final String DEMO =
      "DemoTrafficGen01-ClusterEB0386A7-sCRgDrfn5BP9/DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk";
  private static final String CONFIGURATION = "alarm configuration change";
  private static final String NO_SERVICE = "no service named";
  private static final String NOT_JSON = "not readable as JSON";
  private static final String UNKNOWN = "unknown event";
  private static final String INFO = "informational service action";

  record Row(
      String file, String kind, String services, String hints, String failure, String ignored) {
    @Override
    public String toString() {
      return file;
    }
  }

  /** Columns: file, kind, services named, hints, class of failure, ignored; "-" for none. */
  static Stream<Row> rows() {
    var rows = new ArrayList<Row>();
    String bus = "cw-alarm-eventbridge/";
    for (String name :
        List.of(
            "creation-of-a-composite-alarm-with-a-suppressor-alarm",
            "creation-of-a-composite-alarm",
            "deletion-of-a-composite-alarm-with-a-suppressor-alarm",
            "deletion-of-a-metric-math-alarm",
            "update-of-a-composite-alarm-with-a-suppressor-alarm")) {
      rows.add(new Row(bus + name + ".docs.json", "alarm", "-", "-", "-", CONFIGURATION));
    }
    for (String name :
        List.of(
            bus + "state-change-for-a-metric-math-alarm.docs.json",
            bus + "state-change-for-a-single-metric-alarm.docs.json",
            bus + "state-change-metrics-insights-partial-data.docs.json",
            "cw-alarm-lambda/composite-suppressed.java-libs.json",
            "cw-alarm-lambda/metric-setalarmstate-no-reasonData.java-libs.json",
            "cw-alarm-sns/single-metric.lambda-go.inner-message.json")) {
      rows.add(new Row(name, "alarm", "-", "-", "-", NO_SERVICE));
    }
    rows.add(
        new Row("cw-alarm-sns/single-metric.lambda-go.json", "sns", "-", "-", "-", NO_SERVICE));
    String test = "default/servicetest";
    for (String name : List.of("completed", "failed", "in_progress-rollback", "in_progress")) {
      String file = "ecs-deployment/service_deployment_" + name + ".docs.json";
      rows.add(new Row(file, "ecs-deployment", test, test, "-", "-"));
    }
    String action = "ecs-service-action/";
    rows.addAll(
        List.of(
            new Row(
                action + "capacity_provider_steady_state.docs.json",
                "ecs-service",
                test,
                "-",
                "-",
                INFO),
            new Row(action + "service_steady_state.docs.json", "ecs-service", test, "-", "-", INFO),
            new Row(
                action + "service_task_placement_failure-fargate.docs.json",
                "ecs-service",
                test,
                test,
                "-",
                "-"),
            new Row(
                action + "service_task_start_impaired.docs.json",
                "ecs-service",
                test,
                test,
                "-",
                "-"),
            new Row(
                "ecs-task/_other-container-instance-v14801.docs.json",
                "unknown",
                "-",
                "-",
                "-",
                "container instance event"),
            new Row(
                "ecs-task/deprovisioning-essentialexit0-oldarn-v4.real.json",
                "ecs-task",
                "-",
                "-",
                "-",
                "standalone task"),
            new Row(
                "ecs-task/running-fargate-standalone-v4.docs.json",
                "ecs-task",
                "-",
                "-",
                "-",
                "standalone task"),
            new Row(
                "ecs-task/stopped-scaling-exit137-v6.real.json", "ecs-task", DEMO, "-", "-", "-"),
            new Row("own/hint.json", "hint", "shop/checkout", "shop/checkout", "-", "-"),
            new Row(
                "own/parameter-change-delete.json",
                "parameter",
                "shop/checkout",
                "shop/checkout",
                "-",
                "-"),
            new Row(
                "own/parameter-change-update.json",
                "parameter",
                "shop/checkout",
                "shop/checkout",
                "-",
                "-"),
            new Row(
                "own/pulse.json",
                "pulse",
                "shop/checkout,shop/orders",
                "shop/checkout,shop/orders",
                "-",
                "-"),
            new Row("own/tick.json", "schedule", "-", "*", "-", "-"),
            new Row(
                "scheduled/_other-ec2-with-replay-name.powertools.json",
                "unknown",
                "-",
                "-",
                "-",
                "replayed"),
            new Row("scheduled/rule-scheduled-event.docs.json", "schedule", "-", "*", "-", "-"),
            new Row(
                "scheduled/rule-scheduled-event.java-libs.json", "schedule", "-", "*", "-", "-"),
            new Row("sns/sns-json-message.java-libs.json", "sns", "-", "-", "-", UNKNOWN),
            new Row(
                "sns/sns-plain-text-with-binary-attr.lambda-go.json",
                "sns",
                "-",
                "-",
                "-",
                NOT_JSON),
            new Row("sns/sns-plain-text.docs.json", "sns", "-", "-", "-", NOT_JSON),
            new Row("sqs/dlq-source-arn.powertools.json", "sqs", "-", "-", "-", NOT_JSON),
            new Row("sqs/fifo.docs.json", "sqs", "-", "-", "-", NOT_JSON),
            new Row("sqs/sns-wrapped-in-sqs.powertools.json", "sqs", "-", "-", "-", UNKNOWN),
            new Row("sqs/standard-batch-of-two.docs.json", "sqs", "-", "-", "-", NOT_JSON),
            new Row("sqs/standard-empty-body.java-libs.json", "sqs", "-", "-", "-", NOT_JSON),
            new Row("sqs/standard-json-body.java-libs.json", "sqs", "-", "-", "-", UNKNOWN)));
    for (String name :
        List.of("activating", "deactivating", "pending", "provisioning", "stopping")) {
      rows.add(new Row("synthetic/task-" + name + ".json", "ecs-task", DEMO, "-", "-", "-"));
    }
    rows.addAll(
        List.of(
            failure("elb-health", "health-check"),
            failure("failed-cannotpull", "image"),
            failure("failed-resourceinit-secrets", "secret"),
            failure("hostile-reason", "by-a-person"),
            failure("oom", "out-of-memory"),
            // Worth a look at once, but told only when the task is STOPPED.
            failure("termination-notice", "-")));
    return rows.stream();
  }

  private static Row failure(String name, String kind) {
    return new Row("synthetic/task-" + name + ".json", "ecs-task", DEMO, DEMO, kind, "-");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void comesTo(Row row) throws Exception {
    String line =
        new Replay(new EventDecoder(null, null)).line(row.file, ExampleEvents.read(row.file));

    JsonNode json = new JsonMapper().readTree(line);
    assertThat(
            new Row(
                json.path("file").asText(),
                json.path("kind").asText(),
                joined(json.path("services")),
                joined(json.path("hints")),
                json.path("failure").path("class").asText("-"),
                json.path("ignored").asText("-")))
        .isEqualTo(row);
    assertThat(line).doesNotContain("\n", "null");
  }

  @Test
  void everyFileHasARow() {
    assertThat(rows().map(Row::file)).containsExactlyInAnyOrderElementsOf(ExampleEvents.names());
  }

  @Test
  void failureHasStableKeys() {
    String name = "synthetic/task-oom.json";
    String line = new Replay(new EventDecoder(null, null)).line("oom", ExampleEvents.read(name));

    assertThat(line)
        .isEqualTo(
            "{\"file\":\"oom\",\"kind\":\"ecs-task\",\"services\":[\""
                + DEMO
                + "\"],"
                + "\"hints\":[\""
                + DEMO
                + "\"],\"failure\":{\"service\":\""
                + DEMO
                + "\",\"class\":\"out-of-memory\",\"cause\":\"container FargateContainer ran out of"
                + " memory, 69 min after the task's start\",\"next\":\"give it more memory in the"
                + " task definition, revision 10, or find what uses it\",\"reason\":\"Essential"
                + " container in task exited\",\"stopCode\":\"EssentialContainerExited\","
                + "\"taskDefinition\":\"DemoTrafficGen01TaskDef59B414B2:10\"}}");
  }

  @Test
  void hostileReasonIsTamed() {
    String name = "synthetic/task-hostile-reason.json";
    String line = new Replay(new EventDecoder(null, null)).line(name, ExampleEvents.read(name));

    assertThat(line).contains("\\\\u000d\\\\u000aSubject: forged\\\\u202e");
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static String joined(JsonNode array) {
    var items = new ArrayList<String>();
    array.forEach(item -> items.add(item.asText()));
    return items.isEmpty() ? "-" : String.join(",", items);
  }
}
