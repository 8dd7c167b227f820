package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import io.fargateautoscaler.core.reconcile.contract.AlarmSourceContract;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

@Tag("wire")
final class CloudWatchAlarmsWireTest extends AlarmSourceContract {
  private final CloudWatchClient cloudWatch = WireServer.clients().cloudWatch();
  private final AlarmSource source = new CloudWatchAlarms(cloudWatch);

  @Override
  protected AlarmSource source() {
    return source;
  }

  @Override
  protected String unique(String prefix) {
    return WireServer.unique(prefix);
  }

  @Override
  protected void alarm(
      String name, AlarmState state, double threshold, TargetMetric.Input metric, Duration period) {
    boolean extended = metric.statistic().startsWith("p");
    cloudWatch.putMetricAlarm(request ->
        request
            .alarmName(name)
            .namespace(metric.namespace())
            .metricName(metric.name())
            .dimensions(
                metric.dimensions().entrySet().stream()
                    .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()).build())
                    .toList())
            .statistic(extended ? null : metric.statistic())
            .extendedStatistic(extended ? metric.statistic() : null)
            .period((int) period.toSeconds())
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .threshold(threshold));
    set(name, state);
  }

  @Override
  protected void mathAlarm(String name, AlarmState state, double threshold) {
    cloudWatch.putMetricAlarm(request ->
        request
            .alarmName(name)
            .metrics(
                MetricDataQuery.builder().id("ratio").expression("errors * 2").build(),
                MetricDataQuery.builder()
                    .id("errors")
                    .returnData(false)
                    .metricStat(stat ->
                        stat.stat("Sum")
                            .period(60)
                            .metric(metric -> metric.namespace("Shop").metricName("Errors")))
                    .build())
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .threshold(threshold));
    set(name, state);
  }

  private void set(String name, AlarmState state) {
    cloudWatch.setAlarmState(request ->
        request.alarmName(name).stateValue(state.name()).stateReason("as the test says"));
  }
}
