package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.record.Trigger.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Observes services together, in as few calls as possible, and decides each. */
final class Look {
  private final Ports ports;
  private final InstantSource clock;
  private final StackState stack;
  private final Counts counts;

  Look(Ports ports, InstantSource clock, StackState stack, Counts counts) {
    this.ports = ports;
    this.clock = clock;
    this.stack = stack;
    this.counts = counts;
  }

  /**
   * The decided turns of those of {@code services} that have a policy and could be read.
   *
   * @throws StateStore.Unavailable if the store cannot be read
   */
  List<Turn> at(List<ServiceRef> services, Map<ServiceRef, Trigger> hints) {
    Map<ServiceRef, StateStore.Stored> stored = ports.store().load(services);
    counts.found(stored.size());
    List<Turn> decided = new ArrayList<>();
    for (Turn turn : observe(services, stored, hints)) {
      counts.guarded(
          turn.service(),
          () -> {
            turn.decide();
            decided.add(turn);
          });
    }
    return decided;
  }

  private List<Turn> observe(
      List<ServiceRef> services,
      Map<ServiceRef, StateStore.Stored> stored,
      Map<ServiceRef, Trigger> hints) {
    Map<ServiceRef, ScalableTarget.Reading> readings =
        stored.isEmpty() ? Map.of() : ports.target().describe(stored.keySet());
    List<Turn> turns = new ArrayList<>();
    for (ServiceRef service : services) {
      StateStore.Stored known = stored.get(service);
      if (known == null) {
        continue;
      }
      switch (readings.get(service)) {
        case ScalableTarget.Read read -> {
          Trigger trigger = hints.getOrDefault(service, new Trigger(Kind.MANUAL, ""));
          ServiceStatus status = stack.seen(service, read.status());
          turns.add(new Turn(ports, clock, stack, service, known, status, trigger));
        }
        case ScalableTarget.Unreadable trouble -> unreadable(service, trouble.reason());
        case null -> unreadable(service, "ECS gave no answer for it");
      }
    }
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
      if (turn.sawNothing()) {
        counts.unreadable();
      }
    }
    return turns;
  }

  private void unreadable(ServiceRef service, String reason) {
    counts.unreadable();
    counts.fail(service, reason);
  }
}
