package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The remembered stops in memory; it can be told to fail. */
final class InMemoryTaskFacts implements TaskFactsStore {
  final Map<String, String> stops = new TreeMap<>();
  boolean unreadable;
  boolean unwritable;

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
  public boolean remember(ServiceRef service, String taskArn, String stopKind) {
    if (unwritable) {
      throw new StateStore.Unavailable("cannot write", null);
    }
    return stops.putIfAbsent(taskArn, stopKind) == null;
  }
}
