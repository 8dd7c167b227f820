package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReconcilerRuntimeTest extends RuntimeTest {
  private static final String ALL_TAKEN = "{\"batchItemFailures\":[]}";

  /** 1000 messages at 0.5 s, in half of the 3 minutes: 5.6 tasks. */
  private static final int NEEDED = 6;

  private void workerInForce() throws IOException {
    String document =
        new YAMLMapper()
            .readTree(Files.readString(Stack.root().resolve("examples/shop-worker.yaml")))
            .toString();
    aws.table.add("STACK", "mode", Map.of("mode", "active"));
    aws.table.add("STACK", "service#shop/worker", Map.of());
    aws.table.add("shop/worker", "policy", Map.of("document", document));
  }

  @Test
  void aBatchIsTakenAndTheServiceScaled() throws IOException {
    workerInForce();
    LambdaProcess function = start("Reconciler");
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("tick", Events.fresh("own/tick.json"));
    messages.put("pulse", Events.fresh("own/pulse.json"));
    messages.put("alarm", Events.alarm("shop", "worker"));
    messages.put("unreadable", "{\"half a");

    assertThat(function.answer(Events.batch(messages))).isEqualTo(ALL_TAKEN);

    Output output = function.stop();
    assertThat(updates()).containsExactly("shop/worker " + NEEDED);
    JsonNode decision =
        output.json().stream().filter(line -> line.has("decision")).findFirst().orElseThrow();
    assertThat(decision.path("service").asText()).isEqualTo("shop/worker");
    assertThat(decision.at("/decision/scale/to").asInt()).isEqualTo(NEEDED);
    assertThat(output.metrics())
        .singleElement()
        .satisfies(metrics -> {
          assertThat(metrics.path("Stack").asText()).isEqualTo(Stack.NAME);
          assertThat(metrics.path("Verdicts").asInt()).isEqualTo(1);
          assertThat(metrics.path("Scaled").asInt()).isEqualTo(1);
          assertThat(metrics.path("Dropped").asInt()).isEqualTo(1);
          assertThat(metrics.path("Failed").asInt()).isZero();
          assertThat(metrics.path("NotifyFailed").asInt()).isZero();
        });
    everyCallIsSigned();
    assertThat(aws.calls("Query"))
        .isNotEmpty()
        .allSatisfy(
            query -> assertThat(query.json().path("TableName").asText()).isEqualTo(Stack.TABLE));
    assertThat(aws.table.partition("shop/worker").keySet())
        .contains("state")
        .anyMatch(row -> row.startsWith("audit#"));
    assertThat(aws.table.partition("STACK")).containsKey("tick");
    // Every client of the jar has spoken.
    assertThat(aws.calls())
        .extracting(PretendAws.Call::service)
        .contains("dynamodb", "ecs", "application-autoscaling", "monitoring", "sqs", "sns");
    assertThat(aws.calls("Publish"))
        .anySatisfy(publish -> assertThat(publish.form()).contains("shop/worker"));
    assertThat(aws.calls("SendMessageBatch"))
        .anySatisfy(pulse -> assertThat(pulse.body()).contains("shop/worker").contains("Pulse"));
  }

  @Test
  void anAlarmsOwnActionIsAccepted() throws IOException {
    workerInForce();
    LambdaProcess function = start("Reconciler");

    assertThat(function.answer(Events.alarmAction("shop", "worker"))).isEqualTo(ALL_TAKEN);
    assertThat(updates()).containsExactly("shop/worker " + NEEDED);
    // The warm function takes the next one, and one about a service that nobody gave to it.
    assertThat(function.answer(Events.alarmAction("shop", "stranger"))).isEqualTo(ALL_TAKEN);

    Output output = function.stop();
    assertThat(output.metrics()).hasSize(2);
    assertThat(output.metrics().getFirst().path("Scaled").asInt()).isEqualTo(1);
    assertThat(output.metrics().getLast().path("Dropped").asInt()).isEqualTo(1);
    assertThat(updates()).hasSize(1);
  }

  @Test
  void aTickWithoutItsTableIsReportedAsFailed() throws IOException {
    workerInForce();
    aws.breakTable();
    LambdaProcess function = start("Reconciler");

    // Given back, it would only come again beside the next tick.
    assertThat(function.answer(Events.batch(Map.of("tick", Events.fresh("own/tick.json")))))
        .isEqualTo(ALL_TAKEN);

    Output output = function.stop();
    assertThat(output.json())
        .anySatisfy(line -> {
          assertThat(line.path("failed").asText()).isEqualTo("Unavailable");
          assertThat(line.path("reason").asText()).contains("DynamoDB");
        });
    assertThat(output.metrics())
        .singleElement()
        .satisfies(metrics -> {
          assertThat(metrics.path("Failed").asInt()).isEqualTo(1);
          assertThat(metrics.path("Verdicts").asInt())
              .as("the dead-man alarm counts these")
              .isZero();
        });
    assertThat(updates()).isEmpty();
  }

  /** Each once: the SDK repeats a call whose answer is late, and the counts are absolute. */
  private List<String> updates() {
    return aws.calls("UpdateService").stream()
        .map(PretendAws.Call::json)
        .map(it ->
            it.path("cluster").asText()
                + "/"
                + it.path("service").asText()
                + " "
                + it.path("desiredCount").asInt())
        .distinct()
        .toList();
  }
}
