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
   * @param drainSeconds over how long tasks that are stopped go on serving: each for a part of it
   * @param mortal whether tasks that are offered more than they can serve fail their health check
   */
  public record Web(
      Workload load,
      int burnSeconds,
      double requestsPerUnit,
      int drainSeconds,
      boolean mortal,
      Metering metering)
      implements Work {
    /** Tasks that start quietly, stop at once and outlive any load. */
    public static Web of(Workload load) {
      return new Web(load, 0, 1000, 0, false, Metering.BY_THE_MINUTE);
    }

    /** The same, but new tasks keep their CPU busy with themselves for a while. */
    public Web burning(int seconds) {
      return new Web(load, seconds, requestsPerUnit, drainSeconds, mortal, metering);
    }

    /** The same, but tasks that are stopped leave over some time. */
    public Web draining(int seconds) {
      return new Web(load, burnSeconds, requestsPerUnit, seconds, mortal, metering);
    }

    /** The same, but overload kills tasks. */
    public Web dyingOfOverload() {
      return new Web(load, burnSeconds, requestsPerUnit, drainSeconds, true, metering);
    }

    /** The same with other metrics. */
    public Web metered(Metering other) {
      return new Web(load, burnSeconds, requestsPerUnit, drainSeconds, mortal, other);
    }
  }

  /**
   * How a service's tasks report their CPU.
   *
   * @param fine whether there are points of 20 s
   * @param samplesPerMinute samples that each task gives to a point of a minute, at least 1
   */
  public record Metering(boolean fine, int samplesPerMinute) {
    public static final Metering BY_THE_MINUTE = new Metering(false, 1);
    public static final Metering FINE = new Metering(true, 1);
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
