package io.fargateautoscaler.config;

import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetMetric.Resource;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes target-tracking policies. */
final class TargetTrackingAssembler {
  private TargetTrackingAssembler() {}

  /** The policy; null if there was a problem that leaves none. */
  static @Nullable TargetTrackingPolicy read(String name, Fields policy) {
    TargetMetric metric = metric(policy);
    BigDecimal target = target(policy, metric);
    BigDecimal tolerance =
        policy.value(
            "tolerance", TrackingKeys.TOLERANCE.scalar(), TargetTrackingPolicy.DEFAULT_TOLERANCE);
    Duration warmUp =
        policy.value(
            "warm-up", TrackingKeys.WARM_UP.scalar(), TargetTrackingPolicy.DEFAULT_WARM_UP);
    boolean memory = metric instanceof TargetMetric.Utilization(var r) && r == Resource.MEMORY;
    Direction direction =
        policy.value(
            "direction",
            TrackingKeys.TRACKING_DIRECTION.scalar(),
            memory ? Direction.OUT : Direction.BOTH);
    return metric == null || target == null
        ? null
        : new TargetTrackingPolicy(name, metric, target, tolerance, warmUp, direction);
  }

  private static @Nullable BigDecimal target(Fields policy, @Nullable TargetMetric metric) {
    BigDecimal target = policy.required("target", TrackingKeys.TARGET.scalar());
    ValueType<BigDecimal> percent = TrackingKeys.UTILIZATION_TARGET;
    if (target != null
        && metric instanceof TargetMetric.Utilization
        && percent.parser().apply(target.toPlainString()) == null) {
      policy.problem(
          "target", target.toPlainString() + "; allowed " + percent.allowed() + " (percent)");
    }
    return target;
  }

  private static @Nullable TargetMetric metric(Fields policy) {
    Node node = policy.node("metric");
    String allowed = Found.list(PolicyKeys.METRICS) + ", or a mapping with namespace and name";
    if (node == null) {
      policy.problem("metric", "missing; allowed " + allowed);
      return null;
    }
    String targetGroup = policy.value("target-group", TrackingKeys.TARGET_GROUP.scalar());
    String loadBalancer = policy.value("load-balancer", TrackingKeys.LOAD_BALANCER.scalar());
    TargetMetric metric =
        switch (node) {
          case Node.Scalar(_, var word) ->
              switch (word) {
                case "cpu" -> new TargetMetric.Utilization(Resource.CPU);
                case "memory" -> new TargetMetric.Utilization(Resource.MEMORY);
                case "alb-requests-per-task" ->
                    new TargetMetric.AlbRequestsPerTask(targetGroup, loadBalancer);
                default -> null;
              };
          case Node.Entries _ -> MetricAssembler.read(policy);
          default -> null;
        };
    if (metric == null && !(node instanceof Node.Entries)) {
      policy.problem("metric", Found.node(node) + "; allowed " + allowed);
    }
    if (metric != null && !(metric instanceof TargetMetric.AlbRequestsPerTask)) {
      for (String key : new String[] {"target-group", "load-balancer"}) {
        if (policy.has(key)) {
          policy.problem(key, "allowed only with metric: alb-requests-per-task");
        }
      }
    }
    return metric;
  }
}
