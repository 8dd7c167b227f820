package io.fargateautoscaler.simulator.requests;

/** How the load balancer chooses the task of a request. */
public enum Choice {
  /** One task after the other. */
  ROUND_ROBIN,
  /** The task that holds the fewest requests; one of them by chance if there are more. */
  LEAST_OUTSTANDING
}
