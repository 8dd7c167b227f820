package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.Collection;
import java.util.Map;

/** Other active scalers of services. */
@FunctionalInterface
public interface OtherScalers {
  /** Finds none. */
  OtherScalers NONE = services -> Map.of();

  /**
   * Finds those of {@code services}.
   *
   * @return the other scaler's name; services without one, or where it is not known, are left out
   */
  Map<ServiceRef, String> of(Collection<ServiceRef> services);
}
