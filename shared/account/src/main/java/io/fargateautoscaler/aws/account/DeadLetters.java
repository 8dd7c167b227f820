package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages nobody could read: those of the dead-letter queues of both work queues. */
final class DeadLetters {
  static final int UNKNOWN = -1;

  private static final Pattern TARGET =
      Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");

  private final Session session;
  private final SqsClient sqs;

  DeadLetters(Session session, SqsClient sqs) {
    this.session = session;
    this.sqs = sqs;
  }

  /** Their number; {@link #UNKNOWN} where the queues cannot be read, which stops nothing else. */
  int count(Stack stack) {
    int sum = 0;
    try {
      for (String output : List.of("WorkQueueUrl", "TaskEventQueueUrl")) {
        String url = stack.output(output);
        String redrive = attribute(url, QueueAttributeName.REDRIVE_POLICY).orElse("");
        Matcher target = TARGET.matcher(redrive);
        if (target.find()) {
          String arn = target.group(1);
          // Same account, same Region: only the name is another.
          String dead =
              url.substring(0, url.lastIndexOf('/') + 1) + arn.substring(arn.lastIndexOf(':') + 1);
          sum +=
              attribute(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                  .map(Integer::parseInt)
                  .orElse(0);
        }
      }
      return sum;
    } catch (Trouble | NumberFormatException e) {
      return UNKNOWN;
    }
  }

  private Optional<String> attribute(String url, QueueAttributeName name) {
    Map<QueueAttributeName, String> attributes =
        session.call(
            "sqs:GetQueueAttributes",
            () ->
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                    .attributes());
    return Optional.ofNullable(attributes.get(name));
  }
}
