package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.ServiceRef;

/**
 * A pretend ECS service.
 *
 * @param desired tasks that run at the start
 * @param startSeconds from the launch of a task until it runs
 * @param startSpread part by which the start-up time of a task differs at most, 0 to 1
 * @param vcpu reserved by a task
 * @param memoryGb reserved by a task
 */
public record ServiceSpec(
    ServiceRef ref,
    int desired,
    int startSeconds,
    double startSpread,
    double vcpu,
    double memoryGb,
    Work work) {

  /** A service of tasks with 0.5 vCPU and 1 GB that all start in the same time. */
  public static ServiceSpec of(ServiceRef ref, int desired, int startSeconds, Work work) {
    return new ServiceSpec(ref, desired, startSeconds, 0, 0.5, 1, work);
  }

  /** What the tasks do. */
  public sealed interface Work {}

  /**
   * They answer requests.
   *
   * @param load over all tasks; 1.0 keeps one task at 100 % CPU
   * @param burnSeconds how long a new task keeps its CPU busy with itself
   * @param requestsPerUnit requests a minute that make a load of 1.0
   */
  public record Web(Workload load, int burnSeconds, double requestsPerUnit) implements Work {
    public static Web of(Workload load) {
      return new Web(load, 0, 1000);
    }
  }

  /**
   * They work on a queue.
   *
   * @param arrivals messages a second
   * @param secondsPerMessage time that one message takes
   * @param concurrency messages that a task works on at once
   * @param held messages that a task receives at once at most
   * @param prefetch whether a task fills its hands again before they are empty
   * @param visibilitySeconds after which a message of a stopped task is visible again
   */
  public record Queue(
      String queue,
      Workload arrivals,
      double secondsPerMessage,
      int concurrency,
      int held,
      boolean prefetch,
      int visibilitySeconds)
      implements Work {}
}
