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
   * @param random whether messages come at random times, else evenly
   */
  public record Queue(
      String queue,
      Workload arrivals,
      boolean random,
      Messages messages,
      Consumer consumer,
      Counters counters)
      implements Work {
    /** Even arrivals of messages that all take the same time, and exact counters. */
    public static Queue of(
        String queue, Workload arrivals, double secondsPerMessage, Consumer consumer) {
      return new Queue(
          queue,
          arrivals,
          false,
          new Messages(ServiceTime.fixed(secondsPerMessage), 0, 0, 60),
          consumer,
          Counters.EXACT);
    }
  }

  /**
   * What is in a queue.
   *
   * @param poison part of the messages, 0 to 1, on which all work fails
   * @param mostReceives after which a message goes to a dead-letter queue; 0: never
   * @param visibilitySeconds after which a message that was not deleted is visible again; a
   *     consumer that still has it prolongs that
   */
  public record Messages(
      ServiceTime time, double poison, int mostReceives, int visibilitySeconds) {}

  /**
   * How a task works on messages.
   *
   * @param concurrency messages that it works on at once
   * @param held messages that it holds at most
   * @param prefetch whether it asks for more whenever it holds fewer, else when it could work on
   *     one more
   */
  public record Consumer(int concurrency, int held, boolean prefetch) {}

  /**
   * How wrong the approximate numbers are.
   *
   * @param noise part, 0 to 1, by which a number is too small or too large at most
   * @param staleSeconds age of an answer at most
   */
  public record Counters(double noise, int staleSeconds) {
    public static final Counters EXACT = new Counters(0, 0);
  }
}
