package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.observation.ServiceStatus.Controller;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.observation.ServiceStatus.Lifecycle;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads observations. */
final class ObservationReader {
  static final ValueType<String> TEXT =
      ValueType.text("(?s).{0,4000}", "a text of at most 4000 characters");

  /** Null: it could not be read, so that loads cannot be either. */
  private final @Nullable ServicePolicy policy;

  /** Whether this reads a record: what it does not hold was not there, and stays so. */
  private final boolean recorded;

  ObservationReader(@Nullable ServicePolicy policy, boolean recorded) {
    this.policy = policy;
    this.recorded = recorded;
  }

  /** The observation; null if there was a problem that leaves none. */
  @Nullable Observation read(Fields fields) {
    fields.only(List.of("now", "service", "loads", "alarms"));
    Instant now = fields.required("now", ValueType.INSTANT);
    ServiceStatus service = null;
    if (fields.has("service")) {
      Fields below = fields.fields("service");
      service = below == null ? null : service(below);
    } else {
      fields.problem("service", "missing; a mapping with desired and running is needed");
    }
    if (!fields.has("loads")) {
      fields.problem("loads", "missing; a mapping of policies to loads is needed");
    }
    Map<String, Load> loads = loads(fields);
    Map<String, AlarmState> alarms = alarms(fields);
    return now == null || service == null ? null : new Observation(now, service, loads, alarms);
  }

  private static Map<String, AlarmState> alarms(Fields fields) {
    var alarms = new TreeMap<String, AlarmState>();
    Fields byName = fields.fields("alarms");
    if (byName != null) {
      for (String name : byName.keys()) {
        if (PolicyKeys.ALARM.parser().apply(name) == null) {
          byName.problem(name, "needs " + PolicyKeys.ALARM.allowed());
        }
        AlarmState state = byName.value(name, LoadReader.ALARM_STATE);
        if (state != null) {
          alarms.put(name, state);
        }
      }
    }
    return alarms;
  }

  private static @Nullable ServiceStatus service(Fields fields) {
    fields.only(
        List.of(
            "desired",
            "running",
            "pending",
            "status",
            "controller",
            "deployment",
            "deploymentStartedAt",
            "deploymentId",
            "targetGroups",
            "otherScaler"));
    Integer desired = fields.required("desired", HistoryReader.COUNT);
    Integer running = fields.required("running", HistoryReader.COUNT);
    int starting = desired == null || running == null ? 0 : Math.max(0, desired - running);
    int pending = fields.value("pending", HistoryReader.COUNT, starting);
    Lifecycle lifecycle =
        fields.value("status", ValueType.loose(Lifecycle.class), Lifecycle.ACTIVE);
    Controller controller =
        fields.value("controller", ValueType.loose(Controller.class), Controller.ECS);
    Deployment deployment =
        fields.value("deployment", ValueType.loose(Deployment.class), Deployment.STEADY);
    Instant startedAt = fields.value("deploymentStartedAt", ValueType.INSTANT);
    String deploymentId = fields.value("deploymentId", TEXT);
    List<String> groups = texts(fields, "targetGroups");
    String otherScaler = fields.value("otherScaler", TEXT);
    return desired == null || running == null
        ? null
        : new ServiceStatus(
            desired,
            running,
            pending,
            lifecycle,
            controller,
            deployment,
            startedAt,
            deploymentId,
            groups,
            otherScaler);
  }

  private static List<String> texts(Fields fields, String key) {
    var found = new ArrayList<String>();
    Node node = fields.node(key);
    if (node instanceof Node.Items items) {
      for (Node item : items.nodes()) {
        if (item instanceof Node.Scalar(_, var text)) {
          found.add(text);
        } else {
          fields.problem(key, "a list of texts is needed");
        }
      }
    } else if (node != null) {
      fields.problem(key, Found.node(node) + "; a list of texts is needed");
    }
    return found;
  }

  private Map<String, Load> loads(Fields fields) {
    var loads = new TreeMap<String, Load>();
    Fields byName = fields.fields("loads");
    if (policy == null) {
      return loads;
    }
    if (byName != null) {
      byName.only(policy.policies().stream().map(ScalingPolicy::name).toList());
    }
    for (ScalingPolicy one : policy.policies()) {
      if (byName == null || !byName.has(one.name())) {
        if (!recorded) {
          loads.put(one.name(), new Load.Missing("no load given"));
        }
        continue;
      }
      Fields load = byName.fields(one.name());
      Load read = load == null ? null : LoadReader.read(one, load);
      if (read != null) {
        loads.put(one.name(), read);
      }
    }
    return loads;
  }
}
