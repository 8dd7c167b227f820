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

  /** Where the prices come from, with date; empty: not known. */
  default String prices() {
    return "";
  }

  /** The same size for all services. */
  static TaskCosts always(FargatePrices prices, TaskSize size) {
    return new TaskCosts() {
      @Override
      public OptionalDouble usdPerTaskHour(ServiceRef service) {
        return OptionalDouble.of(prices.usdPerTaskHour(size));
      }

      @Override
      public String prices() {
        return prices.source();
      }
    };
  }
}
