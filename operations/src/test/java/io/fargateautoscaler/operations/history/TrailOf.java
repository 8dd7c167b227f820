package io.fargateautoscaler.operations.history;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An audit trail in memory. */
public final class TrailOf implements AuditTrail {
  private final TreeMap<Instant, String> decisions = new TreeMap<>(Comparator.reverseOrder());
  private final List<Order> orders = new ArrayList<>();

  public TrailOf scale(Instant at, int from, int to) {
    return decision(
        at,
        "{\"scale\":{\"from\":%d,\"to\":%d},\"count\":%d,\"because\":\"cpu\"}"
            .formatted(from, to, to));
  }

  public TrailOf hold(Instant at, int count, String code) {
    return decision(at, "{\"hold\":\"%s\",\"count\":%d}".formatted(code, count));
  }

  private TrailOf decision(Instant at, String decision) {
    decisions.put(
        at,
        "{\"at\":\"%s\",\"service\":\"shop/web\",\"decision\":%s,\"why\":\"so it is\"}"
            .formatted(at, decision));
    return this;
  }

  @Override
  public List<String> decisions(ServiceRef service, Instant from, Instant until, int limit) {
    return decisions.entrySet().stream()
        .filter(each -> !each.getKey().isBefore(from) && each.getKey().isBefore(until))
        .map(Map.Entry::getValue)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Order> orders(ServiceRef service, Instant from, Instant until) {
    return orders.stream()
        .filter(each -> !each.at().isBefore(from) && each.at().isBefore(until))
        .sorted(Comparator.comparing(Order::at).reversed())
        .toList();
  }

  @Override
  public void add(Order order) {
    orders.add(order);
  }
}
