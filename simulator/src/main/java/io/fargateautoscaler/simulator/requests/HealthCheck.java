package io.fargateautoscaler.simulator.requests;

/**
 * The load balancer's health check, which waits in the queue of the task like a request and takes
 * no time itself.
 *
 * @param intervalSeconds from one check to the next, above 0
 * @param timeoutSeconds after which a check that no worker has begun failed, above 0
 * @param failures in a row after which the task gets no more requests, at least 1
 */
public record HealthCheck(double intervalSeconds, double timeoutSeconds, int failures) {
  /** Every 30 s, with 5 s to answer; two failures in a row. */
  public static final HealthCheck DEFAULT = new HealthCheck(30, 5, 2);

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public HealthCheck {
    if (!(intervalSeconds > 0 && timeoutSeconds > 0 && failures > 0)) {
      throw new IllegalArgumentException(
          failures + " failures of " + timeoutSeconds + " s every " + intervalSeconds + " s");
    }
  }
}
