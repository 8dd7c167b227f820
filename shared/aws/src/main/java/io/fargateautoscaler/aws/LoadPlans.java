package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetMetric.AlbRequestsPerTask;
import io.fargateautoscaler.core.policy.TargetMetric.Custom;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the plan of each request. */
final class LoadPlans {
  private static final Duration FINE = Duration.ofSeconds(20);

  private final Resolutions resolutions = new Resolutions();

  LoadPlan of(Request request, Instant now) {
    return switch (request.policy()) {
      case TargetTrackingPolicy policy -> of(request, policy.metric(), now);
      case StepPolicy policy -> step(policy, request.alarm());
      case QueuePolicy _ -> missing("CloudWatch has no load for this type of policy");
    };
  }

  private static LoadPlan missing(String reason) {
    return new LoadPlan.Known(new Load.Missing(reason));
  }

  /** Points are read only while they matter. */
  private static LoadPlan step(StepPolicy policy, @Nullable Alarm alarm) {
    if (alarm == null || alarm.state() == AlarmState.MISSING) {
      return missing(
          Reasons.line("the alarm " + policy.alarm() + " does not exist or cannot be read"));
    }
    TargetMetric.Input metric = alarm.metric();
    return alarm.state() == AlarmState.ALARM && metric != null
        ? new LoadPlan.Alarmed(alarm, MetricQuery.of(metric, alarm.period()))
        : new LoadPlan.Known(
            new Load.Alarmed(alarm.state(), alarm.threshold(), List.of(), alarm.period()));
  }

  private LoadPlan of(Request request, TargetMetric metric, Instant now) {
    return switch (metric) {
      case TargetMetric.Utilization utilization -> utilization(request, utilization, now);
      case AlbRequestsPerTask requests -> requests(request, requests);
      case TargetMetric.Expression expression -> {
        MathQuery query = MathQuery.of(expression);
        yield query.readsAll()
            ? missing("METRICS() cannot be used here: name the metrics")
            : new LoadPlan.Total(query, null, request.window());
      }
      case Custom custom ->
          custom.total()
              ? new LoadPlan.Total(query(custom, custom.statistic()), null, request.window())
              : new LoadPlan.PerTask(
                  query(custom, custom.statistic()),
                  query(custom, "SampleCount"),
                  request.window());
    };
  }

  private static MetricQuery query(Custom custom, String statistic) {
    return MetricQuery.of(
        custom.namespace(), custom.name(), custom.dimensions(), statistic, custom.period());
  }

  private LoadPlan utilization(Request request, TargetMetric.Utilization utilization, Instant now) {
    LoadPlan.PerTask minutes = perTask(request, utilization, utilization.period());
    // Points of less than a minute are gone after three hours.
    boolean tooLong = request.window().compareTo(CloudWatchLoads.FINE_LASTS) > 0;
    Boolean fine = tooLong ? Boolean.FALSE : resolutions.fine(minutes.value(), now);
    return new LoadPlan.Utilization(
        Boolean.TRUE.equals(fine) ? null : minutes,
        Boolean.FALSE.equals(fine) ? null : perTask(request, utilization, FINE),
        minutes.value(),
        resolutions,
        request.window());
  }

  private static LoadPlan.PerTask perTask(
      Request request, TargetMetric.Utilization utilization, Duration period) {
    String name =
        switch (utilization.resource()) {
          case CPU -> "CPUUtilization";
          case MEMORY -> "MemoryUtilization";
        };
    Map<String, String> dimensions =
        Map.of(
            "ClusterName", request.service().cluster(),
            "ServiceName", request.service().service());
    return new LoadPlan.PerTask(
        MetricQuery.of("AWS/ECS", name, dimensions, "Average", period),
        MetricQuery.of("AWS/ECS", name, dimensions, "SampleCount", period),
        request.window());
  }

  private static LoadPlan requests(Request request, AlbRequestsPerTask metric) {
    String loadBalancer = metric.loadBalancer();
    if (loadBalancer == null) {
      return missing("load balancer not known");
    }
    String targetGroup = metric.targetGroup();
    if (targetGroup == null) {
      List<String> arns = request.status().targetGroups();
      if (arns.size() != 1) {
        return missing(
            arns.isEmpty()
                ? "the service has no target group"
                : "the service has " + arns.size() + " target groups: name one in the policy");
      }
      targetGroup = arns.getFirst().substring(arns.getFirst().lastIndexOf(':') + 1);
    }
    Map<String, String> dimensions =
        Map.of("TargetGroup", targetGroup, "LoadBalancer", loadBalancer);
    return new LoadPlan.Total(
        MetricQuery.of("AWS/ApplicationELB", "RequestCount", dimensions, "Sum", metric.period()),
        MetricQuery.of(
            "AWS/ApplicationELB", "HealthyHostCount", dimensions, "Maximum", metric.period()),
        request.window());
  }
}
