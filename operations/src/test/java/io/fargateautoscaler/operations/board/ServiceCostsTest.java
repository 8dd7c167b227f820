package io.fargateautoscaler.operations.board;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.cost.PriceTable;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.cost.TaskSize;
import io.fargateautoscaler.core.policy.ServiceRef;
import org.junit.jupiter.api.Test;

class ServiceCostsTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");

  @Test
  void runningTasksCostByHourAndMonth() {
    ServiceCosts costs =
        new ServiceCosts(
            TaskCosts.always(
                PriceTable.shipped().of("us-east-1"), new TaskSize(1024, 2048, false, 0)));

    ServiceView.CostView view = requireNonNull(costs.of(WEB, 10));

    assertThat(view.perTaskHour()).isCloseTo(0.04937, within(1e-9));
    assertThat(view.perHour()).isCloseTo(0.4937, within(1e-9));
    assertThat(view.perMonth()).isCloseTo(360.401, within(1e-6));
    assertThat(view.source()).contains("us-east-1", "2026-03");
    ServiceView.CostView none = requireNonNull(costs.of(WEB, 0));
    assertThat(none.perHour()).isZero();
  }

  @Test
  void whatIsNotKnownIsNotShown() {
    assertThat(new ServiceCosts(TaskCosts.NONE).of(WEB, 10)).isNull();
  }
}
