package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.StartUps;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The remembered starts and stops in memory; it can be told to fail. */
final class InMemoryTaskFacts implements TaskFactsStore {
  final Map<String, String> stops = new TreeMap<>();
  final Map<ServiceRef, Map<String, Start>> starts = new TreeMap<>();
  final Map<ServiceRef, StartUps> startUps = new TreeMap<>();
  int startWrites;
  int startUpWrites;
  boolean unreadable;
  boolean unwritable;
  boolean startsAway;

  @Override
  public Set<String> known(Map<String, ServiceRef> tasks) {
    if (unreadable) {
      throw new StateStore.Unavailable("cannot read", null);
    }
    Set<String> known = new TreeSet<>(tasks.keySet());
    known.retainAll(stops.keySet());
    return known;
  }

  @Override
  public void remember(Map<String, Stop> handled) {
    if (unwritable) {
      throw new StateStore.Unavailable("cannot write", null);
    }
    handled.forEach((task, stop) -> stops.put(task, stop.kind()));
  }

  @Override
  public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
    if (startsAway) {
      throw new StateStore.Unavailable("starts are away", null);
    }
    Map<String, Start> known = starts.getOrDefault(service, Map.of());
    Map<String, Start> next = change.apply(known);
    if (!next.equals(known)) {
      startWrites++;
      starts.put(service, next);
    }
  }

  @Override
  public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    if (startsAway) {
      throw new StateStore.Unavailable("start-ups are away", null);
    }
    StartUps known = startUps.getOrDefault(service, StartUps.NONE);
    StartUps next = change.apply(known);
    if (!next.equals(known)) {
      startUpWrites++;
      startUps.put(service, next);
    }
  }
}
