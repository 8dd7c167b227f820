package io.fargateautoscaler.functions.reconciler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.text.Untrusted;
import java.util.Locale;

/** Logs every decision: the whole record if it is news, else one short line. */
final class DecisionLog implements DecisionListener {
  private final LogLines log;

  DecisionLog(LogLines log) {
    this.log = log;
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    log.write(news ? DecisionJson.record(record) : brief(record));
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("service", service.toString());
    line.put("failed", new Untrusted(reason).forLog());
    log.write(line.toString());
  }

  private static String brief(DecisionRecord record) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", record.at().toString());
    line.put("service", record.service().toString());
    line.put("trigger", record.trigger().kind().name().toLowerCase(Locale.ROOT));
    switch (record.decision().outcome()) {
      case Decision.Hold hold -> line.put("hold", hold.reason().name());
      case Decision.Scale scale -> line.put("scale", scale.from() + " -> " + scale.to());
    }
    line.put("count", record.decision().count());
    return line.toString();
  }
}
