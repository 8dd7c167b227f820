package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services whose desired count is read and set. */
public abstract class ScalableTargetContract {
  /** The target under test. */
  protected abstract ScalableTarget target();

  /**
   * Makes replica services {@code shop/service-0}, {@code shop/service-1} and so on, each with this
   * desired count.
   */
  protected abstract List<ServiceRef> services(int number, int desired);

  @Test
  void answersForEachServiceEvenIfItIsMissing() {
    List<ServiceRef> services = new ArrayList<>(services(23, 2));
    ServiceRef noService = new ServiceRef("shop", "nothing");
    ServiceRef noCluster = new ServiceRef("nowhere", "service-0");
    services.add(noService);
    services.add(noCluster);

    Map<ServiceRef, ScalableTarget.Reading> readings = target().describe(services);

    assertThat(readings).containsOnlyKeys(services);
    assertThat(status(readings, noService).lifecycle()).isEqualTo(ServiceStatus.Lifecycle.MISSING);
    assertThat(status(readings, noCluster).lifecycle()).isEqualTo(ServiceStatus.Lifecycle.MISSING);
    for (ServiceRef service : services.subList(0, 23)) {
      ServiceStatus status = status(readings, service);
      assertThat(status.lifecycle()).isEqualTo(ServiceStatus.Lifecycle.ACTIVE);
      assertThat(status.controller()).isEqualTo(ServiceStatus.Controller.ECS);
      assertThat(status.desired()).isEqualTo(2);
      assertThat(status.otherScaler()).isNull();
    }
  }

  @Test
  void asksNothingForNothing() {
    assertThat(target().describe(List.of())).isEmpty();
  }

  @Test
  void setsAnAbsoluteCount() {
    ServiceRef service = services(1, 2).getFirst();

    assertThat(target().setDesiredCount(service, 5)).isEqualTo(new ScalableTarget.Applied(5));
    assertThat(target().setDesiredCount(service, 5)).isEqualTo(new ScalableTarget.Applied(5));
    assertThat(status(target().describe(List.of(service)), service).desired()).isEqualTo(5);
    assertThat(target().setDesiredCount(service, 0)).isEqualTo(new ScalableTarget.Applied(0));
    assertThat(status(target().describe(List.of(service)), service).desired()).isZero();
  }

  @Test
  void aServiceThatDoesNotExistIsRefused() {
    services(1, 2);

    assertThat(target().setDesiredCount(new ServiceRef("shop", "nothing"), 5))
        .isInstanceOf(ScalableTarget.Refused.class);
    assertThat(target().setDesiredCount(new ServiceRef("nowhere", "nothing"), 5))
        .isInstanceOf(ScalableTarget.Refused.class);
  }

  private static ServiceStatus status(
      Map<ServiceRef, ScalableTarget.Reading> readings, ServiceRef service) {
    assertThat(readings.get(service)).isInstanceOf(ScalableTarget.Read.class);
    return readings.get(service) instanceof ScalableTarget.Read read
        ? read.status()
        : ServiceStatus.steady(-1, -1, -1);
  }
}
