package io.fargateautoscaler.functions.reconciler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The metrics of one invocation. CloudWatch reads them from a log line, so that no call is made.
 *
 * @param verdicts services for which a decision was made
 * @param failed services, or whole invocations, that could not be dealt with
 * @param left services for which there was no time
 */
record Metrics(int verdicts, int scaled, int failed, int dropped, int notifyFailed, int left) {
  private static final String NAMESPACE = "FargateAutoscaler";

  /** One line in CloudWatch's embedded metric format, without a line break. */
  String line(String stack, Instant at) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode head = line.putObject("_aws");
    head.put("Timestamp", at.toEpochMilli());
    ObjectNode directive = head.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add("Stack");
    ArrayNode names = directive.putArray("Metrics");
    line.put("Stack", stack);
    put(names, line, "Verdicts", verdicts);
    put(names, line, "Scaled", scaled);
    put(names, line, "Failed", failed);
    put(names, line, "Dropped", dropped);
    put(names, line, "NotifyFailed", notifyFailed);
    if (left > 0) {
      // A metric costs money by the month; most stacks never have this one.
      put(names, line, "Left", left);
    }
    return line.toString();
  }

  private static void put(ArrayNode names, ObjectNode line, String name, int value) {
    names.addObject().put("Name", name).put("Unit", "Count");
    line.put(name, value);
  }
}
