package io.fargateautoscaler.operations.comparison;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.LocalDate;
import java.util.List;

/** Port: what was counted of observed services (90 days). */
@FunctionalInterface
public interface ComparedDays {
  /**
   * Days and parts of days, oldest first, the present one included.
   *
   * @param from the oldest, included
   * @throws io.fargateautoscaler.operations.Trouble if they cannot be read
   */
  List<DayTally> since(ServiceRef service, LocalDate from);
}
