package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the running tasks of services cost. */
public final class ServiceCosts {
  private static final double HOURS_A_MONTH = 730;

  private final TaskCosts costs;

  public ServiceCosts(TaskCosts costs) {
    this.costs = costs;
  }

  /** The cost of {@code running} tasks; null: what one costs is not known. */
  public @Nullable CostView of(ServiceRef service, int running) {
    OptionalDouble each = costs.usdPerTaskHour(service);
    if (each.isEmpty()) {
      return null;
    }
    double perHour = each.getAsDouble() * running;
    return new CostView(each.getAsDouble(), perHour, perHour * HOURS_A_MONTH, costs.prices());
  }
}
