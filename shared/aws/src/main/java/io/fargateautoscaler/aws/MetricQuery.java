package io.fargateautoscaler.aws;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** One series of CloudWatch. Equal queries are asked once. */
record MetricQuery(
    String namespace,
    String name,
    SortedMap<String, String> dimensions,
    String statistic,
    Duration period) {

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

  MetricDataQuery sdk(String id) {
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
