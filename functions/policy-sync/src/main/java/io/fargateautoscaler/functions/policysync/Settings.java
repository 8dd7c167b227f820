package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.aws.Variables;
import java.util.Map;

/**
 * The function's environment variables.
 *
 * @param policyPath where the documents are; begins and ends with a slash
 * @param workQueue URL of the reconciler's queue
 * @param chat whether notices are written for the chat topic too
 */
record Settings(
    String stack,
    String account,
    String region,
    String table,
    String workQueue,
    String policyPath,
    String modeParameter,
    boolean chat) {
  /**
   * Reads all of them.
   *
   * @throws IllegalStateException if any is missing or wrong; its message names each
   */
  static Settings read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    String path = variables.text("POLICY_PATH");
    Settings settings =
        new Settings(
            variables.text("STACK_NAME"),
            variables.account("ACCOUNT_ID"),
            variables.text("AWS_REGION"),
            variables.text("STATE_TABLE"),
            variables.text("WORK_QUEUE_URL"),
            path.endsWith("/") ? path : path + "/",
            variables.text("MODE_PARAMETER"),
            !variables.optional("CHAT_TOPIC_ARN").isEmpty());
    variables.check();
    return settings;
  }
}
