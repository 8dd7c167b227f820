package io.fargateautoscaler.functions.reconciler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.text.Untrusted;

/** Logs what could not be published, for the topic itself cannot tell it. */
final class LoggedNotifier implements Notifier {
  private final Notifier notifier;
  private final LogLines log;

  LoggedNotifier(Notifier notifier, LogLines log) {
    this.notifier = notifier;
    this.log = log;
  }

  @Override
  public Result publish(Outbox.Message message) {
    Result result = notifier.publish(message);
    if (result instanceof Failed(String reason)) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("failed", "notice");
      // Only an operator can help: the topic is gone, or a permission or its key is missing.
      line.put("severity", reason.startsWith("permanent:") ? "CRITICAL" : "WARNING");
      line.put("topic", message.forChat() ? "chat" : "main");
      line.put("id", new Untrusted(message.id()).forLog());
      line.put("reason", new Untrusted(reason).forLog());
      log.write(line.toString());
    }
    return result;
  }
}
