package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PolicySyncRuntimeTest extends RuntimeTest {
  private static final String DOCUMENTS = "/" + Stack.NAME + "/services/";

  @Test
  void aTickAndAChangeBringDocumentsIntoForceAndTellOfBadOnes() throws IOException {
    aws.parameter("/" + Stack.NAME + "/mode", "observe");
    aws.parameter(
        DOCUMENTS + "shop/worker",
        Files.readString(Stack.root().resolve("examples/shop-worker.yaml")));
    LambdaProcess function = start("PolicySync");

    assertThat(function.answer(Events.tick(Instant.parse("2026-01-15T10:05:00Z")))).isEqualTo("{}");

    assertThat(aws.calls("GetParameter"))
        .isNotEmpty()
        .allSatisfy(read ->
            assertThat(read.json().path("Name").asText()).isEqualTo("/" + Stack.NAME + "/mode"));
    assertThat(aws.calls("GetParametersByPath"))
        .isNotEmpty()
        .allSatisfy(read ->
            assertThat(read.json().path("Path").asText())
                .isIn(DOCUMENTS, "/fargate-autoscaler-claims/"));
    assertThat(aws.table.partition("STACK")).containsOnlyKeys("mode", "service#shop/worker");
    JsonNode policy = aws.table.row("shop/worker", "policy");
    assertThat(json(StateTable.text(policy, "document")).at("/capacity/max").asInt()).isEqualTo(20);
    assertThat(aws.calls("SendMessageBatch"))
        .isNotEmpty()
        .allSatisfy(hint -> assertThat(hint.body()).contains("shop/worker"));
    assertThat(aws.table.partition("OUTBOX")).isEmpty();

    aws.parameter(
        DOCUMENTS + "shop/checkout", "service: shop/checkout\ncapacity: {min: 9, max: 4}");
    assertThat(function.answer(Events.fresh("own/parameter-change-update.json"))).isEqualTo("{}");

    assertThat(aws.table.partition("STACK")).containsOnlyKeys("mode", "service#shop/worker");
    assertThat(aws.table.partition("OUTBOX")).hasSize(1);
    JsonNode notice = aws.table.partition("OUTBOX").values().iterator().next();
    assertThat(StateTable.text(notice, "event")).isEqualTo("policy-rejected");
    assertThat(StateTable.text(notice, "service")).isEqualTo("checkout");
    everyCallIsSigned();
    assertThat(function.stop().json())
        .hasSize(2)
        .satisfiesExactly(
            tick -> assertThat(tick.path("put").asInt()).isEqualTo(1),
            change -> {
              assertThat(change.path("read").asInt()).isEqualTo(2);
              assertThat(change.path("rejected").asInt()).isEqualTo(1);
              assertThat(change.path("trouble")).isEmpty();
            });
  }
}
