package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ServiceStatus;
import java.time.Duration;
import java.util.Locale;

/** Writes observations in the form that {@link ObservationReader} reads. */
final class ObservationJson {
  private static final Duration USUAL_PERIOD = Duration.ofSeconds(60);

  private ObservationJson() {}

  static ObjectNode tree(Observation observation) {
    ObjectNode json = Json.object();
    Json.put(json, "now", observation.now());
    json.set("service", service(observation.service()));
    ObjectNode loads = json.putObject("loads");
    observation.loads().forEach((name, load) -> loads.set(name, load(load)));
    if (!observation.alarms().isEmpty()) {
      ObjectNode alarms = json.putObject("alarms");
      observation.alarms().forEach((name, state) -> alarms.put(name, state.name()));
    }
    return json;
  }

  private static ObjectNode service(ServiceStatus service) {
    ObjectNode json = Json.object();
    json.put("desired", service.desired());
    json.put("running", service.running());
    json.put("pending", service.pending());
    json.put("status", service.lifecycle().name());
    json.put("controller", service.controller().name());
    json.put("deployment", service.deployment().name().toLowerCase(Locale.ROOT));
    Json.put(json, "deploymentStartedAt", service.deploymentStartedAt());
    Json.put(json, "deploymentId", service.deploymentId());
    if (!service.targetGroups().isEmpty()) {
      ArrayNode groups = json.putArray("targetGroups");
      service.targetGroups().forEach(groups::add);
    }
    Json.put(json, "otherScaler", service.otherScaler());
    return json;
  }

  private static ObjectNode load(Load load) {
    ObjectNode json = Json.object();
    switch (load) {
      case Load.PerTask(var points, var period) -> {
        ArrayNode array = json.putArray("points");
        for (Load.Point point : points) {
          ObjectNode one = array.addObject();
          Json.put(one, "at", point.at());
          one.set("average", Json.number(point.average()));
          one.set("count", Json.number(point.count()));
        }
        period(json, period);
      }
      case Load.Total(var points, var period, var witness) -> {
        ArrayNode array = json.putArray("points");
        for (Load.Sum point : points) {
          ObjectNode one = array.addObject();
          Json.put(one, "at", point.at());
          one.set("sum", Json.number(point.sum()));
        }
        period(json, period);
        if (witness) {
          json.put("witness", true);
        }
      }
      case Load.QueueDepth depth -> {
        Json.put(json, "at", depth.at());
        json.put("visible", depth.visible());
        json.put("in-flight", depth.inFlight());
        json.put("delayed", depth.delayed());
        if (depth.flow() != null) {
          ObjectNode flow = json.putObject("last-minute");
          Json.put(flow, "at", depth.flow().at());
          flow.set("sent", Json.number(depth.flow().sent()));
          flow.set("received", Json.number(depth.flow().received()));
          flow.set("deleted", Json.number(depth.flow().deleted()));
        }
      }
      case Load.Alarmed(var state, var threshold, var points, var period) -> {
        json.put("state", state.name());
        if (threshold != null) {
          json.set("threshold", Json.number(threshold));
        }
        if (!points.isEmpty()) {
          ArrayNode array = json.putArray("points");
          for (Load.Value point : points) {
            ObjectNode one = array.addObject();
            Json.put(one, "at", point.at());
            one.set("value", Json.number(point.value()));
          }
        }
        period(json, period);
      }
      case Load.Missing(var reason) -> json.put("missing", reason);
    }
    return json;
  }

  private static void period(ObjectNode json, Duration period) {
    if (!period.equals(USUAL_PERIOD)) {
      json.put("period", Found.duration(period));
    }
  }
}
