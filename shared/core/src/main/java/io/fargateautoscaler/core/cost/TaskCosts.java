package io.fargateautoscaler.core.cost;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.OptionalDouble;

/** Port: what one task of a service costs. Never throws: a notice without its cost is told too. */
@FunctionalInterface
public interface TaskCosts {
  /** Knows nothing. */
  TaskCosts NONE = _ -> OptionalDouble.empty();

  /** US dollars for one hour of one task of the newest revision; empty: not known. */
  OptionalDouble usdPerTaskHour(ServiceRef service);
}
