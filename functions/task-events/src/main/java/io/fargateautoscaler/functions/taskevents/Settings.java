package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.aws.Variables;
import java.util.Map;

/**
 * The function's environment variables.
 *
 * @param workQueue URL of the reconciler's queue
 * @param taskStartedNotices whether each task that starts is told
 * @param chat whether notices are written for the chat topic too
 */
record Settings(
    String account,
    String region,
    String table,
    String workQueue,
    boolean taskStartedNotices,
    boolean chat) {
  /**
   * Reads all of them.
   *
   * @throws IllegalStateException if any is missing or wrong; its message names each
   */
  static Settings read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Settings settings =
        new Settings(
            variables.account("ACCOUNT_ID"),
            variables.text("AWS_REGION"),
            variables.text("STATE_TABLE"),
            variables.text("WORK_QUEUE_URL"),
            variables.onOrOff("TASK_STARTED_NOTICES"),
            !variables.optional("CHAT_TOPIC_ARN").isEmpty());
    variables.check();
    return settings;
  }
}
