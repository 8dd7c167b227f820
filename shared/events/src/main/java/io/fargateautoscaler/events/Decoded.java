package io.fargateautoscaler.events;

import io.fargateautoscaler.core.failure.ServiceFacts;
import io.fargateautoscaler.core.tasks.TaskFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event after decoding. */
public sealed interface Decoded {

  /** The form of the event. */
  Kind kind();

  /** What all forms have in common. */
  Header header();

  /** The services that the event names, as {@code cluster/service}. */
  default List<String> services() {
    return header().services();
  }

  /** When the event says it happened. */
  default @Nullable Instant time() {
    return header().time();
  }

  /** An id for the trigger of a decision; safe to print. */
  default @Nullable String ref() {
    return header().ref();
  }

  /** Whether an EventBridge archive sent the event again. */
  default boolean replayed() {
    return header().replayed();
  }

  /** Why nothing may follow from the event; null when something may. */
  default @Nullable String ignored() {
    return header().ignored();
  }

  /** The events inside an SQS or SNS envelope; empty for all other forms. */
  default List<Decoded> inner() {
    return List.of();
  }

  /** This event, or the events inside it when it is an envelope. */
  default Stream<Decoded> leaves() {
    return inner().isEmpty() ? Stream.of(this) : inner().stream().flatMap(Decoded::leaves);
  }

  /**
   * A CloudWatch alarm, however it arrived.
   *
   * @param alarmArn identifies the alarm; names in the same event can differ from it
   * @param alarmName as a policy would give it; null when absent or not printable
   * @param state {@code OK}, {@code ALARM}, {@code INSUFFICIENT_DATA} or one not known yet
   */
  record AlarmChange(
      Header header, @Nullable String alarmArn, @Nullable String alarmName, @Nullable String state)
      implements Decoded {
    @Override
    public Kind kind() {
      return Kind.ALARM;
    }
  }

  /**
   * A change of an ECS task.
   *
   * @param task null when the event names no task or no status
   */
  record TaskChange(Header header, @Nullable TaskFacts task) implements Decoded {
    @Override
    public Kind kind() {
      return Kind.ECS_TASK;
    }
  }

  /**
   * An ECS service action or a change of an ECS deployment.
   *
   * @param kind {@link Kind#ECS_SERVICE} or {@link Kind#ECS_DEPLOYMENT}
   */
  record ServiceChange(Header header, Kind kind, ServiceFacts facts) implements Decoded {
    static final String INFORMATIONAL = "informational service action";

    /** Whether it may be remembered: all that may wake, and what says that nothing is wrong. */
    public boolean tellsFacts() {
      String ignored = ignored();
      return ignored == null || ignored.equals(INFORMATIONAL);
    }
  }

  /**
   * A change in the Parameter Store.
   *
   * @param parameter null when the event names no parameter
   */
  record ParameterChange(Header header, @Nullable ParameterFacts parameter) implements Decoded {
    @Override
    public Kind kind() {
      return Kind.PARAMETER;
    }
  }

  /**
   * A call to look at services: a scheduled tick (all of them), or our own pulse or hint.
   *
   * @param kind {@link Kind#SCHEDULE}, {@link Kind#PULSE} or {@link Kind#HINT}
   */
  record Wake(Header header, Kind kind) implements Decoded {}

  /**
   * An SQS batch or SNS message with the events in it. Its services are those of the inner events.
   *
   * @param kind {@link Kind#SQS} or {@link Kind#SNS}
   */
  record Envelope(Header header, Kind kind, List<Decoded> inner) implements Decoded {
    public Envelope {
      inner = List.copyOf(inner);
    }
  }

  /**
   * An event that is not handled.
   *
   * @param kind {@link Kind#UNKNOWN} or {@link Kind#UNREADABLE}
   */
  record Unrecognised(Header header, Kind kind) implements Decoded {}
}
