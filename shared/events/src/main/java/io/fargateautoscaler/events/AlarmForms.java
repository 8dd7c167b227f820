package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The three forms in which an alarm arrives: by EventBridge, as a Lambda action, by SNS. */
final class AlarmForms {

  private final Allowed allowed;

  AlarmForms(Allowed allowed) {
    this.allowed = allowed;
  }

  Decoded stateChange(JsonNode event) {
    return fromBus(event, allowed.objection(event));
  }

  Decoded configurationChange(JsonNode event) {
    String objection = allowed.objection(event);
    return fromBus(event, objection == null ? "alarm configuration change" : objection);
  }

  Decoded lambdaAction(JsonNode event) {
    JsonNode data = event.path("alarmData");
    String arn = Fields.alarmArn(Fields.text(event, "alarmArn"));
    return alarm(
        camelCaseServices(data.path("configuration")),
        Fields.instant(event, "time"),
        arn,
        Fields.alarmName(data, "alarmName"),
        data.path("state"),
        null,
        false,
        allowed.objection(Fields.text(event, "accountId"), Fields.text(event, "region")));
  }

  /** The message of an SNS action. Its region is a display name, so the ARN's region counts. */
  Decoded snsMessage(JsonNode message) {
    String arnText = Fields.alarmArn(Fields.text(message, "AlarmArn"));
    Arn arn = Arn.parse(arnText);
    Instant time = Fields.instant(message, "StateChangeTime");
    var header =
        new Header(
            pascalCaseServices(message.path("Trigger")),
            time,
            ref(arnText, time, null),
            false,
            allowed.objection(
                Fields.text(message, "AWSAccountId"), arn == null ? null : arn.region()));
    return new Decoded.AlarmChange(
        header,
        arnText,
        Fields.alarmName(message, "AlarmName"),
        Fields.token(message, "NewStateValue"));
  }

  private static Decoded fromBus(JsonNode event, @Nullable String ignored) {
    JsonNode detail = event.path("detail");
    return alarm(
        camelCaseServices(detail.path("configuration")),
        Fields.instant(event, "time"),
        Fields.alarmArn(Fields.text(event.path("resources").path(0))),
        Fields.alarmName(detail, "alarmName"),
        detail.path("state"),
        Fields.token(event, "id"),
        Allowed.replayed(event),
        ignored);
  }

  private static Decoded alarm(
      List<String> services,
      @Nullable Instant time,
      @Nullable String arn,
      @Nullable String name,
      JsonNode state,
      @Nullable String eventId,
      boolean replayed,
      @Nullable String ignored) {
    Instant changed = Fields.instant(state, "timestamp");
    var header = new Header(services, time, ref(arn, changed, eventId), replayed, ignored);
    return new Decoded.AlarmChange(header, arn, name, Fields.token(state, "value"));
  }

  /** The same change can arrive by three ways, each with its own id: its own facts identify it. */
  private static @Nullable String ref(
      @Nullable String arn, @Nullable Instant changed, @Nullable String eventId) {
    return arn == null || changed == null ? eventId : new Untrusted(arn).forLog() + "@" + changed;
  }

  private static List<String> camelCaseServices(JsonNode configuration) {
    Set<String> services = new LinkedHashSet<>();
    for (JsonNode metric : configuration.path("metrics")) {
      addService(services, metric.path("metricStat").path("metric").path("dimensions"));
    }
    return List.copyOf(services);
  }

  private static List<String> pascalCaseServices(JsonNode trigger) {
    Set<String> services = new LinkedHashSet<>();
    addService(services, trigger.path("Dimensions"));
    for (JsonNode metric : trigger.path("Metrics")) {
      addService(services, metric.path("MetricStat").path("Metric").path("Dimensions"));
    }
    return List.copyOf(services);
  }

  /** Adds the service that the dimensions name, as an object or as a list of names and values. */
  private static void addService(Set<String> services, JsonNode dimensions) {
    String cluster = dimension(dimensions, "ClusterName");
    String service = dimension(dimensions, "ServiceName");
    if (cluster != null
        && service != null
        && ServiceRef.isName(cluster)
        && ServiceRef.isName(service)) {
      services.add(cluster + "/" + service);
    }
  }

  private static @Nullable String dimension(JsonNode dimensions, String name) {
    if (dimensions.isObject()) {
      return Fields.text(dimensions, name);
    }
    for (JsonNode pair : dimensions) {
      if (name.equals(Fields.text(pair, "name"))) {
        return Fields.text(pair, "value");
      }
    }
    return null;
  }
}
