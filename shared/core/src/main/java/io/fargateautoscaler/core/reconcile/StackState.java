package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of the whole stack.
 *
 * @param services those that have a policy
 * @param alarms the services whose policies name an alarm, by its name
 * @param frozenUntil until when no service scales in; null: never said
 * @param otherStacks services that another stack of the account scales, with its name
 * @param next the service with which the next tick begins; null: the last one reached all
 */
public record StackState(
    Mode mode,
    SortedSet<ServiceRef> services,
    Map<String, Set<ServiceRef>> alarms,
    @Nullable Instant frozenUntil,
    Map<ServiceRef, String> otherStacks,
    @Nullable ServiceRef next) {
  public StackState {
    otherStacks = Map.copyOf(otherStacks);
  }

  /** The status with the other stack that scales the service, unless it names a scaler already. */
  ServiceStatus seen(ServiceRef service, ServiceStatus status) {
    String other = otherStacks.get(service);
    return other == null || status.otherScaler() != null
        ? status
        : status.withOtherScaler("stack " + other);
  }
}
