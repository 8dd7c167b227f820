package io.fargateautoscaler.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Publishes to SNS: on the main topic text for mail and JSON for machines, on the chat topic the
 * form that Amazon Q Developer reads.
 */
public final class SnsNotifier implements Notifier {
  /** Of 256 KiB, with room for attributes. */
  private static final int MOST_BYTES = 250_000;

  private static final int LONGEST_SUBJECT = 99;
  private static final List<String> MACHINES =
      List.of("sqs", "lambda", "https", "http", "firehose");

  private final SnsClient sns;
  private final String topicArn;
  private final @Nullable String chatTopicArn;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * A notifier for one topic or two.
   *
   * @param chatTopicArn null: chat is off
   */
  public SnsNotifier(SnsClient sns, String topicArn, @Nullable String chatTopicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
    this.chatTopicArn = chatTopicArn;
  }

  /**
   * The reason of a failure begins with {@code permanent:} if no later attempt can help by itself:
   * the topic is gone, a permission or its key is missing.
   */
  @Override
  public Result publish(Outbox.Message message) {
    if (message.forChat() && chatTopicArn == null) {
      // Chat was switched off while it waited: nobody is left to be told.
      return new Published();
    }
    try {
      sns.publish(request -> {
        request.subject(subject(message)).messageAttributes(attributes(message));
        if (message.forChat()) {
          request.topicArn(chatTopicArn).message(message.json());
        } else {
          request.topicArn(topicArn).messageStructure("json").message(body(message));
        }
      });
      return new Published();
    } catch (AwsServiceException e) {
      boolean permanent = !e.isThrottlingException() && e.statusCode() < 500;
      return new Failed((permanent ? "permanent: " : "") + Reasons.of(e));
    } catch (SdkException e) {
      return new Failed(Reasons.of(e));
    }
  }

  /** SNS refuses a subject that is empty, too long, or has anything but printable ASCII. */
  private static String subject(Outbox.Message message) {
    String clean = message.subject().replaceAll("[^\\x20-\\x7e]", "?").strip();
    if (clean.isEmpty()) {
      return message.event();
    }
    return clean.length() <= LONGEST_SUBJECT ? clean : clean.substring(0, LONGEST_SUBJECT);
  }

  private String body(Outbox.Message message) {
    ObjectNode forms = json.createObjectNode();
    // SNS refuses a message that is empty.
    forms.put("default", message.text().isEmpty() ? subject(message) : message.text());
    forms.put("sms", subject(message));
    String withoutJson = forms.toString();
    MACHINES.forEach(protocol -> forms.put(protocol, message.json()));
    String whole = forms.toString();
    return whole.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? whole : withoutJson;
  }

  private static Map<String, MessageAttributeValue> attributes(Outbox.Message message) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    put(attributes, "event", message.event());
    put(attributes, "severity", message.severity());
    put(attributes, "cluster", message.cluster());
    put(attributes, "service", message.service());
    return attributes;
  }

  private static void put(
      Map<String, MessageAttributeValue> attributes, String name, String value) {
    // SNS refuses an empty value.
    if (!value.isEmpty()) {
      attributes.put(
          name, MessageAttributeValue.builder().dataType("String").stringValue(value).build());
    }
  }
}
