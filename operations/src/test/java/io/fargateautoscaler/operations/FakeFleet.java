package io.fargateautoscaler.operations;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A stack in memory. */
public final class FakeFleet implements Fleet {
  public Mode mode = Mode.ACTIVE;
  public final Set<String> told = new HashSet<>();
  private final SortedMap<ServiceRef, Managed> services = new TreeMap<>();

  /** A service with a document of 2 to 40 tasks. */
  public ServiceRef service(String name, long version, String more) {
    String text = document(name, more);
    ServicePolicy policy = PolicyReader.read(text, null).policy().orElseThrow();
    services.put(
        policy.service(),
        new Managed(new PolicyDocument(version, policy, text), Orders.NONE, false));
    return policy.service();
  }

  public static String document(String name, String more) {
    return "service: "
        + name
        + "\ncapacity: {min: 2, max: 40}\npolicies:\n"
        + "  cpu: {type: target-tracking, metric: cpu, target: 60}\n"
        + more;
  }

  public void park(ServiceRef service) {
    services.computeIfPresent(
        service, (_, known) -> new Managed(known.document(), known.orders(), true));
  }

  public Orders orders(ServiceRef service) {
    return services.values().stream()
        .filter(managed -> managed.document().policy().service().equals(service))
        .findFirst()
        .orElseThrow()
        .orders();
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public SortedMap<ServiceRef, Managed> services() {
    return new TreeMap<>(services);
  }

  @Override
  public Map<ServiceRef, Long> inForce() {
    Map<ServiceRef, Long> versions = new TreeMap<>();
    services.forEach((service, managed) -> versions.put(service, managed.document().version()));
    return versions;
  }

  @Override
  public Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    Orders next = change.apply(orders(service));
    services.computeIfPresent(
        service, (_, known) -> new Managed(known.document(), next, known.parked()));
    return next;
  }

  @Override
  public boolean tells(String notice) {
    return told.contains(notice);
  }
}
