package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of any event that can reach us. Events of a foreign account or Region, and events
 * that an archive sent again, are decoded and marked as ignored.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class EventDecoder {

  /** The source of our own messages on the work queue. */
  public static final String OWN_SOURCE = "fargate-autoscaler";

  /** SNS inside SQS is the deepest that is genuine. */
  private static final int MAX_ENVELOPES = 2;

  private final JsonText json = new JsonText();
  private final Allowed allowed;
  private final AlarmForms alarms;
  private final EcsForms ecs;

  /**
   * A decoder for events of one account and Region.
   *
   * @param accountId twelve digits; null for any account
   * @param region such as {@code eu-west-1}; null for any Region
   */
  public EventDecoder(@Nullable String accountId, @Nullable String region) {
    allowed = new Allowed(accountId, region);
    alarms = new AlarmForms(allowed);
    ecs = new EcsForms(allowed);
  }

  /** What {@code body} says. Never throws: at worst the answer is unknown or unreadable. */
  public Decoded decode(String body) {
    return decode(body, 0);
  }

  private Decoded decode(String body, int envelopes) {
    JsonNode event = json.read(body);
    if (event == null) {
      return new Decoded.Unrecognised(Header.empty("not readable as JSON"), Kind.UNREADABLE);
    }
    if (!event.isObject()) {
      return new Decoded.Unrecognised(Header.empty("no JSON object"), Kind.UNREADABLE);
    }
    if (isEnvelope(event)) {
      return envelopes < MAX_ENVELOPES
          ? openEnvelope(event, envelopes + 1)
          : unknown(event, "too many envelopes");
    }
    if (event.path("alarmData").isObject()) {
      return "aws.cloudwatch".equals(Fields.text(event, "source"))
          ? alarms.lambdaAction(event)
          : unknown(event, "unknown event");
    }
    if (event.path("NewStateValue").isTextual() && event.path("AlarmName").isTextual()) {
      return alarms.snsMessage(event);
    }
    return fromBus(event);
  }

  private Decoded fromBus(JsonNode event) {
    String detailType = Fields.text(event, "detail-type");
    return switch (Fields.text(event, "source") + "/" + detailType) {
      case "aws.cloudwatch/CloudWatch Alarm State Change" -> alarms.stateChange(event);
      case "aws.cloudwatch/CloudWatch Alarm Configuration Change" ->
          alarms.configurationChange(event);
      case "aws.ecs/ECS Task State Change" -> ecs.task(event);
      case "aws.ecs/ECS Service Action" -> ecs.serviceAction(event);
      case "aws.ecs/ECS Deployment State Change" -> ecs.deployment(event);
      case "aws.ecs/ECS Container Instance State Change" ->
          unknown(event, "container instance event");
      case "aws.events/Scheduled Event", "aws.scheduler/Scheduled Event" ->
          new Decoded.Wake(header(event, List.of(), allowed.objection(event)), Kind.SCHEDULE);
      case "aws.ssm/Parameter Store Change" -> parameter(event);
      case OWN_SOURCE + "/Pulse" -> own(event, Kind.PULSE);
      case OWN_SOURCE + "/Hint" -> own(event, Kind.HINT);
      default -> unknown(event, "unknown event");
    };
  }

  private Decoded parameter(JsonNode event) {
    JsonNode detail = event.path("detail");
    String name = Fields.token(detail, "name");
    String operation = Fields.token(detail, "operation");
    String service = name == null ? null : ParameterNames.service(name);
    ParameterFacts facts =
        name == null || operation == null ? null : new ParameterFacts(name, operation);
    String objection = allowed.objection(event);
    if (objection == null && facts == null) {
      objection = "no parameter named";
    }
    if (objection == null && service == null && !ParameterNames.isMode(name)) {
      objection = "no service named";
    }
    return new Decoded.ParameterChange(
        header(event, service == null ? List.of() : List.of(service), objection), facts);
  }

  /** Our own messages carry no account; the queue's policy says who may send them. */
  private static Decoded own(JsonNode event, Kind kind) {
    JsonNode detail = event.path("detail");
    Set<String> services = new LinkedHashSet<>();
    for (JsonNode item : detail.path("services")) {
      String text = Fields.text(item);
      if (text != null && ParameterNames.isService(text)) {
        services.add(text);
      }
    }
    var header =
        new Header(
            List.copyOf(services),
            Fields.instant(event, "time"),
            Fields.token(detail, "ref"),
            Allowed.replayed(event),
            services.isEmpty() ? "no service named" : null);
    return new Decoded.Wake(header, kind);
  }

  private static boolean isEnvelope(JsonNode event) {
    return isNotification(event) || recordKind(event.path("Records").path(0)) != null;
  }

  private static boolean isNotification(JsonNode event) {
    return "Notification".equals(Fields.text(event, "Type")) && event.path("Message").isTextual();
  }

  private static @Nullable Kind recordKind(JsonNode item) {
    if ("aws:sqs".equals(Fields.text(item, "eventSource"))) {
      return Kind.SQS;
    }
    return "aws:sns".equals(Fields.text(item, "EventSource")) ? Kind.SNS : null;
  }

  private Decoded openEnvelope(JsonNode event, int envelopes) {
    if (isNotification(event)) {
      return envelope(Kind.SNS, event, List.of(inner(event.path("Message"), envelopes)));
    }
    JsonNode first = event.path("Records").path(0);
    List<Decoded> inner = new ArrayList<>();
    for (JsonNode item : event.path("Records")) {
      JsonNode content =
          recordKind(item) == Kind.SNS ? item.path("Sns").path("Message") : item.path("body");
      inner.add(inner(content, envelopes));
    }
    return recordKind(first) == Kind.SNS
        ? envelope(Kind.SNS, first.path("Sns"), inner)
        : envelope(Kind.SQS, first, inner);
  }

  private Decoded inner(JsonNode content, int envelopes) {
    String text = Fields.text(content);
    return text == null ? unknown(content, "unknown event") : decode(text, envelopes);
  }

  private static Decoded envelope(Kind kind, JsonNode message, List<Decoded> inner) {
    Set<String> services = new LinkedHashSet<>();
    inner.forEach(event -> services.addAll(event.services()));
    String ref = Fields.token(message, kind == Kind.SQS ? "messageId" : "MessageId");
    var header =
        new Header(List.copyOf(services), Fields.instant(message, "Timestamp"), ref, false, null);
    return new Decoded.Envelope(header, kind, inner);
  }

  private static Decoded unknown(JsonNode event, String why) {
    String ignored = Allowed.replayed(event) ? "replayed" : why;
    return new Decoded.Unrecognised(header(event, List.of(), ignored), Kind.UNKNOWN);
  }

  private static Header header(JsonNode event, List<String> services, @Nullable String ignored) {
    return new Header(
        services,
        Fields.instant(event, "time"),
        Fields.token(event, "id"),
        Allowed.replayed(event),
        ignored);
  }
}
