package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Keys of policies of type queue. */
final class QueueKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final Key<String> TYPE = PolicyKeys.type(TABLE, Section.QUEUE);
  static final Key<String> QUEUE =
      TABLE.required(
          Section.QUEUE,
          "queue",
          ValueType.text(
              "[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo",
              "the name (no URL or ARN) of an SQS queue"),
          "An SQS queue of this account and Region.");
  static final Key<BigDecimal> SECONDS_PER_MESSAGE =
      TABLE.key(
          Section.QUEUE,
          "seconds-per-message",
          ValueType.positive("86400"),
          "learned; 10 messages a task until then",
          "Time that one message takes. Learned values stay within half and twice a given one."
              + " Not together with messages-per-task.");
  static final Key<Integer> CONCURRENCY =
      TABLE.key(
          Section.QUEUE,
          "concurrency",
          ValueType.whole(1, 10_000, ""),
          "1",
          "Messages that one task works on at once.");
  static final Key<Duration> DRAIN_WITHIN =
      TABLE.key(
          Section.QUEUE,
          "drain-within",
          ValueType.time(Duration.ofSeconds(1), PolicyKeys.LONGEST),
          "3m",
          "Longest time that a message should wait, detection and start of tasks included. Not"
              + " together with messages-per-task.");
  static final Key<BigDecimal> MESSAGES_PER_TASK =
      TABLE.key(
          Section.QUEUE,
          "messages-per-task",
          ValueType.positive("1000000000"),
          "none",
          "A fixed number of messages for each task, instead of drain-within.");
  static final Key<BigDecimal> QUEUE_TOLERANCE =
      TABLE.key(
          Section.QUEUE,
          "tolerance",
          PolicyKeys.TOLERANCE,
          "0",
          "Part of messages-per-task within which the count does not change. Only together with"
              + " messages-per-task.");
  static final Key<Duration> IDLE_FOR =
      TABLE.key(
          Section.QUEUE,
          "idle-for",
          PolicyKeys.ANY_TIME,
          "5m",
          "How long the queue must be empty before the count falls to 0.");
  static final Key<Long> ACTIVATION =
      TABLE.key(
          Section.QUEUE,
          "activation",
          ValueType.wholeLong(0, 1_000_000_000L),
          "0",
          "Waiting messages that do not yet wake a service from 0 tasks.");
  static final Key<Direction> QUEUE_DIRECTION =
      TABLE.key(
          Section.QUEUE,
          "direction",
          ValueType.words(Direction.class),
          "both",
          "out: scale-out only; the need still is a floor for scale-in.");

  private QueueKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }
}
