package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.record.DecisionRecord;

/** Counts what a run has done so far, for one that does not come to its end; for any thread. */
final class Tally implements DecisionListener {
  private final DecisionListener next;
  private int scaled;
  private int held;
  private int failed;

  Tally(DecisionListener next) {
    this.next = next;
  }

  /** A new run begins. */
  synchronized void begin() {
    scaled = 0;
    held = 0;
    failed = 0;
  }

  synchronized Reconciler.Report report() {
    return new Reconciler.Report(scaled + held + failed, scaled, held, failed, 0, 0, 0);
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    synchronized (this) {
      if (record.applied() == null) {
        held++;
      } else {
        scaled++;
      }
    }
    next.decided(record, news);
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    synchronized (this) {
      failed++;
    }
    next.failed(service, reason);
  }
}
