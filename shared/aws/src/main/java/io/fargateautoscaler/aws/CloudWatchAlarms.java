package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Metric and composite alarms of this account and Region. */
public final class CloudWatchAlarms implements AlarmSource {
  /** The most names, and the most records, of one call. */
  private static final int BATCH = 100;

  /** A batch fits one page; an endless chain of tokens ends here. */
  private static final int MOST_PAGES = 10;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger(CloudWatchAlarms.class.getName());

  private final CloudWatchClient cloudWatch;

  public CloudWatchAlarms(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  @Override
  public Map<String, Alarm> read(Collection<String> names) {
    List<String> distinct = List.copyOf(new TreeSet<>(names));
    Map<String, Alarm> found = new HashMap<>();
    for (int from = 0; from < distinct.size(); from += BATCH) {
      readBatch(distinct.subList(from, Math.min(from + BATCH, distinct.size())), found);
    }
    Map<String, Alarm> alarms = new TreeMap<>();
    distinct.forEach(name -> alarms.put(name, found.getOrDefault(name, Alarm.MISSING)));
    return alarms;
  }

  private void readBatch(List<String> names, Map<String, Alarm> found) {
    try {
      found.putAll(pages(names));
    } catch (SdkException e) {
      if (names.size() > 1 && Reasons.invalidRequest(e)) {
        // CloudWatch refuses the whole call for one bad name: find it, keep the others.
        int half = names.size() / 2;
        readBatch(names.subList(0, half), found);
        readBatch(names.subList(half, names.size()), found);
      } else {
        LOG.log(
            System.Logger.Level.WARNING,
            "alarms not read: {0}: {1}",
            Reasons.line(String.join(", ", names)),
            Reasons.of(e));
      }
    }
  }

  private Map<String, Alarm> pages(List<String> names) {
    Map<String, Alarm> found = new HashMap<>();
    DescribeAlarmsRequest request =
        DescribeAlarmsRequest.builder()
            .alarmNames(names)
            // Without types CloudWatch leaves composite alarms out.
            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
            .maxRecords(BATCH)
            .build();
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      DescribeAlarmsResponse response = cloudWatch.describeAlarms(request);
      response.metricAlarms().forEach(alarm -> found.put(alarm.alarmName(), alarm(alarm)));
      response
          .compositeAlarms()
          .forEach(alarm ->
              found.put(
                  alarm.alarmName(), new Alarm(state(alarm.stateValue()), null, null, MINUTE)));
      more = response.nextToken() != null && !response.nextToken().isEmpty();
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
    return found;
  }

  private static Alarm alarm(MetricAlarm alarm) {
    MetricStat stat = single(alarm.metrics());
    Integer period = stat == null ? alarm.period() : stat.period();
    // The band of an anomaly detector is no number that a distance could be measured from.
    boolean band = alarm.thresholdMetricId() != null;
    return new Alarm(
        state(alarm.stateValue()),
        band ? null : alarm.threshold(),
        band ? null : stat == null ? metric(alarm) : metric(stat),
        period == null ? MINUTE : Duration.ofSeconds(period));
  }

  private static AlarmState state(@Nullable StateValue state) {
    return switch (state) {
      case OK -> AlarmState.OK;
      case ALARM -> AlarmState.ALARM;
      case INSUFFICIENT_DATA -> AlarmState.INSUFFICIENT_DATA;
      case UNKNOWN_TO_SDK_VERSION -> AlarmState.MISSING;
      case null -> AlarmState.MISSING;
    };
  }

  /** The only query, if it is a plain metric of this account. */
  private static @Nullable MetricStat single(List<MetricDataQuery> queries) {
    if (queries.size() != 1) {
      return null;
    }
    MetricDataQuery query = queries.getFirst();
    return query.accountId() == null ? query.metricStat() : null;
  }

  private static TargetMetric.@Nullable Input metric(MetricAlarm alarm) {
    String statistic =
        alarm.extendedStatistic() == null ? alarm.statisticAsString() : alarm.extendedStatistic();
    return alarm.metricName() == null || statistic == null
        ? null
        : new TargetMetric.Input(
            alarm.namespace(), alarm.metricName(), dimensions(alarm.dimensions()), statistic);
  }

  private static TargetMetric.Input metric(MetricStat stat) {
    return new TargetMetric.Input(
        stat.metric().namespace(),
        stat.metric().metricName(),
        dimensions(stat.metric().dimensions()),
        stat.stat());
  }

  private static Map<String, String> dimensions(List<Dimension> dimensions) {
    return dimensions.stream()
        .collect(Collectors.toMap(Dimension::name, Dimension::value, (first, _) -> first));
  }
}
