package io.fargateautoscaler.operations.comparison;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Port: what was counted of observed services. */
@FunctionalInterface
public interface ComparedDays {
  /** How long it is kept. */
  Duration KEPT = Duration.ofDays(90);

  /**
   * Days and parts of days, oldest first, the present one included.
   *
   * @param from the oldest, included
   * @throws io.fargateautoscaler.operations.Trouble if they cannot be read
   */
  List<DayTally> since(ServiceRef service, LocalDate from);
}
