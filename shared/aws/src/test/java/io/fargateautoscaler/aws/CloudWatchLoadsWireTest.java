package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

@Tag("wire")
final class CloudWatchLoadsWireTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CloudWatchClient cloudWatch = WireServer.clients().cloudWatch();
  private final CloudWatchLoads loads = new CloudWatchLoads(cloudWatch);
  private final String service = WireServer.unique("checkout");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);
  private final Instant minute = now.truncatedTo(ChronoUnit.MINUTES);

  @Test
  void averagesComeWithTheNumberOfTasks() {
    Map<String, String> dimensions = Map.of("ClusterName", "shop", "ServiceName", service);
    for (double task : new double[] {80, 90, 100}) {
      put("AWS/ECS", "CPUUtilization", dimensions, minute.minusSeconds(180), task);
    }
    put("AWS/ECS", "CPUUtilization", dimensions, minute.minusSeconds(120), 50);
    put("AWS/ECS", "CPUUtilization", dimensions, minute.minusSeconds(3600), 10);

    Load load = read(new TargetMetric.Utilization(TargetMetric.Resource.CPU));

    assertThat(load)
        .isEqualTo(
            new Load.PerTask(
                List.of(
                    new Load.Point(minute.minusSeconds(180), 90, 3),
                    new Load.Point(minute.minusSeconds(120), 50, 1)),
                MINUTE));
  }

  @Test
  void noDataIsNoPoints() {
    assertThat(read(new TargetMetric.Utilization(TargetMetric.Resource.MEMORY)))
        .isEqualTo(new Load.PerTask(List.of(), MINUTE));
  }

  @Test
  void requestsAreZeroWhereOnlyTheTargetsAreThere() {
    String group = "targetgroup/" + service + "/0123";
    Map<String, String> dimensions = Map.of("TargetGroup", group, "LoadBalancer", "app/shop/4567");
    put("AWS/ApplicationELB", "RequestCount", dimensions, minute.minusSeconds(300), 1200);
    for (int age = 300; age >= 120; age -= 60) {
      put("AWS/ApplicationELB", "HealthyHostCount", dimensions, minute.minusSeconds(age), 2);
    }

    assertThat(read(new TargetMetric.AlbRequestsPerTask(null, "app/shop/4567"), group))
        .isEqualTo(
            new Load.Total(
                List.of(
                    new Load.Sum(minute.minusSeconds(300), 1200),
                    new Load.Sum(minute.minusSeconds(240), 0),
                    new Load.Sum(minute.minusSeconds(180), 0),
                    new Load.Sum(minute.minusSeconds(120), 0)),
                MINUTE,
                false));
    assertThat(
            new LoadBalancers(cloudWatch).of("arn:aws:elasticloadbalancing:eu-west-1:1:" + group))
        .contains("app/shop/4567");
  }

  @Test
  void anyMetricMayBeATotal() {
    put("Shop", "Busy", Map.of("App", service), minute.minusSeconds(120), 40);
    put("Shop", "Busy", Map.of("App", service), minute.minusSeconds(120), 2);

    assertThat(
            read(
                new TargetMetric.Custom(
                    "Shop", "Busy", Map.of("App", service), "Sum", true, MINUTE)))
        .isEqualTo(
            new Load.Total(List.of(new Load.Sum(minute.minusSeconds(120), 42)), MINUTE, false));
  }

  @Test
  void theFlowOfAQueueIsOfTheNewestFullMinute() {
    Map<String, String> dimensions = Map.of("QueueName", service);
    for (String name :
        List.of("NumberOfMessagesSent", "NumberOfMessagesReceived", "NumberOfMessagesDeleted")) {
      put("AWS/SQS", name, dimensions, minute.minusSeconds(180), 60);
      put("AWS/SQS", name, dimensions, minute.minusSeconds(120), name.length());
      put("AWS/SQS", name, dimensions, minute, 1);
    }

    CloudWatchLoads.Found found =
        loads.read(List.of(), List.of(service, WireServer.unique("idle")), now);

    assertThat(found.flows())
        .containsOnly(Map.entry(service, new Load.Flow(minute.minusSeconds(120), 20, 24, 23)));
  }

  private Load read(TargetMetric metric, String... targetGroups) {
    TargetTrackingPolicy policy =
        new TargetTrackingPolicy(
            "policy",
            metric,
            BigDecimal.TEN,
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            Direction.BOTH);
    ServiceStatus steady = ServiceStatus.steady(1, 1, 0);
    ServiceStatus status =
        new ServiceStatus(
            steady.desired(),
            steady.running(),
            steady.pending(),
            steady.lifecycle(),
            steady.controller(),
            steady.deployment(),
            null,
            null,
            List.of(targetGroups).stream()
                .map(it -> "arn:aws:elasticloadbalancing:r:1:" + it)
                .toList(),
            null);
    Request request =
        new Request(new ServiceRef("shop", service), policy, status, Duration.ofMinutes(12), null);
    Map<Request, Load> found = loads.read(List.of(request), List.of(), now).loads();
    return found.getOrDefault(request, new Load.Missing("no answer"));
  }

  private void put(
      String namespace, String name, Map<String, String> dimensions, Instant at, double value) {
    cloudWatch.putMetricData(request ->
        request
            .namespace(namespace)
            .metricData(
                MetricDatum.builder()
                    .metricName(name)
                    .timestamp(at)
                    .value(value)
                    .dimensions(
                        dimensions.entrySet().stream()
                            .map(it ->
                                Dimension.builder().name(it.getKey()).value(it.getValue()).build())
                            .toList())
                    .build()));
  }
}
