package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stored policies as they were last read. They seldom change, and to read a thousand of them
 * again at each tick takes a quarter of its time.
 */
final class ReadPolicies {
  private final Map<ServiceRef, Policy> known = new ConcurrentHashMap<>();

  private record Policy(String document, ServicePolicy read) {}

  /** The policy of a stored document; empty if it cannot be read, which is logged. */
  Optional<ServicePolicy> of(ServiceRef service, String document) {
    Policy before = known.get(service);
    if (before != null && before.document().equals(document)) {
      return Optional.of(before.read());
    }
    Optional<ServicePolicy> read = StoredText.policy(service, document);
    read.ifPresent(policy -> known.put(service, new Policy(document, policy)));
    return read;
  }
}
