package io.fargateautoscaler.operations;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps orders in memory. */
public final class FakeTrail implements AuditTrail {
  public final List<Order> orders = new ArrayList<>();

  @Override
  public List<String> decisions(ServiceRef service, Instant from, Instant until, int limit) {
    return List.of();
  }

  @Override
  public List<Order> orders(ServiceRef service, Instant from, Instant until) {
    return List.copyOf(orders);
  }

  @Override
  public void add(Order order) {
    orders.add(order);
  }

  /** {@code what: detail} of each. */
  public List<String> lines() {
    return orders.stream()
        .map(order ->
            (order.service() == null ? "all" : order.service())
                + " "
                + order.what()
                + " "
                + order.detail()
                + " by "
                + order.by())
        .toList();
  }
}
