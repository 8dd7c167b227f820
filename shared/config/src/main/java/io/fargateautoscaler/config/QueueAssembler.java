package io.fargateautoscaler.config;

import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes queue policies. */
final class QueueAssembler {
  private QueueAssembler() {}

  /** The policy; null if there was a problem that leaves none. */
  static @Nullable QueuePolicy read(String name, Fields policy) {
    String queue = policy.required("queue", QueueKeys.QUEUE.scalar());
    QueuePolicy.Goal goal = goal(policy);
    Duration idleFor =
        policy.value("idle-for", QueueKeys.IDLE_FOR.scalar(), QueuePolicy.DEFAULT_IDLE_FOR);
    long activation = policy.value("activation", QueueKeys.ACTIVATION.scalar(), 0L);
    Direction direction =
        policy.value("direction", QueueKeys.QUEUE_DIRECTION.scalar(), Direction.BOTH);
    return queue == null
        ? null
        : new QueuePolicy(name, queue, goal, idleFor, activation, direction);
  }

  private static QueuePolicy.Goal goal(Fields policy) {
    BigDecimal messages = policy.value("messages-per-task", QueueKeys.MESSAGES_PER_TASK.scalar());
    BigDecimal seconds =
        policy.value("seconds-per-message", QueueKeys.SECONDS_PER_MESSAGE.scalar());
    int concurrency = policy.value("concurrency", QueueKeys.CONCURRENCY.scalar(), 1);
    Duration limit =
        policy.value(
            "drain-within", QueueKeys.DRAIN_WITHIN.scalar(), QueuePolicy.DrainWithin.DEFAULT_LIMIT);
    BigDecimal tolerance =
        policy.value("tolerance", QueueKeys.QUEUE_TOLERANCE.scalar(), BigDecimal.ZERO);
    if (!policy.has("messages-per-task")) {
      if (policy.has("tolerance")) {
        policy.problem("tolerance", "allowed only together with messages-per-task");
      }
      return new QueuePolicy.DrainWithin(limit, seconds, concurrency);
    }
    for (String other : List.of("seconds-per-message", "drain-within")) {
      if (policy.has(other)) {
        policy.problem(
            "messages-per-task", "given together with " + other + "; allowed is one of the two");
      }
    }
    return messages == null
        ? new QueuePolicy.DrainWithin(limit, seconds, concurrency)
        : new QueuePolicy.MessagesPerTask(messages, tolerance, concurrency);
  }
}
