package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers the calls; answers that each service is held. */
final class RecordedScaling implements Scaling {
  final List<Trigger> ticks = new ArrayList<>();
  final List<Map<ServiceRef, Trigger>> named = new ArrayList<>();
  final List<Map<ServiceRef, Trigger>> hints = new ArrayList<>();
  final List<Instant> deadlines = new ArrayList<>();
  boolean down;
  boolean stops;
  int left;

  @Override
  public Reconciler.Report tick(Trigger trigger, Map<ServiceRef, Trigger> named, Instant deadline) {
    fail();
    deadlines.add(deadline);
    ticks.add(trigger);
    this.named.add(named);
    if (stops) {
      throw new Stopped(
          new Reconciler.Report(3, 2, 0, 1, 0, 0, 0),
          new StateStore.Unavailable("table is away", null));
    }
    return new Reconciler.Report(3, 1, 2, 0, 0, 4, 0, left);
  }

  @Override
  public Reconciler.Report reconcile(Map<ServiceRef, Trigger> services, Instant deadline) {
    fail();
    deadlines.add(deadline);
    hints.add(Map.copyOf(services));
    return new Reconciler.Report(services.size(), 0, services.size(), 0, 0, 0, 0);
  }

  private void fail() {
    if (down) {
      throw new StateStore.Unavailable("table is away\nreally", null);
    }
  }
}
