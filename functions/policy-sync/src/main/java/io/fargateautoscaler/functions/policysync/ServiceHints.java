package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;

/** Port: asks the reconciler to look at services now (the work queue). */
@FunctionalInterface
interface ServiceHints {
  /**
   * Names {@code services}.
   *
   * @param ref why; stands in the decisions that follow
   */
  void send(Collection<ServiceRef> services, String ref);
}
