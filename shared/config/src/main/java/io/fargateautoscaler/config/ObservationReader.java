package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.observation.ServiceStatus.Controller;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.observation.ServiceStatus.Lifecycle;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads observations; the type of a load follows from its policy. */
final class ObservationReader {
  private static final ValueType<Duration> PERIOD =
      ValueType.time(Duration.ofSeconds(1), Duration.ofDays(1));
  private static final ValueType<String> TEXT =
      ValueType.text("(?s).{0,1000}", "a text of at most 1000 characters");

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
    return now == null || service == null ? null : new Observation(now, service, loads, Map.of());
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
            "targetGroups",
            "otherScaler"));
    Integer desired = fields.required("desired", HistoryReader.COUNT);
    Integer running = fields.required("running", HistoryReader.COUNT);
    int starting = desired == null || running == null ? 0 : Math.max(0, desired - running);
    int pending = fields.value("pending", HistoryReader.COUNT, starting);
    Lifecycle lifecycle = fields.value("status", loose(Lifecycle.class), Lifecycle.ACTIVE);
    Controller controller = fields.value("controller", loose(Controller.class), Controller.ECS);
    Deployment deployment = fields.value("deployment", loose(Deployment.class), Deployment.STEADY);
    Instant startedAt = fields.value("deploymentStartedAt", ValueType.INSTANT);
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

  /** An enum's words, in upper or lower case, with hyphens or underscores. */
  private static <E extends Enum<E>> ValueType<E> loose(Class<E> type) {
    ValueType<E> words = ValueType.words(type);
    return new ValueType<>(
        words.allowed(),
        words.schema(),
        text -> words.parser().apply(text.toLowerCase(Locale.ROOT).replace('_', '-')));
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
      Load read = load == null ? null : load(one, load);
      if (read != null) {
        loads.put(one.name(), read);
      }
    }
    return loads;
  }

  private static @Nullable Load load(ScalingPolicy policy, Fields load) {
    if (load.has("missing")) {
      load.only(List.of("missing"));
      String reason = load.value("missing", TEXT);
      return reason == null ? null : new Load.Missing(reason);
    }
    return switch (policy) {
      case QueuePolicy _ -> depth(load);
      case TargetTrackingPolicy tracking when tracking.metric().total() ->
          total(load, tracking.metric().period());
      case StepPolicy _ -> new Load.Missing("step policies cannot be read yet");
      case TargetTrackingPolicy tracking -> perTask(load, tracking.metric().period());
    };
  }

  private static Load perTask(Fields load, Duration period) {
    load.only(List.of("points", "period", "missing"));
    needsPoints(load);
    List<Load.Point> points =
        HistoryReader.each(
            load.list("points"),
            point -> {
              point.only(List.of("at", "average", "count"));
              Instant at = point.required("at", ValueType.INSTANT);
              Double average = point.required("average", ValueType.DOUBLE);
              Double count = point.required("count", ValueType.DOUBLE);
              return at == null || average == null || count == null
                  ? null
                  : new Load.Point(at, average, count);
            });
    return new Load.PerTask(points, period(load, period));
  }

  private static Load total(Fields load, Duration period) {
    load.only(List.of("points", "period", "witness", "missing"));
    needsPoints(load);
    List<Load.Sum> points =
        HistoryReader.each(
            load.list("points"),
            point -> {
              point.only(List.of("at", "sum"));
              Instant at = point.required("at", ValueType.INSTANT);
              Double sum = point.required("sum", ValueType.DOUBLE);
              return at == null || sum == null ? null : new Load.Sum(at, sum);
            });
    return new Load.Total(
        points, period(load, period), load.value("witness", ValueType.FLAG, false));
  }

  /** Points are 60 s apart unless the load says otherwise, whatever the metric's own period. */
  private static Duration period(Fields load, Duration period) {
    Duration usual = load.has("period") ? period : Duration.ofSeconds(60);
    return load.value("period", PERIOD, usual);
  }

  private static void needsPoints(Fields load) {
    if (!load.has("points")) {
      load.problem("points", "missing; a list of points, or {missing: reason}, is needed");
    }
  }

  private static @Nullable Load depth(Fields load) {
    load.only(
        List.of(
            "at", "visible", "in-flight", "delayed", "oldest-seconds", "last-minute", "missing"));
    Instant at = load.required("at", ValueType.INSTANT);
    Long visible = load.required("visible", HistoryReader.MESSAGES);
    long inFlight = load.value("in-flight", HistoryReader.MESSAGES, 0L);
    long delayed = load.value("delayed", HistoryReader.MESSAGES, 0L);
    load.value("oldest-seconds", ValueType.DOUBLE);
    Fields minute = load.fields("last-minute");
    Load.Flow flow = minute == null ? null : flow(minute);
    return at == null || visible == null
        ? null
        : new Load.QueueDepth(at, visible, inFlight, delayed, flow);
  }

  private static Load.@Nullable Flow flow(Fields minute) {
    minute.only(List.of("at", "sent", "received", "deleted"));
    Double sent = minute.required("sent", ValueType.DOUBLE);
    Double received = minute.required("received", ValueType.DOUBLE);
    Double deleted = minute.required("deleted", ValueType.DOUBLE);
    return sent == null || received == null || deleted == null
        ? null
        : new Load.Flow(minute.value("at", ValueType.INSTANT), sent, received, deleted);
  }
}
