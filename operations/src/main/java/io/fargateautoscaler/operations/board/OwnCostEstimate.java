package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.util.Collection;

/**
 * Roughly what the autoscaler's own calls cost in a month, by the table of docs/cost.md: what it
 * reads of each service, and what the stack needs for one.
 */
public final class OwnCostEstimate {
  /** A service with CPU, among many. */
  static final double SERVICE = 0.50;

  /** What the first service costs more than that. */
  static final double STACK = 0.20;

  /** What a service with requests of a load balancer costs more than one with CPU alone. */
  static final double REQUESTS = 0.91;

  /** What a service with a queue costs more than one with CPU alone. */
  static final double QUEUE = 3.39;

  private OwnCostEstimate() {}

  /** US dollars a month. */
  public static double usdPerMonth(Collection<ServicePolicy> policies) {
    return STACK + policies.stream().mapToDouble(OwnCostEstimate::of).sum();
  }

  private static double of(ServicePolicy policy) {
    if (policy.mode() == Mode.OFF) {
      return 0;
    }
    boolean queue = policy.policies().stream().anyMatch(QueuePolicy.class::isInstance);
    boolean requests =
        policy.policies().stream()
            .anyMatch(each ->
                each instanceof TargetTrackingPolicy tracking
                    && tracking.metric() instanceof TargetMetric.AlbRequestsPerTask);
    return SERVICE + (queue ? QUEUE : 0) + (requests ? REQUESTS : 0);
  }
}
