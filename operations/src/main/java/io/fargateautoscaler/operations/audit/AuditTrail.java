package io.fargateautoscaler.operations.audit;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.List;

/** Port: what is kept of decisions and orders (30 days). */
public interface AuditTrail {
  /**
   * Decision records as JSON texts, newest first.
   *
   * @param from the oldest, included
   * @param until the newest, excluded
   */
  List<String> decisions(ServiceRef service, Instant from, Instant until, int limit);

  /** Orders for the service and for the whole stack, newest first. */
  List<Order> orders(ServiceRef service, Instant from, Instant until);

  /** Adds one. */
  void add(Order order);
}
