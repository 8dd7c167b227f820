package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.TargetMetric;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** One metric of CloudWatch. */
record MetricQuery(
    String namespace,
    String name,
    SortedMap<String, String> dimensions,
    String statistic,
    Duration period)
    implements SeriesQuery {

  static MetricQuery of(
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      Duration period) {
    return new MetricQuery(
        namespace,
        name,
        Collections.unmodifiableSortedMap(new TreeMap<>(dimensions)),
        statistic,
        period);
  }

  static MetricQuery of(TargetMetric.Input input, Duration period) {
    return of(input.namespace(), input.name(), input.dimensions(), input.statistic(), period);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public List<MetricDataQuery> sdk(String id) {
    return List.of(query(id));
  }

  private MetricDataQuery query(String id) {
    return MetricDataQuery.builder()
        .id(id)
        .returnData(true)
        .metricStat(stat ->
            stat.stat(statistic)
                .period(Math.toIntExact(period.toSeconds()))
                .metric(metric ->
                    metric
                        .namespace(namespace)
                        .metricName(name)
                        .dimensions(
                            dimensions.entrySet().stream()
                                .map(e ->
                                    Dimension.builder()
                                        .name(e.getKey())
                                        .value(e.getValue())
                                        .build())
                                .toList())))
        .build();
  }
}
