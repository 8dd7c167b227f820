package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is remembered of tasks in memory; it can be told to fail. */
final class InMemoryTasks implements TaskStore {
  final Map<ServiceRef, Map<String, Start>> starts = new TreeMap<>();
  final Map<ServiceRef, Trouble> troubles = new TreeMap<>();
  final Map<ServiceRef, StartUps> startUps = new TreeMap<>();
  int startUpWrites;
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

  @Override
  public boolean trouble(ServiceRef service, Trouble said) {
    if (away) {
      throw new StateStore.Unavailable("starts are away", null);
    }
    Trouble before = troubles.get(service);
    return !troubles.merge(service, said, CapacityFacts::newer).equals(before);
  }

  @Override
  public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    if (away) {
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
