package io.fargateautoscaler.operations;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** Port: what a stack has in force. Every method throws {@link Trouble} if it cannot be read. */
public interface Fleet {
  /** The mode that the stack obeys now; its parameter may be seconds ahead. */
  Mode mode();

  /** All services with a policy in force. */
  SortedMap<ServiceRef, Managed> services();

  /** Versions of the policies in force. */
  Map<ServiceRef, Long> inForce();

  /**
   * Changes what is ordered for a service; what others order meanwhile is kept.
   *
   * @return what is in force now
   */
  Orders order(ServiceRef service, UnaryOperator<Orders> change);

  /** Whether the stack tells, or has told, a notice with this id. */
  boolean tells(String notice);
}
