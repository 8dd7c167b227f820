package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.aws.Variables;
import io.fargateautoscaler.core.cost.FargatePrices;
import io.fargateautoscaler.core.cost.PriceTable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function's environment variables.
 *
 * @param topic ARN of the topic for notices
 * @param chatTopic ARN of the topic for chat; null: chat is off
 * @param workQueue URL of the function's own queue
 * @param pulseEvery time between two looks at a queue; zero: only at ticks
 * @param notices the most that are told in a quarter of an hour
 * @param prices of tasks in this Region, or the operator's own
 */
record Settings(
    String stack,
    String account,
    String region,
    String table,
    String topic,
    @Nullable String chatTopic,
    String workQueue,
    Duration pulseEvery,
    int notices,
    FargatePrices prices) {
  /** A pulse every minute would be a tick. */
  private static final int LONGEST_PULSE = 59;

  private static final int MOST_NOTICES = 1000;

  /** Whether notices are written for the chat topic too. */
  boolean chat() {
    return chatTopic != null;
  }

  /**
   * Reads all of them.
   *
   * @throws IllegalStateException if any is missing or wrong; its message names each
   */
  static Settings read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    String chatTopic = variables.optional("CHAT_TOPIC_ARN");
    Settings settings =
        new Settings(
            variables.text("STACK_NAME"),
            variables.account("ACCOUNT_ID"),
            variables.text("AWS_REGION"),
            variables.text("STATE_TABLE"),
            variables.text("TOPIC_ARN"),
            chatTopic.isEmpty() ? null : chatTopic,
            variables.text("WORK_QUEUE_URL"),
            Duration.ofSeconds(variables.number("QUEUE_PULSE_SECONDS", 0, LONGEST_PULSE)),
            variables.number("NOTICE_LIMIT", 1, MOST_NOTICES),
            prices(variables));
    variables.check();
    return settings;
  }

  /** Nothing that is wrong with prices may keep services from being scaled. */
  private static FargatePrices prices(Variables variables) {
    FargatePrices table = PriceTable.shipped().of(variables.optional("AWS_REGION"));
    return table
        .with(variables.optional("FARGATE_PRICES"))
        .orElseGet(() -> table.from(table.source() + "; FargatePrices cannot be read"));
  }
}
