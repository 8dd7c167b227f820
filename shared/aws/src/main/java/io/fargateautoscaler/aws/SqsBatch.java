package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The batch of messages with which Lambda calls the consumer of an SQS queue, and its answer. */
public final class SqsBatch {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SqsBatch() {}

  /**
   * One message.
   *
   * @param id empty if the message has none; such an id must not be answered
   */
  public record Message(String id, String body) {}

  /** The messages of a batch; empty if {@code event} is anything else than an SQS batch. */
  public static Optional<List<Message>> read(String event) {
    JsonNode records;
    try {
      records = MAPPER.readTree(event).path("Records");
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!records.isArray()
        || records.isEmpty()
        || !"aws:sqs".equals(records.path(0).path("eventSource").asText())) {
      return Optional.empty();
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode item : records) {
      messages.add(new Message(item.path("messageId").asText(""), item.path("body").asText("")));
    }
    return Optional.of(messages);
  }

  /** The answer that gives these messages back to the queue; one empty id would give back all. */
  public static String answer(Collection<String> failedIds) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    new LinkedHashSet<>(failedIds)
        .stream()
            .filter(id -> !id.isBlank())
            .forEach(id -> failures.addObject().put("itemIdentifier", id));
    return answer.toString();
  }
}
