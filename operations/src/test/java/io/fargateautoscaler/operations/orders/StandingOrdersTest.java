package io.fargateautoscaler.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.FakeFleet;
import io.fargateautoscaler.operations.FakeTrail;
import io.fargateautoscaler.operations.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingOrdersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant IN_2_H = NOW.plusSeconds(7200);
  private static final OrderLength TWO_HOURS = OrderLength.of(Duration.ofHours(2));

  private final FakeFleet fleet = new FakeFleet();
  private final FakeTrail trail = new FakeTrail();
  private final ServiceRef web = fleet.service("shop/web", 3, "");
  private final ServiceRef worker = fleet.service("shop/worker", 1, "mode: observe\n");
  private final StandingOrders orders =
      new StandingOrders(
          "prod",
          fleet,
          trail,
          new Caller("123456789012", "arn:aws:iam::123456789012:user/ann"),
          () -> NOW.plusMillis(700));

  @Test
  void aPauseIsKeptWithWhoUntilWhenAndWhy() {
    List<Ordered> done = orders.pause(web, TWO_HOURS, "load\ntest");

    assertThat(done).extracting(Ordered::sentence).containsExactly("paused until " + IN_2_H);
    assertThat(fleet.orders(web).pause()).isEqualTo(new Pause(NOW, IN_2_H, "user/ann"));
    assertThat(fleet.orders(worker)).isEqualTo(Orders.NONE);
    assertThat(trail.lines())
        .containsExactly(
            "shop/web pause for 2h, until " + IN_2_H + ": load\\u000atest by user/ann");
  }

  @Test
  void aPauseOfAllIsOneOrderForTheStack() {
    assertThat(orders.pause(null, TWO_HOURS, null)).hasSize(2);

    assertThat(fleet.orders(worker).pause()).isNotNull();
    assertThat(trail.lines()).containsExactly("all pause for 2h, until " + IN_2_H + " by user/ann");
  }

  @Test
  void pauseAndHoldDoNotTouchEachOther() {
    orders.pause(web, TWO_HOURS, null);
    orders.hold(web, HeldRange.of(12, null), TWO_HOURS);
    assertThat(fleet.orders(web).pause()).isNotNull();
    orders.resume(web);
    assertThat(fleet.orders(web).hold()).isEqualTo(new RangeHold(12, null, IN_2_H, "user/ann"));
    orders.release(web);
    assertThat(fleet.orders(web).hold()).isNull();

    assertThat(trail.orders)
        .extracting(order -> order.what())
        .containsExactly("pause", "hold", "resume", "release-hold");
  }

  @Test
  void aResumeSaysWhatItEnded() {
    assertThat(orders.resume(web).getFirst().sentence()).isEqualTo("was not paused");
    orders.pause(web, TWO_HOURS, null);
    assertThat(orders.resume(web).getFirst().sentence()).isEqualTo("resumed");
    fleet.park(web);
    assertThat(orders.resume(web).getFirst().sentence()).contains("no longer parked");
    assertThat(fleet.orders(web)).isEqualTo(new Orders(null, null, NOW.plusMillis(700)));
  }

  @Test
  void anotherOrdersPlaceIsTakenWithWords() {
    fleet.order(web, known -> known.paused(new Pause(NOW, IN_2_H, "bob")));

    assertThat(orders.pause(web, OrderLength.of(Duration.ofDays(1)), null).getFirst().remarks())
        .containsExactly("it takes the place of the pause until " + IN_2_H + " by bob");
  }

  @Test
  void aServiceThatIsOnlyObservedSaysSo() {
    fleet.mode = Mode.ACTIVE;

    assertThat(orders.pause(worker, TWO_HOURS, null).getFirst().remarks())
        .singleElement()
        .asString()
        .startsWith("its mode is observe");
  }

  @Test
  void aHoldSaysTheRangeThatCounts() {
    assertThat(orders.hold(web, HeldRange.of(12, null), TWO_HOURS).sentence())
        .isEqualTo("held at 12 to 40 tasks until " + IN_2_H);
    Ordered above = orders.hold(web, HeldRange.of(50, null), TWO_HOURS);
    assertThat(above.sentence()).startsWith("held at 50 tasks");
    assertThat(above.remarks()).anyMatch(line -> line.contains("the document allows 2 to 40"));
  }

  @Test
  void anUnknownServiceNamesNearOnes() {
    assertThatThrownBy(() -> orders.pause(new ServiceRef("shop", "wep"), TWO_HOURS, null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no policy in force in the stack prod; did you mean shop/web?");
    assertThatThrownBy(() -> orders.resume(new ServiceRef("other", "worker")))
        .hasMessageContaining("did you mean shop/worker?");
    assertThatThrownBy(() -> orders.release(new ServiceRef("x", "something-else")))
        .hasMessageContaining("lists those that have one");
    assertThat(trail.orders).isEmpty();
  }
}
