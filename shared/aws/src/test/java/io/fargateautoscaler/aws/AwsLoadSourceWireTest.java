package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.contract.LoadSourceContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.sqs.SqsClient;

@Tag("wire")
final class AwsLoadSourceWireTest extends LoadSourceContract {
  /** Into each minute, so that it shows whether a point says the start of its period. */
  private static final int SECONDS = 25;

  /** The most datapoints of one PutMetricData. */
  private static final int BATCH = 1000;

  private record Web(ServiceRef service, int tasks, double cpu, int requests) {}

  private final CloudWatchClient cloudWatch = WireServer.clients().cloudWatch();
  private final SqsClient sqs = WireServer.clients().sqs();
  private final LoadSource source =
      new AwsLoadSource(new CloudWatchLoads(cloudWatch), new SqsQueues(sqs, () -> Instant.EPOCH));
  private final List<Web> services = new ArrayList<>();

  @Override
  protected LoadSource source() {
    return source;
  }

  @Override
  protected String unique(String prefix) {
    return WireServer.unique(prefix);
  }

  @Override
  protected void web(ServiceRef service, int tasks, double cpu, int requests) {
    services.add(new Web(service, tasks, cpu, requests));
  }

  @Override
  protected void queue(ServiceRef service, String queue, int messages) {
    String url = sqs.createQueue(request -> request.queueName(queue)).queueUrl();
    for (int i = 0; i < messages; i++) {
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("work"));
    }
  }

  @Override
  protected Instant minutes(int number) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    List<MetricDatum> tasks = new ArrayList<>();
    List<MetricDatum> loadBalancers = new ArrayList<>();
    for (int minute = 2; minute <= number + 1; minute++) {
      Instant at = now.minusSeconds(60L * minute).plusSeconds(SECONDS);
      services.forEach(web -> {
        Dimension[] ecs = {
          dimension("ClusterName", web.service().cluster()),
          dimension("ServiceName", web.service().service())
        };
        Dimension[] alb = {
          dimension("TargetGroup", String.valueOf(alb(web.service()).targetGroup())),
          dimension("LoadBalancer", String.valueOf(alb(web.service()).loadBalancer()))
        };
        for (int task = 0; task < web.tasks(); task++) {
          tasks.add(datum("CPUUtilization", at, web.cpu(), ecs));
        }
        if (web.tasks() > 0) {
          loadBalancers.add(datum("HealthyHostCount", at, web.tasks(), alb));
        }
        if (web.requests() > 0) {
          loadBalancers.add(datum("RequestCount", at, web.requests() - 1.0, alb));
          loadBalancers.add(datum("RequestCount", at, 1, alb));
        }
      });
    }
    put("AWS/ECS", tasks);
    put("AWS/ApplicationELB", loadBalancers);
    return now;
  }

  private void put(String namespace, List<MetricDatum> data) {
    for (int from = 0; from < data.size(); from += BATCH) {
      List<MetricDatum> batch = data.subList(from, Math.min(from + BATCH, data.size()));
      cloudWatch.putMetricData(request -> request.namespace(namespace).metricData(batch));
    }
  }

  private static MetricDatum datum(String name, Instant at, double value, Dimension... dimensions) {
    return MetricDatum.builder()
        .metricName(name)
        .timestamp(at)
        .value(value)
        .dimensions(Arrays.asList(dimensions))
        .build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }
}
