package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.util.Locale;
import java.util.TreeMap;

/** Writes policies as complete documents: every default resolved, keys in a fixed order. */
final class PolicyJson {
  private PolicyJson() {}

  static String write(ServicePolicy policy) {
    return Json.text(tree(policy));
  }

  static ObjectNode tree(ServicePolicy policy) {
    ObjectNode json = Json.object();
    json.put("schema", 1);
    json.put("service", policy.service().toString());
    json.putObject("capacity")
        .put("min", policy.capacity().min())
        .put("max", policy.capacity().max());
    json.put("mode", ValueType.word(policy.mode()));
    ObjectNode policies = json.putObject("policies");
    policy.policies().forEach(one -> policies.set(one.name(), policy(one)));
    ArrayNode schedules = json.putArray("schedules");
    policy.schedules().forEach(one -> schedules.add(schedule(one)));
    step(json.putObject("scale-out"), policy.scaleOut().step(), true);
    ObjectNode scaleIn = json.putObject("scale-in");
    scaleIn.put("enabled", policy.scaleIn().enabled());
    scaleIn.put("stabilization", Found.duration(policy.scaleIn().stabilization()));
    scaleIn.put("every", Found.duration(policy.scaleIn().every()));
    step(scaleIn, policy.scaleIn().step(), false);
    json.set("guards", guards(policy.guards()));
    json.put("respect-external", Found.duration(policy.respectExternal()));
    Json.put(json, "wake-alarm", policy.wakeAlarm());
    return json;
  }

  private static void step(ObjectNode json, StepLimit limit, boolean out) {
    switch (limit) {
      case StepLimit.Unlimited _ -> json.put("step", PolicyKeys.UNLIMITED);
      case StepLimit.Limited(var percent, var tasks, var per) -> {
        ObjectNode step = json.putObject("step").put("percent", percent).put("tasks", tasks);
        if (out) {
          step.put("per", Found.duration(per));
        }
      }
    }
  }

  private static ObjectNode policy(ScalingPolicy policy) {
    return switch (policy) {
      case TargetTrackingPolicy tracking -> tracking(tracking);
      case QueuePolicy queue -> queue(queue);
      case StepPolicy step -> step(step);
    };
  }

  private static ObjectNode tracking(TargetTrackingPolicy policy) {
    ObjectNode json = Json.object().put("type", "target-tracking");
    switch (policy.metric()) {
      case TargetMetric.Utilization(var resource) ->
          json.put("metric", resource.name().toLowerCase(Locale.ROOT));
      case TargetMetric.AlbRequestsPerTask alb -> {
        json.put("metric", "alb-requests-per-task");
        Json.put(json, "target-group", alb.targetGroup());
        Json.put(json, "load-balancer", alb.loadBalancer());
      }
      case TargetMetric.Expression(var expression, var metrics, var period) -> {
        ObjectNode metric = json.putObject("metric").put("expression", expression);
        ObjectNode byId = metric.putObject("metrics");
        metrics.forEach((id, one) -> input(byId.putObject(id), one));
        metric.put("load", "total");
        metric.put("period", Found.duration(period));
      }
      case TargetMetric.Custom custom -> {
        ObjectNode metric = json.putObject("metric");
        input(
            metric,
            new TargetMetric.Input(
                custom.namespace(), custom.name(), custom.dimensions(), custom.statistic()));
        metric.put("load", custom.total() ? "total" : "per-task");
        metric.put("period", Found.duration(custom.period()));
      }
    }
    json.set("target", Json.number(policy.target()));
    json.set("tolerance", Json.number(policy.tolerance()));
    json.put("warm-up", Found.duration(policy.warmUp()));
    json.put("direction", ValueType.word(policy.direction()));
    return json;
  }

  private static void input(ObjectNode json, TargetMetric.Input input) {
    json.put("namespace", input.namespace());
    json.put("name", input.name());
    ObjectNode dimensions = json.putObject("dimensions");
    new TreeMap<>(input.dimensions()).forEach(dimensions::put);
    json.put("statistic", input.statistic());
  }

  private static ObjectNode queue(QueuePolicy policy) {
    ObjectNode json = Json.object().put("type", "queue").put("queue", policy.queue());
    switch (policy.goal()) {
      case QueuePolicy.DrainWithin(var limit, var seconds, var concurrency) -> {
        if (seconds != null) {
          json.set("seconds-per-message", Json.number(seconds));
        }
        json.put("concurrency", concurrency);
        json.put("drain-within", Found.duration(limit));
      }
      case QueuePolicy.MessagesPerTask(var messages, var tolerance, var concurrency) -> {
        json.set("messages-per-task", Json.number(messages));
        json.put("concurrency", concurrency);
        json.set("tolerance", Json.number(tolerance));
      }
    }
    json.put("idle-for", Found.duration(policy.idleFor()));
    json.put("activation", policy.activation());
    json.put("direction", ValueType.word(policy.direction()));
    return json;
  }

  private static ObjectNode step(StepPolicy policy) {
    ObjectNode json = Json.object().put("type", "step").put("alarm", policy.alarm());
    json.put("warm-up", Found.duration(policy.warmUp()));
    json.put("direction", ValueType.word(policy.direction()));
    ArrayNode steps = json.putArray("steps");
    for (StepPolicy.Step step : policy.steps()) {
      ObjectNode one = steps.addObject();
      one.set(ValueType.word(policy.side()), Json.number(step.distance()));
      one.set(ValueType.word(step.adjust()), Json.number(step.value()));
      switch (step.adjust()) {
        case ADD_PERCENT, REMOVE_PERCENT -> one.put("at-least", step.atLeast());
        case ADD, REMOVE, SET -> {}
      }
    }
    return json;
  }

  private static ObjectNode schedule(Schedule schedule) {
    ObjectNode json = Json.object().put("name", schedule.name());
    json.put("start", schedule.start().text());
    json.put("for", Found.duration(schedule.length()));
    json.put("timezone", schedule.zone().getId());
    if (schedule.min() != null || schedule.max() != null) {
      ObjectNode capacity = json.putObject("capacity");
      Json.put(capacity, "min", schedule.min());
      Json.put(capacity, "max", schedule.max());
    }
    return json.put("scale-in", schedule.scaleIn() ? "on" : "off");
  }

  private static ObjectNode guards(Guards guards) {
    ObjectNode json = Json.object();
    json.putObject("crash-loop")
        .put("bad-starts", guards.crashLoop().badStarts())
        .put("percent", guards.crashLoop().percent())
        .put("within", Found.duration(guards.crashLoop().within()));
    ArrayNode out = json.putArray("veto-scale-out");
    guards.vetoScaleOut().forEach(out::add);
    ArrayNode in = json.putArray("veto-scale-in");
    guards.vetoScaleIn().forEach(in::add);
    json.put("capacity-after", Found.duration(guards.capacityAfter()));
    return json.put("deployment-hold", Found.duration(guards.deploymentHold()));
  }
}
