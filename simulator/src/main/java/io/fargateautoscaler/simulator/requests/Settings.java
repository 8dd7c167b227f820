package io.fargateautoscaler.simulator.requests;

import io.fargateautoscaler.simulator.ServiceTime;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated service is like.
 *
 * @param workers requests that a task works on at once, 1 to 256
 * @param work seconds that a worker needs for a request, at least 0
 * @param choice of the task that gets a request
 * @param patience seconds after which a client without an answer gives up; infinite: never
 * @param dropsGivenUp whether a request leaves its queue when its client gives up; otherwise it is
 *     worked on all the same. One that a worker has begun always runs to its end.
 * @param queueLimit requests that may wait at a task, at least 0; a further one is refused
 * @param lateSeconds an answer that takes longer is late, above 0
 * @param healthCheck null: none
 */
public record Settings(
    int workers,
    ServiceTime work,
    Choice choice,
    ServiceTime patience,
    boolean dropsGivenUp,
    int queueLimit,
    double lateSeconds,
    @Nullable HealthCheck healthCheck) {
  /** As many as memory holds. */
  public static final int NO_QUEUE_LIMIT = Integer.MAX_VALUE;

  private static final int MOST_WORKERS = 256;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Settings {
    if (workers < 1 || workers > MOST_WORKERS || queueLimit < 0 || !(lateSeconds > 0)) {
      throw new IllegalArgumentException(
          workers + " workers, queue limit " + queueLimit + ", late after " + lateSeconds + " s");
    }
  }

  /**
   * Clients give up after 10 s and leave the queue, an answer is late after 1 s, queues have no
   * limit, the choice is round-robin, and there is no health check.
   */
  public static Settings of(int workers, ServiceTime work) {
    return new Settings(
        workers, work, Choice.ROUND_ROBIN, ServiceTime.fixed(10), true, NO_QUEUE_LIMIT, 1, null);
  }

  public Settings choosing(Choice other) {
    return new Settings(
        workers, work, other, patience, dropsGivenUp, queueLimit, lateSeconds, healthCheck);
  }

  public Settings patient(ServiceTime other) {
    return new Settings(
        workers, work, choice, other, dropsGivenUp, queueLimit, lateSeconds, healthCheck);
  }

  /** Clients wait for ever. */
  public Settings patient() {
    return patient(ServiceTime.fixed(Double.POSITIVE_INFINITY));
  }

  public Settings droppingGivenUp(boolean drops) {
    return new Settings(
        workers, work, choice, patience, drops, queueLimit, lateSeconds, healthCheck);
  }

  public Settings queueLimit(int other) {
    return new Settings(
        workers, work, choice, patience, dropsGivenUp, other, lateSeconds, healthCheck);
  }

  public Settings lateAfter(double seconds) {
    return new Settings(
        workers, work, choice, patience, dropsGivenUp, queueLimit, seconds, healthCheck);
  }

  public Settings checked(HealthCheck check) {
    return new Settings(
        workers, work, choice, patience, dropsGivenUp, queueLimit, lateSeconds, check);
  }
}
