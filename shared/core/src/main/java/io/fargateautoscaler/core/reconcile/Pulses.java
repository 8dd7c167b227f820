package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.util.Collection;

/** Port: wakes the reconciler again before the next tick (the work queue's delayed messages). */
public interface Pulses {
  /** Sends one hint for {@code services} that arrives after {@code delay}, 0 to 15 min. */
  void send(Collection<ServiceRef> services, Duration delay);
}
