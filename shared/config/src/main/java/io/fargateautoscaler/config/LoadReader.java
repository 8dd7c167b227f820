package io.fargateautoscaler.config;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads loads; the type of a load follows from its policy. */
final class LoadReader {
  /** CloudWatch allows alarms periods of up to seven days. */
  private static final ValueType<Duration> PERIOD =
      ValueType.time(Duration.ofSeconds(1), Duration.ofDays(7));

  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  /** What no queue can have is read, for the decision refuses it: data that is bad is no slip. */
  private static final ValueType<Long> MESSAGES =
      new ValueType<>(
          HistoryReader.MESSAGES.allowed(),
          HistoryReader.MESSAGES.schema(),
          text -> {
            if (NOT_FINITE.contains(text)) {
              return -1L;
            }
            boolean negative = text.startsWith("-");
            Long number =
                HistoryReader.MESSAGES.parser().apply(negative ? text.substring(1) : text);
            return number == null || !negative ? number : (Long) (-number);
          });

  static final ValueType<AlarmState> ALARM_STATE = ValueType.loose(AlarmState.class);

  private LoadReader() {}

  /** The load of a policy; null if there was a problem that leaves none. */
  static @Nullable Load read(ScalingPolicy policy, Fields load) {
    if (load.has("missing")) {
      load.only(List.of("missing"));
      String reason = load.value("missing", ObservationReader.TEXT);
      return reason == null ? null : new Load.Missing(reason);
    }
    return switch (policy) {
      case QueuePolicy _ -> depth(load);
      case TargetTrackingPolicy tracking when tracking.metric().total() ->
          total(load, tracking.metric().period());
      case StepPolicy _ -> alarmed(load);
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

  private static @Nullable Load alarmed(Fields load) {
    load.only(List.of("state", "threshold", "points", "period", "missing"));
    AlarmState state = load.required("state", ALARM_STATE);
    Double threshold = load.value("threshold", ValueType.DOUBLE);
    List<Load.Value> points =
        HistoryReader.each(
            load.list("points"),
            point -> {
              point.only(List.of("at", "value"));
              Instant at = point.required("at", ValueType.INSTANT);
              Double value = point.required("value", ValueType.DOUBLE);
              return at == null || value == null ? null : new Load.Value(at, value);
            });
    Duration period = load.value("period", PERIOD, Duration.ofSeconds(60));
    return state == null ? null : new Load.Alarmed(state, threshold, points, period);
  }

  private static @Nullable Load depth(Fields load) {
    load.only(
        List.of(
            "at", "visible", "in-flight", "delayed", "oldest-seconds", "last-minute", "missing"));
    Instant at = load.required("at", ValueType.INSTANT);
    Long visible = load.required("visible", MESSAGES);
    long inFlight = load.value("in-flight", MESSAGES, 0L);
    long delayed = load.value("delayed", MESSAGES, 0L);
    load.value("oldest-seconds", ValueType.DOUBLE);
    Fields minute = load.fields("last-minute");
    Load.Flow flow = minute == null ? null : flow(minute);
    for (String key : List.of("visible", "in-flight", "delayed")) {
      if (load.node(key) instanceof Node.Scalar(_, var text) && NOT_FINITE.contains(text)) {
        return new Load.Missing(key + " is " + text);
      }
    }
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
