package io.fargateautoscaler.simulator.gallery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notice in all forms in which it is published.
 *
 * @param json what queues, functions and https get
 * @param chat what Amazon Q Developer gets; empty: it goes to the main topic only
 */
public record Forms(Notice notice, Outbox.Message main, JsonNode json, Optional<JsonNode> chat) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TopicForms FORMS = new TopicForms(true);

  /** The forms of a notice, as the functions publish it. */
  public static Forms of(Notice notice) {
    List<Outbox.Message> messages = FORMS.messages(notice);
    Outbox.Message main = messages.getFirst();
    return new Forms(
        notice,
        main,
        tree(main.json()),
        messages.stream()
            .filter(Outbox.Message::forChat)
            .map(chat -> tree(chat.json()))
            .findFirst());
  }

  /** The same with the JSON in which it was saved. */
  public Forms saved(JsonNode original) {
    return new Forms(notice, main, original, chat);
  }

  /** The message attributes, for filter policies. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("event", main.event());
    attributes.put("severity", main.severity());
    attributes.put("cluster", main.cluster());
    attributes.put("service", main.service());
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }

  /** All of it as one JSON object: subject, text, attributes, json, chat. */
  public String line() {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("subject", main.subject());
    line.put("text", main.text());
    ObjectNode attributes = line.putObject("attributes");
    attributes().forEach(attributes::put);
    line.set("json", json);
    chat.ifPresent(message -> line.set("chat", message));
    return line.toString();
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("written by this product", e);
    }
  }
}
