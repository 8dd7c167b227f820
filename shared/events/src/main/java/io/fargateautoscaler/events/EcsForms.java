package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.failure.ServiceFacts;
import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.TaskFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of ECS: task state changes, service actions, deployment state changes. */
final class EcsForms {

  private static final String SERVICE_GROUP = "service:";
  private static final String NO_SERVICE = "no service named";

  private final Allowed allowed;

  EcsForms(Allowed allowed) {
    this.allowed = allowed;
  }

  Decoded task(JsonNode event) {
    JsonNode detail = event.path("detail");
    Arn clusterArn = Arn.parse(Fields.token(detail, "clusterArn"));
    String cluster = Arn.clusterName(clusterArn);
    String group = Fields.text(detail, "group");
    String service = serviceOf(group);
    if (!agrees(cluster, Fields.token(detail, "taskArn"))) {
      cluster = null;
    }

    TaskFacts facts = facts(detail, cluster, service);
    String named = cluster == null || service == null ? null : cluster + "/" + service;
    String objection = allowed.objection(event);
    if (objection == null) {
      objection = allowed.objection(clusterArn);
    }
    if (objection == null && facts == null) {
      objection = "no task named";
    }
    if (objection == null && group != null && !group.startsWith(SERVICE_GROUP)) {
      objection = "standalone task";
    }
    if (objection == null && named == null) {
      objection = NO_SERVICE;
    }
    return new Decoded.TaskChange(
        header(event, named == null ? List.of() : List.of(named), objection), facts);
  }

  Decoded serviceAction(JsonNode event) {
    JsonNode detail = event.path("detail");
    String name = Fields.token(detail, "eventName");
    // Steady states repeat for ever and say nothing new.
    boolean matters =
        !"INFO".equals(Fields.text(detail, "eventType"))
            || (name != null && name.startsWith("SERVICE_DEPLOYMENT_"));
    return serviceChange(
        event, Kind.ECS_SERVICE, matters ? null : Decoded.ServiceChange.INFORMATIONAL);
  }

  Decoded deployment(JsonNode event) {
    return serviceChange(event, Kind.ECS_DEPLOYMENT, null);
  }

  private Decoded serviceChange(JsonNode event, Kind kind, @Nullable String uninteresting) {
    JsonNode detail = event.path("detail");
    Arn clusterArn = Arn.parse(Fields.token(detail, "clusterArn"));
    String cluster = Arn.clusterName(clusterArn);
    List<Arn> serviceArns = new ArrayList<>();
    for (JsonNode resource : event.path("resources")) {
      addArn(serviceArns, Fields.text(resource));
    }
    addArn(serviceArns, Fields.text(detail, "serviceArn"));

    String objection = allowed.objection(event);
    if (objection == null) {
      objection = allowed.objection(clusterArn);
    }
    Set<String> services = new LinkedHashSet<>();
    for (Arn arn : serviceArns) {
      String named = serviceRef(arn, cluster);
      if (named != null) {
        services.add(named);
        objection = objection == null ? allowed.objection(arn) : objection;
      }
    }
    String name = Fields.text(detail, "serviceName");
    if (services.isEmpty() && cluster != null && name != null && ServiceRef.isName(name)) {
      services.add(cluster + "/" + name);
    }
    if (objection == null) {
      objection = services.isEmpty() ? NO_SERVICE : uninteresting;
    }
    return new Decoded.ServiceChange(
        header(event, List.copyOf(services), objection),
        kind,
        new ServiceFacts(
            Fields.token(detail, "eventName"),
            Fields.token(detail, "eventType"),
            Fields.untrusted(detail, "reason"),
            Fields.token(detail, "deploymentId")));
  }

  private static Header header(JsonNode event, List<String> services, @Nullable String ignored) {
    return new Header(
        services,
        Fields.instant(event, "time"),
        Fields.token(event, "id"),
        Allowed.replayed(event),
        ignored);
  }

  private static void addArn(List<Arn> arns, @Nullable String text) {
    Arn arn = Arn.parse(text);
    if (arn != null) {
      arns.add(arn);
    }
  }

  /**
   * The service of an ARN; the long form names its cluster, the short form needs {@code cluster}.
   */
  private static @Nullable String serviceRef(Arn arn, @Nullable String cluster) {
    String[] parts = arn.ecsResource("service");
    if (parts == null) {
      return null;
    }
    return switch (parts.length) {
      case 2 -> cluster == null ? null : cluster + "/" + parts[1];
      case 3 -> cluster == null || cluster.equals(parts[1]) ? parts[1] + "/" + parts[2] : null;
      default -> null;
    };
  }

  private static @Nullable String serviceOf(@Nullable String group) {
    if (group == null || !group.startsWith(SERVICE_GROUP)) {
      return null;
    }
    String name = group.substring(SERVICE_GROUP.length());
    return ServiceRef.isName(name) ? name : null;
  }

  /** Whether a task's ARN names the same cluster; the short form names none. */
  private static boolean agrees(@Nullable String cluster, @Nullable String taskArn) {
    Arn arn = Arn.parse(taskArn);
    String[] parts = arn == null ? null : arn.ecsResource("task");
    return parts == null || parts.length != 3 || parts[1].equals(cluster);
  }

  private static @Nullable TaskFacts facts(
      JsonNode detail, @Nullable String cluster, @Nullable String service) {
    String taskArn = Fields.token(detail, "taskArn");
    String lastStatus = Fields.token(detail, "lastStatus");
    if (taskArn == null || lastStatus == null) {
      return null;
    }
    JsonNode version = detail.path("version");
    return new TaskFacts(
        taskArn,
        version.isIntegralNumber() && version.canConvertToLong() ? version.longValue() : 0,
        cluster,
        service,
        lastStatus,
        Fields.token(detail, "desiredStatus"),
        Fields.instant(detail, "stoppingAt"),
        Fields.token(detail, "startedBy"),
        new TaskFacts.Launch(
            Fields.instant(detail, "pullStartedAt"),
            Fields.instant(detail, "pullStoppedAt"),
            TaskAddress.of(detail)),
        stop(detail));
  }

  private static StopFacts stop(JsonNode detail) {
    List<StopFacts.Container> containers = new ArrayList<>();
    for (JsonNode container : detail.path("containers")) {
      JsonNode exitCode = container.path("exitCode");
      containers.add(
          new StopFacts.Container(
              Fields.token(container, "name"),
              Fields.token(container, "image"),
              exitCode.isIntegralNumber() && exitCode.canConvertToInt()
                  ? exitCode.intValue()
                  : null,
              Fields.untrusted(container, "reason"),
              Fields.token(container, "healthStatus")));
    }
    String definition = Fields.token(detail, "taskDefinitionArn");
    return new StopFacts(
        Fields.token(detail, "stopCode"),
        Fields.untrusted(detail, "stoppedReason"),
        containers,
        Fields.token(detail, "platformVersion"),
        definition == null ? null : definition.substring(definition.lastIndexOf('/') + 1),
        Fields.token(detail, "launchType"),
        Fields.token(detail, "capacityProviderName"),
        Fields.instant(detail, "createdAt"),
        Fields.instant(detail, "startedAt"),
        Fields.instant(detail, "stoppedAt"));
  }
}
