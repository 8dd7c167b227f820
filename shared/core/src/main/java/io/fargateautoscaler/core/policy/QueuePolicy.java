package io.fargateautoscaler.core.policy;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives a queue's consumers enough tasks for its messages.
 *
 * @param queue name of an SQS queue in this account and Region
 * @param idleFor how long the queue must be empty before the count falls to zero
 * @param activation waiting messages that do not yet wake a service from zero, at least 0
 */
public record QueuePolicy(
    String name, String queue, Goal goal, Duration idleFor, long activation, Direction direction)
    implements ScalingPolicy {
  public static final Duration DEFAULT_IDLE_FOR = Duration.ofMinutes(5);

  /** What "enough tasks" means. */
  public sealed interface Goal {}

  /**
   * No message waits longer than {@code limit}, detection and start-up of tasks included.
   *
   * @param secondsPerMessage time that one message takes, above 0; null: it is learned
   * @param concurrency messages that one task works on at once, at least 1
   */
  public record DrainWithin(Duration limit, @Nullable BigDecimal secondsPerMessage, int concurrency)
      implements Goal {
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(3);
  }

  /**
   * A fixed number of messages for each task.
   *
   * @param messages above 0
   * @param tolerance part of the goal within which nothing changes; 0 to 0.9
   * @param concurrency messages that one task works on at once, at least 1
   */
  public record MessagesPerTask(BigDecimal messages, BigDecimal tolerance, int concurrency)
      implements Goal {
    /** What is assumed until the time that a message takes has been learned. */
    public static final BigDecimal ASSUMED = BigDecimal.TEN;
  }
}
