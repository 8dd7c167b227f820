package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.record.Trigger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run over some services: all are observed together, then each takes its {@link Turn}. */
final class Pass {
  /** Of fewer services nothing can be said about the fleet. */
  private static final int LEAST_FLEET = 2;

  private final Ports ports;
  private final InstantSource clock;
  private final StackState stack;
  private final Duration pulseEvery;
  private final Map<ServiceRef, Duration> wantPulses = new TreeMap<>();
  private int services;
  private int scaled;
  private int held;
  private int failed;
  private int unreadable;

  Pass(Ports ports, InstantSource clock, StackState stack, Duration pulseEvery) {
    this.ports = ports;
    this.clock = clock;
    this.stack = stack;
    this.pulseEvery = pulseEvery;
  }

  int services() {
    return services;
  }

  int scaled() {
    return scaled;
  }

  int held() {
    return held;
  }

  int failed() {
    return failed;
  }

  /** How often services should be looked at before the next tick. */
  Map<ServiceRef, Duration> wantPulses() {
    return wantPulses;
  }

  /** Whether so many services could not be read that the trouble is not theirs. */
  boolean mostWereUnreadable() {
    return services >= LEAST_FLEET && unreadable * 2 > services;
  }

  void run(Map<ServiceRef, Trigger> hints) {
    if (hints.isEmpty()) {
      return;
    }
    Map<ServiceRef, StateStore.Stored> stored = awake(ports.store().load(hints.keySet()), hints);
    services = stored.size();
    List<Turn> decided = new ArrayList<>();
    for (Turn turn : observe(stored, hints)) {
      guarded(
          turn.service(),
          () -> {
            turn.decide();
            turn.pulseEvery(pulseEvery).ifPresent(every -> wantPulses.put(turn.service(), every));
            decided.add(turn);
          });
    }
    // More tasks cannot wait for fewer.
    decided.sort(Comparator.comparing((Turn turn) -> -turn.change()));
    for (Turn turn : decided) {
      guarded(turn.service(), () -> count(turn));
    }
  }

  /** Without those that sleep through this tick: they cost no further call. */
  private Map<ServiceRef, StateStore.Stored> awake(
      Map<ServiceRef, StateStore.Stored> stored, Map<ServiceRef, Trigger> hints) {
    Instant now = clock.instant();
    Map<ServiceRef, StateStore.Stored> due = new TreeMap<>(stored);
    due.entrySet()
        .removeIf(each -> {
          Trigger hint = hints.get(each.getKey());
          return hint != null && SleepyTier.skips(hint.kind(), each.getKey(), each.getValue(), now);
        });
    return due;
  }

  private void count(Turn turn) {
    switch (turn.finish()) {
      case Turn.Result.SCALED -> scaled++;
      case Turn.Result.HELD -> held++;
      case Turn.Result.FAILED -> failed++;
    }
  }

  private List<Turn> observe(
      Map<ServiceRef, StateStore.Stored> stored, Map<ServiceRef, Trigger> hints) {
    Map<ServiceRef, ScalableTarget.Reading> readings =
        stored.isEmpty() ? Map.of() : ports.target().describe(stored.keySet());
    List<Turn> turns = new ArrayList<>();
    stored.forEach((service, known) -> {
      switch (readings.get(service)) {
        case ScalableTarget.Read read -> {
          Trigger trigger = hints.getOrDefault(service, new Trigger(Kind.MANUAL, ""));
          turns.add(new Turn(ports, clock, stack, service, known, read.status(), trigger));
        }
        case ScalableTarget.Unreadable trouble -> {
          unreadable++;
          fail(service, trouble.reason());
        }
        case null -> {
          unreadable++;
          fail(service, "ECS gave no answer for it");
        }
      }
    });
    Set<String> names = new TreeSet<>();
    turns.forEach(turn -> names.addAll(turn.alarmNames()));
    Map<String, Alarm> alarms = names.isEmpty() ? Map.of() : ports.alarms().read(names);
    List<LoadSource.Request> requests = new ArrayList<>();
    turns.forEach(turn -> requests.addAll(turn.requests(alarms)));
    Instant now = clock.instant();
    Map<LoadSource.Request, Load> read =
        requests.isEmpty() ? Map.of() : ports.loads().read(requests, now);
    for (Turn turn : turns) {
      turn.observed(now, read, alarms);
      unreadable += turn.sawNothing() ? 1 : 0;
    }
    return turns;
  }

  private void fail(ServiceRef service, String reason) {
    failed++;
    ports.listener().failed(service, reason);
  }

  /** One service's trouble must not reach another. */
  private void guarded(ServiceRef service, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException trouble) {
      fail(service, trouble.getClass().getSimpleName() + ": " + trouble.getMessage());
    }
  }
}
