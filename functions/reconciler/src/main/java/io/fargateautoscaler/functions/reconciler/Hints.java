package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.events.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events asks for: a look at all services, at some of them, or nothing. The order
 * of the events and copies of them make no difference, except in the numbers of {@code dropped}.
 *
 * @param tick present if all services are to be looked at
 * @param services the services that events named, each once
 * @param alarms the alarms that changed, by name: policies may name them
 * @param dropped number of events from which nothing follows, by reason
 */
record Hints(
    Optional<Trigger> tick,
    SortedMap<ServiceRef, Trigger> services,
    SortedMap<String, AlarmHint> alarms,
    SortedMap<String, Integer> dropped) {
  /** A tick that waited longer has been followed by newer ones. */
  static final Duration TICK_LIVES = Duration.ofSeconds(90);

  /** A pulse is sent up to a minute ahead; the next tick sends new ones. */
  static final Duration PULSE_LIVES = Duration.ofMinutes(3);

  /** If several events name a service, the one that says most is its trigger. */
  private static final List<Trigger.Kind> TELLING =
      List.of(
          Trigger.Kind.ALARM,
          Trigger.Kind.TASK,
          Trigger.Kind.DEPLOYMENT,
          Trigger.Kind.SERVICE,
          Trigger.Kind.POLICY,
          Trigger.Kind.MANUAL,
          Trigger.Kind.PULSE,
          Trigger.Kind.TICK);

  private static final Comparator<Trigger> MOST_TELLING =
      Comparator.comparing((Trigger trigger) -> TELLING.indexOf(trigger.kind()))
          .thenComparing(Trigger::ref);

  Hints {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    alarms = Collections.unmodifiableSortedMap(new TreeMap<>(alarms));
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
  }

  /** What {@code events} ask for at {@code now}. Envelopes are opened. */
  static Hints of(Collection<Decoded> events, Instant now) {
    Gathering gathering = new Gathering(now);
    events.stream().flatMap(Decoded::leaves).forEach(gathering::add);
    return gathering.hints();
  }

  /**
   * An alarm that changed.
   *
   * @param alone whether its metrics name no service, so that only a policy can make it matter
   */
  record AlarmHint(Trigger trigger, boolean alone) {}

  /** With the services whose policies name an alarm, and without those that have no policy. */
  Hints knownTo(StackState stack) {
    SortedMap<ServiceRef, Trigger> known = new TreeMap<>(services);
    known.keySet().retainAll(stack.services());
    SortedMap<String, Integer> counts = new TreeMap<>(dropped);
    count(counts, "service without a policy", services.size() - known.size());
    alarms.forEach((name, alarm) -> {
      Set<ServiceRef> naming = stack.alarms().getOrDefault(name, Set.of());
      naming.forEach(service -> known.merge(service, alarm.trigger(), Hints::better));
      count(counts, "alarm that no policy names", naming.isEmpty() && alarm.alone() ? 1 : 0);
    });
    return new Hints(tick, known, new TreeMap<>(), counts);
  }

  private static void count(SortedMap<String, Integer> counts, String reason, int number) {
    if (number > 0) {
      counts.merge(reason, number, Integer::sum);
    }
  }

  private static Trigger better(Trigger one, Trigger other) {
    return MOST_TELLING.compare(one, other) <= 0 ? one : other;
  }

  /** Number of events and services from which nothing follows. */
  int droppedTotal() {
    return dropped.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether anything is to be done. */
  boolean any() {
    return tick.isPresent() || !services.isEmpty() || !alarms.isEmpty();
  }

  private static final class Gathering {
    private final Instant now;
    private final SortedMap<ServiceRef, Trigger> services = new TreeMap<>();
    private final SortedMap<String, AlarmHint> alarms = new TreeMap<>();
    private final SortedMap<String, Integer> dropped = new TreeMap<>();
    private @Nullable Trigger tick;

    Gathering(Instant now) {
      this.now = now;
    }

    Hints hints() {
      return new Hints(Optional.ofNullable(tick), services, alarms, dropped);
    }

    void add(Decoded event) {
      String objection = objection(event);
      if (objection != null) {
        dropped.merge(objection, 1, Integer::sum);
        return;
      }
      Trigger trigger = trigger(event);
      if (trigger.kind() == Trigger.Kind.TICK) {
        tick = tick == null || trigger.ref().compareTo(tick.ref()) < 0 ? trigger : tick;
        return;
      }
      boolean any = false;
      for (String name : io.fargateautoscaler.events.Hints.of(event)) {
        Optional<ServiceRef> service = ServiceRef.parse(name);
        any |= service.isPresent();
        service.ifPresent(known -> services.merge(known, trigger, Hints::better));
      }
      if (event instanceof Decoded.AlarmChange alarm && alarm.alarmName() != null) {
        alarms.merge(alarm.alarmName(), new AlarmHint(trigger, !any), Gathering::joined);
      } else if (!any) {
        dropped.merge("no service named", 1, Integer::sum);
      }
    }

    private static AlarmHint joined(AlarmHint one, AlarmHint other) {
      return new AlarmHint(better(one.trigger(), other.trigger()), one.alone() && other.alone());
    }

    private @Nullable String objection(Decoded event) {
      String ignored = event.ignored();
      if (ignored != null) {
        return ignored;
      }
      return switch (event.kind()) {
        case SCHEDULE -> olderThan(event, TICK_LIVES) ? "stale tick" : null;
        case PULSE -> olderThan(event, PULSE_LIVES) ? "stale pulse" : null;
        // Nothing is in them.
        case SQS, SNS -> "no service named";
        default -> null;
      };
    }

    private boolean olderThan(Decoded event, Duration limit) {
      Instant time = event.time();
      return time != null && time.isBefore(now.minus(limit));
    }

    private static Trigger trigger(Decoded event) {
      String ref = event.ref() == null ? "" : event.ref();
      Trigger.Kind kind =
          switch (event.kind()) {
            case SCHEDULE -> Trigger.Kind.TICK;
            case ALARM -> Trigger.Kind.ALARM;
            case ECS_TASK -> Trigger.Kind.TASK;
            case ECS_SERVICE -> Trigger.Kind.SERVICE;
            case ECS_DEPLOYMENT -> Trigger.Kind.DEPLOYMENT;
            case PARAMETER -> Trigger.Kind.POLICY;
            case PULSE -> Trigger.Kind.PULSE;
            case HINT -> hintKind(ref);
            case SQS, SNS, UNKNOWN, UNREADABLE -> Trigger.Kind.MANUAL;
          };
      return new Trigger(kind, ref);
    }

    /** Our own functions say in the ref why they sent it. */
    private static Trigger.Kind hintKind(String ref) {
      if (ref.startsWith("task:")) {
        return Trigger.Kind.TASK;
      }
      if (ref.startsWith("service:")) {
        return Trigger.Kind.SERVICE;
      }
      return ref.startsWith("policy:") ? Trigger.Kind.POLICY : Trigger.Kind.MANUAL;
    }
  }
}
