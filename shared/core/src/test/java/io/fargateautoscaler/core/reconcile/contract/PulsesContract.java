package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Pulses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that come back after a while. */
public abstract class PulsesContract {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ServiceRef CART = new ServiceRef("shop", "cart");
  private static final ServiceRef SEARCH = new ServiceRef("site", "search");
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** The pulses of this test; the same at every call. */
  protected abstract Pulses pulses();

  /** Everything that was sent, by the time of its arrival. */
  protected abstract List<Pulse> arriving();

  /**
   * A message.
   *
   * @param services in the order of their names
   * @param delay from sending it until it arrives
   */
  public record Pulse(List<ServiceRef> services, Duration delay) {}

  @Test
  void oneMessageNamesAllServices() {
    pulses().send(List.of(SEARCH, CHECKOUT, CART), Duration.ofSeconds(10));

    assertThat(arriving())
        .containsExactly(new Pulse(List.of(CART, CHECKOUT, SEARCH), Duration.ofSeconds(10)));
  }

  @Test
  void eachSendIsAMessageOfItsOwn() {
    for (int seconds = 10; seconds <= 50; seconds += 10) {
      pulses().send(List.of(CHECKOUT), Duration.ofSeconds(seconds));
    }

    assertThat(arriving())
        .extracting(pulse -> pulse.delay().toSeconds())
        .containsExactly(10L, 20L, 30L, 40L, 50L);
  }

  @Test
  void nobodyIsWokenForNothing() {
    pulses().send(List.of(), Duration.ofSeconds(10));

    assertThat(arriving()).isEmpty();
  }

  @Test
  void aServiceThatIsNamedTwiceIsWokenOnce() {
    pulses().send(List.of(CHECKOUT, CHECKOUT), Duration.ZERO);

    assertThat(arriving()).containsExactly(new Pulse(List.of(CHECKOUT), Duration.ZERO));
  }

  @Test
  void noDelayIsShorterThanNoneOrLongerThanAQuarterOfAnHour() {
    pulses().send(List.of(CHECKOUT), Duration.ofSeconds(-5));
    pulses().send(List.of(CHECKOUT), Duration.ZERO);
    pulses().send(List.of(CHECKOUT), LONGEST.minusSeconds(1));
    pulses().send(List.of(CHECKOUT), LONGEST);
    pulses().send(List.of(CHECKOUT), LONGEST.plusSeconds(1));
    pulses().send(List.of(CHECKOUT), Duration.ofDays(36_500));

    assertThat(arriving())
        .extracting(pulse -> pulse.delay().toSeconds())
        .containsExactly(0L, 0L, 899L, 900L, 900L, 900L);
  }

  @Test
  void ofMoreServicesThanOneMessageHoldsNoneIsLost() {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String digits = "%05d".formatted(i);
      services.add(new ServiceRef("c".repeat(255), "s".repeat(250) + digits));
    }

    pulses().send(services, Duration.ofSeconds(20));

    List<Pulse> arriving = arriving();
    assertThat(arriving.stream().flatMap(pulse -> pulse.services().stream()))
        .containsExactlyInAnyOrderElementsOf(services);
    assertThat(arriving).allMatch(pulse -> pulse.delay().equals(Duration.ofSeconds(20)));
  }
}
