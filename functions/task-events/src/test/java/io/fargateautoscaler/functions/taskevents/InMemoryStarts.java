package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.StartStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The remembered starts in memory; it can be told to fail. */
final class InMemoryStarts implements StartStore {
  final Map<ServiceRef, Map<String, Start>> starts = new TreeMap<>();
  int writes;
  boolean away;

  @Override
  public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
    if (away) {
      throw new StateStore.Unavailable("starts are away", null);
    }
    Map<String, Start> known = starts.getOrDefault(service, Map.of());
    Map<String, Start> next = change.apply(known);
    if (!next.equals(known)) {
      writes++;
      starts.put(service, next);
    }
  }
}
