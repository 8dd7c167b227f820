package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.contract.LoadSourceContract;
import java.time.Duration;
import java.time.Instant;

/** The loads that the simulator and the demo use. */
final class PretendLoadsTest extends LoadSourceContract {
  private static final int DELAY_SECONDS = 60;

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final PretendAws aws =
      new PretendAws(
          PretendAws.Settings.of(7, Duration.ofSeconds(DELAY_SECONDS)), clock, new Calls());

  @Override
  protected LoadSource source() {
    return aws;
  }

  @Override
  protected String unique(String prefix) {
    return prefix;
  }

  @Override
  protected void web(ServiceRef service, int tasks, double cpu, int requests) {
    double load = tasks * cpu / 100;
    Workload constant = Workload.constant(load);
    double perUnit = load == 0 ? 0 : requests / load;
    ServiceSpec.Metering metering = ServiceSpec.Metering.BY_THE_MINUTE;
    var web = new ServiceSpec.Web(constant, 0, perUnit, 0, false, metering);
    aws.add(ServiceSpec.of(service, tasks, 60, web));
  }

  @Override
  protected void queue(ServiceRef service, String queue, int messages) {
    aws.add(
        ServiceSpec.of(
            service,
            0,
            60,
            ServiceSpec.Queue.of(
                queue, Workload.constant(0), 1, new ServiceSpec.Consumer(1, 1, false))));
    aws.send(service, messages);
  }

  @Override
  protected Instant minutes(int number) {
    for (int second = 0; second < 60 * number + DELAY_SECONDS; second++) {
      aws.second();
    }
    return clock.instant();
  }
}
