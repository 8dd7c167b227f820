package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;

/** Port: hears of every decision (log, metrics, simulator). Must not throw. */
public interface DecisionListener {
  /**
   * @param news whether the kind of decision or the count differs from the last one
   */
  void decided(DecisionRecord record, boolean news);

  /** A service could not be reconciled at all; {@code reason} is one line. */
  void failed(ServiceRef service, String reason);
}
