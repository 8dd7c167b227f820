package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.reconcile.StateStore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;

/** Finds the load balancer of a target group by the metrics that it publishes. */
public final class LoadBalancers {
  private final CloudWatchClient cloudWatch;

  public LoadBalancers(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /**
   * The load balancer that sends to a target group.
   *
   * @param targetGroup ARN of a target group, or its dimension {@code targetgroup/NAME/ID}
   * @return the dimension {@code app/NAME/ID}; empty if there is no metric yet, or more than one
   *     load balancer
   * @throws StateStore.Unavailable if CloudWatch cannot be asked
   */
  public Optional<String> of(String targetGroup) {
    String dimension = targetGroup.substring(targetGroup.lastIndexOf(':') + 1);
    DimensionFilter filter = DimensionFilter.builder().name("TargetGroup").value(dimension).build();
    try {
      List<String> found =
          cloudWatch
              .listMetrics(request ->
                  request
                      .namespace("AWS/ApplicationELB")
                      .metricName("HealthyHostCount")
                      .dimensions(List.of(filter)))
              .metrics()
              .stream()
              .flatMap(metric -> metric.dimensions().stream())
              .filter(d -> d.name().equals("LoadBalancer"))
              .map(Dimension::value)
              .distinct()
              .toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    } catch (SdkException e) {
      throw new StateStore.Unavailable("load balancer: " + Reasons.of(e), e);
    }
  }
}
