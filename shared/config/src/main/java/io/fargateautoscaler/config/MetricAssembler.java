package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the metrics that a document itself describes. */
final class MetricAssembler {
  private static final Duration USUAL_PERIOD = Duration.ofSeconds(60);

  private MetricAssembler() {}

  /** The metric below the key {@code metric}; null if there was a problem that leaves none. */
  static @Nullable TargetMetric read(Fields policy) {
    Fields metric = policy.fields("metric");
    if (metric == null) {
      return null;
    }
    return metric.has("expression") || metric.has("metrics") ? expression(metric) : custom(metric);
  }

  private static TargetMetric.@Nullable Custom custom(Fields metric) {
    metric.only(PolicyKeys.names(Section.METRIC));
    TargetMetric.Input input = input(metric);
    String load = metric.required("load", MetricKeys.LOAD.scalar());
    Duration period = metric.value("period", MetricKeys.PERIOD.scalar(), USUAL_PERIOD);
    return input == null || load == null
        ? null
        : new TargetMetric.Custom(
            input.namespace(),
            input.name(),
            input.dimensions(),
            input.statistic(),
            load.equals("total"),
            period);
  }

  private static TargetMetric.@Nullable Expression expression(Fields metric) {
    metric.only(PolicyKeys.names(Section.EXPRESSION));
    String expression = metric.required("expression", MetricKeys.EXPRESSION.scalar());
    Map<String, TargetMetric.Input> metrics = metrics(metric);
    metric.value("load", MetricKeys.EXPRESSION_LOAD.scalar());
    Duration period = metric.value("period", MetricKeys.EXPRESSION_PERIOD.scalar(), USUAL_PERIOD);
    return expression == null || metrics.isEmpty()
        ? null
        : new TargetMetric.Expression(expression, metrics, period);
  }

  private static Map<String, TargetMetric.Input> metrics(Fields metric) {
    var metrics = new TreeMap<String, TargetMetric.Input>();
    Fields byId = metric.fields("metrics");
    if (byId == null) {
      if (!metric.has("metrics")) {
        metric.problem("metrics", "missing; a mapping of names to metrics is needed");
      }
      return metrics;
    }
    if (byId.keys().isEmpty()) {
      metric.problem("metrics", "empty; at least one metric is needed");
    }
    metric.atMost("metrics", MetricKeys.MAX_METRICS);
    for (String id : byId.keys()) {
      if (MetricKeys.METRIC_ID.parser().apply(id) == null) {
        byId.problem(
            id, "the name of a metric must be " + MetricKeys.METRIC_ID.allowed() + ", like m1");
      }
      Fields fields = byId.fields(id);
      if (fields != null) {
        fields.only(PolicyKeys.names(Section.EXPRESSION_METRIC));
        TargetMetric.Input input = input(fields);
        if (input != null) {
          metrics.put(id, input);
        }
      }
    }
    return metrics;
  }

  private static TargetMetric.@Nullable Input input(Fields metric) {
    String namespace = metric.required("namespace", MetricKeys.NAMESPACE.scalar());
    String name = metric.required("name", MetricKeys.NAME.scalar());
    Map<String, String> dimensions = dimensions(metric);
    String statistic = metric.required("statistic", MetricKeys.STATISTIC.scalar());
    return namespace == null || name == null || statistic == null
        ? null
        : new TargetMetric.Input(namespace, name, dimensions, statistic);
  }

  private static Map<String, String> dimensions(Fields metric) {
    var found = new TreeMap<String, String>();
    Fields dimensions = metric.fields("dimensions");
    if (dimensions == null) {
      return found;
    }
    metric.atMost("dimensions", MetricKeys.MAX_DIMENSIONS);
    for (String name : dimensions.keys()) {
      if (MetricKeys.CLOUDWATCH_NAME.parser().apply(name) == null || name.startsWith(":")) {
        dimensions.problem(name, "a name of 1 to 255 printable ASCII characters is needed");
      }
      String value = dimensions.value(name, MetricKeys.CLOUDWATCH_NAME);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }
}
