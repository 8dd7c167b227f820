package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;

/** Port: asks the reconciler to look at services now (the work queue). */
@FunctionalInterface
public interface ServiceHints {
  /**
   * Names {@code services}.
   *
   * @param ref why; stands in the decisions that follow
   */
  void send(Collection<ServiceRef> services, String ref);
}
