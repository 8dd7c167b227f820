package io.fargateautoscaler.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskEventsRuntimeTest extends RuntimeTest {
  private static final String SERVICE =
      "DemoTrafficGen01-ClusterEB0386A7-sCRgDrfn5BP9/DemoTrafficGen01-ServiceD69D759B-EfyMIBhdCKVk";

  @Test
  void theUnreadableMessageIsGivenBackAndTheStopIsTold() {
    aws.table.add("STACK", "service#" + SERVICE, Map.of());
    String stopped =
        Events.read("synthetic/task-oom.json").toString().replace("us-east-2", Stack.REGION);
    LambdaProcess function = start("TaskEvents");
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("stopped", stopped);
    messages.put("unreadable", "{\"half a");
    messages.put("same-again", stopped);

    JsonNode answer = json(function.answer(Events.batch(messages)));

    assertThat(answer)
        .isEqualTo(json("{\"batchItemFailures\":[{\"itemIdentifier\":\"unreadable\"}]}"));
    String task = json(stopped).at("/detail/taskArn").asText();
    assertThat(aws.table.partition(SERVICE)).containsOnlyKeys("stop#" + task);
    assertThat(aws.table.partition("OUTBOX")).hasSize(1);
    JsonNode notice = aws.table.partition("OUTBOX").values().iterator().next();
    assertThat(StateTable.text(notice, "sk")).startsWith("waiting#");
    assertThat(StateTable.text(notice, "event")).isEqualTo("task-failed");
    assertThat(StateTable.text(notice, "text")).contains("out of memory");
    assertThat(aws.calls("SendMessageBatch"))
        .isNotEmpty()
        .allSatisfy(hint -> {
          assertThat(hint.json().path("QueueUrl").asText()).endsWith("/work");
          JsonNode body = json(hint.json().at("/Entries/0/MessageBody").asText());
          assertThat(body.path("detail-type").asText()).isEqualTo("Hint");
          assertThat(body.at("/detail/services/0").asText()).isEqualTo(SERVICE);
        });
    everyCallIsSigned();
    assertThat(function.stop().json())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("messages").asInt()).isEqualTo(3);
          assertThat(line.at("/tasks/failed").asInt()).isEqualTo(1);
          assertThat(line.at("/tasks/unreadable").asInt()).isEqualTo(1);
          assertThat(line.path("trouble")).isEmpty();
        });
  }
}
