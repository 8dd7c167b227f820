package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** A topic with the limits that SNS documents, and with a subscriber of every protocol. */
final class FakeTopic {
  static final String ARN = "arn:aws:sns:eu-west-1:123456789012:notices";
  private static final int MOST_BYTES = 262_144;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Delivery> deliveries = new ArrayList<>();
  private @Nullable Answer refusal;

  /**
   * A published message.
   *
   * @param topic its ARN
   * @param forms by protocol; who has none gets {@code default}
   */
  record Delivery(String topic, Map<String, String> attributes, String subject, JsonNode forms) {
    String to(String protocol) {
      return forms.path(forms.has(protocol) ? protocol : "default").asText();
    }
  }

  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  synchronized void refuse(int status, String code, String message) {
    refusal = error(status, code, message);
  }

  synchronized void accept() {
    refusal = null;
  }

  synchronized Answer answer(Call call) {
    if (refusal != null) {
      return refusal;
    }
    Map<String, String> form = form(call.text());
    Map<String, String> attributes = attributes(form);
    String subject = form.getOrDefault("Subject", "");
    String message = form.getOrDefault("Message", "");
    boolean byProtocol = "json".equals(form.get("MessageStructure"));
    JsonNode forms = byProtocol ? forms(message) : JSON.createObjectNode().put("default", message);
    int bytes = bytes(form.getOrDefault("Message", ""));
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes += bytes(attribute.getKey()) + bytes("String") + bytes(attribute.getValue());
    }
    if (!"Publish".equals(form.get("Action"))
        || !subject.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,98}")
        || (form.containsKey("MessageStructure") && !byProtocol)
        || forms.path("default").asText().isEmpty()
        || attributes.containsValue("")
        || bytes > MOST_BYTES) {
      return error(400, "InvalidParameter", "Invalid parameter");
    }
    deliveries.add(new Delivery(form.getOrDefault("TopicArn", ""), attributes, subject, forms));
    return xml(
        200,
        "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (StringTokenizer fields = new StringTokenizer(body, "&"); fields.hasMoreTokens(); ) {
      String field = fields.nextToken();
      int equals = field.indexOf('=');
      form.put(
          URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static Map<String, String> attributes(Map<String, String> form) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 1; form.containsKey("MessageAttributes.entry." + i + ".Name"); i++) {
      String entry = "MessageAttributes.entry." + i;
      attributes.put(
          form.getOrDefault(entry + ".Name", ""),
          form.getOrDefault(entry + ".Value.StringValue", ""));
    }
    return attributes;
  }

  private static JsonNode forms(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Answer error(int status, String code, String message) {
    return xml(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message));
  }

  private static Answer xml(int status, String body) {
    return new Answer(status, "text/xml", body.getBytes(StandardCharsets.UTF_8));
  }
}
