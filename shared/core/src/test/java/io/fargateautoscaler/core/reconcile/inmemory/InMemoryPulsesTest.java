package io.fargateautoscaler.core.reconcile.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Pulses;
import io.fargateautoscaler.core.reconcile.contract.PulsesContract;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pulses that tests and the simulator use. */
final class InMemoryPulsesTest extends PulsesContract {
  private Instant now = Samples.NOW;
  private final InMemoryPulses pulses = new InMemoryPulses(() -> now);

  @Override
  protected Pulses pulses() {
    return pulses;
  }

  @Override
  protected List<Pulse> arriving() {
    List<Pulse> arriving = new ArrayList<>();
    for (int second = 0; second <= 3600; second++) {
      now = Samples.NOW.plusSeconds(second);
      Duration delay = Duration.ofSeconds(second);
      pulses.due().forEach(services -> arriving.add(new Pulse(List.copyOf(services), delay)));
    }
    return arriving;
  }

  @Test
  void whatHasArrivedDoesNotArriveAgain() {
    pulses.send(List.of(new ServiceRef("shop", "checkout")), Duration.ofSeconds(10));
    now = now.plusSeconds(60);

    assertThat(pulses.due()).hasSize(1);
    assertThat(pulses.due()).isEmpty();
  }
}
