package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetMetric.Resource;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes target-tracking policies. */
final class TargetTrackingAssembler {
  private static final int MAX_DIMENSIONS = 30;

  private final PolicyAssembler document;

  TargetTrackingAssembler(PolicyAssembler document) {
    this.document = document;
  }

  /** The policy; null if there was a problem that leaves none. */
  @Nullable TargetTrackingPolicy read(String name, Fields policy) {
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

  private @Nullable TargetMetric metric(Fields policy) {
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
          case Node.Entries _ -> custom(policy);
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

  private @Nullable TargetMetric custom(Fields policy) {
    Fields metric = policy.fields("metric");
    if (metric == null) {
      return null;
    }
    document.onlyKnown(metric, Section.METRIC);
    String namespace = metric.required("namespace", TrackingKeys.NAMESPACE.scalar());
    String name = metric.required("name", TrackingKeys.NAME.scalar());
    Map<String, String> dimensions = dimensions(metric);
    String statistic = metric.required("statistic", TrackingKeys.STATISTIC.scalar());
    String load = metric.required("load", TrackingKeys.LOAD.scalar());
    Duration period = metric.value("period", TrackingKeys.PERIOD.scalar(), Duration.ofSeconds(60));
    return namespace == null || name == null || statistic == null || load == null
        ? null
        : new TargetMetric.Custom(
            namespace, name, dimensions, statistic, load.equals("total"), period);
  }

  private static Map<String, String> dimensions(Fields metric) {
    var found = new TreeMap<String, String>();
    Fields dimensions = metric.fields("dimensions");
    if (dimensions == null) {
      return found;
    }
    if (dimensions.keys().size() > MAX_DIMENSIONS) {
      metric.problem(
          "dimensions", dimensions.keys().size() + " entries; allowed at most " + MAX_DIMENSIONS);
    }
    for (String name : dimensions.keys()) {
      if (TrackingKeys.DIMENSION.parser().apply(name) == null || name.startsWith(":")) {
        dimensions.problem(name, "a name of 1 to 255 printable ASCII characters is needed");
      }
      String value = dimensions.value(name, TrackingKeys.DIMENSION);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }
}
