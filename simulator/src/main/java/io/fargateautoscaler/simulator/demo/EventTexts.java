package io.fargateautoscaler.simulator.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.simulator.Happening;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events as AWS sends them: example files with the names and times of the story in them. */
public final class EventTexts {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "eu-west-1";

  private final ObjectMapper json = new ObjectMapper();
  private long sequence;

  /** A CloudWatch alarm on the service's CPU changes its state. */
  String alarm(ServiceRef service, String name, String state, Instant at) {
    ObjectNode event =
        read("cw-alarm-eventbridge/state-change-for-a-single-metric-alarm.docs.json", at);
    String arn = "arn:aws:cloudwatch:" + REGION + ":" + ACCOUNT + ":alarm:" + name;
    event.putArray("resources").add(arn);
    ObjectNode detail = event.withObject("/detail");
    detail.put("alarmName", name);
    detail
        .withObject("/configuration/metrics/0/metricStat/metric")
        .put("namespace", "AWS/ECS")
        .putObject("dimensions")
        .put("ClusterName", service.cluster())
        .put("ServiceName", service.service());
    detail
        .withObject("/state")
        .put("value", state)
        .put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000+0000"));
    return event.toString();
  }

  /** What ECS sends of {@code happening}. */
  public String of(Happening happening) {
    return switch (happening) {
      case Happening.Deployment deployment -> deployment(deployment);
      case Happening.TaskStopped stopped -> stopped(stopped);
      case Happening.ServiceAction action -> action(action);
      case Happening.TaskStarted _ -> throw new IllegalArgumentException("not told in the story");
    };
  }

  private String deployment(Happening.Deployment deployment) {
    String file = deployment.completed() ? "completed" : "in_progress";
    ObjectNode event =
        read("ecs-deployment/service_deployment_" + file + ".docs.json", deployment.at());
    event.putArray("resources").add(arn("service", deployment.service()));
    event
        .withObject("/detail")
        .put("deploymentId", "ecs-svc/" + deployment.revision())
        .put("updatedAt", deployment.at().toString());
    return event.toString();
  }

  private String action(Happening.ServiceAction action) {
    String refused = action.refused();
    ObjectNode event =
        read(
            refused == null
                ? "ecs-service-action/service_steady_state.docs.json"
                : "ecs-service-action/service_task_placement_failure-fargate.docs.json",
            action.at());
    event.putArray("resources").add(arn("service", action.service()));
    ObjectNode detail = event.withObject("/detail");
    detail.put(
        "clusterArn",
        "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":cluster/" + action.service().cluster());
    detail.put("createdAt", action.at().toString());
    if (refused != null) {
      detail.put("reason", refused);
    }
    return event.toString();
  }

  private String stopped(Happening.TaskStopped stopped) {
    String file =
        switch (stopped.cause()) {
          case SCALING, REBALANCING -> "ecs-task/stopped-scaling-exit137-v6.real.json";
          case CANNOT_PULL -> "synthetic/task-failed-cannotpull.json";
          case CRASHED, OUT_OF_MEMORY -> "synthetic/task-oom.json";
          case HEALTH_CHECK -> "synthetic/task-elb-health.json";
          case EXITED_CLEANLY, SPOT ->
              throw new IllegalArgumentException("not told in the story: " + stopped.cause());
        };
    ObjectNode event = read(file, stopped.at());
    ServiceRef service = stopped.service();
    String family = service.service() + ":" + stopped.revision();
    String arn =
        "arn:aws:ecs:%s:%s:task/%s/%s"
            .formatted(REGION, ACCOUNT, service.cluster(), stopped.taskId());
    event.putArray("resources").add(arn);
    ObjectNode detail = event.withObject("/detail");
    detail.put("taskArn", arn);
    detail.put("clusterArn", "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":cluster/shop");
    detail.put("group", "service:" + service.service());
    detail.put(
        "taskDefinitionArn",
        "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":task-definition/" + family);
    detail.put("stoppedAt", stopped.at().toString());
    if (stopped.startedAt() == null) {
      detail.remove("startedAt");
    } else {
      detail.put("startedAt", stopped.startedAt().toString());
    }
    if (stopped.cause() == Happening.Cause.CANNOT_PULL) {
      detail.put(
          "stoppedReason", "CannotPullContainerError: manifest for shop/nginx:1.29-typo not found");
    }
    if (detail.path("containers") instanceof ArrayNode containers) {
      containers.forEach(container -> {
        if (container instanceof ObjectNode object) {
          object.put("image", "shop/nginx:1.29").put("name", service.service());
        }
      });
    }
    return event.toString();
  }

  private static String arn(String type, ServiceRef service) {
    return "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":" + type + "/" + service;
  }

  private ObjectNode read(String file, Instant at) {
    try (InputStream in = EventTexts.class.getResourceAsStream("events/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no example event " + file);
      }
      if (!(json.readTree(in) instanceof ObjectNode event)) {
        throw new IllegalStateException("not an object: " + file);
      }
      event.put("account", ACCOUNT);
      event.put("region", REGION);
      event.put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
      event.put("id", "00000000-0000-4000-8000-%012d".formatted(++sequence));
      return event;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
