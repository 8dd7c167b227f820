package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** State, policies and outbox, which share their transactions. */
public abstract class StoreContract extends OutboxContract {
  /** The store of this test; the same at every call, empty at the start of a test. */
  protected abstract StateStore states();

  /** The same store. */
  protected abstract PolicyStore policies();

  @Test
  void anEmptyStoreKnowsNothing() {
    assertThat(states().stack().services()).isEmpty();
    assertThat(states().load(List.of(CHECKOUT))).isEmpty();
    assertThat(states().load(List.of())).isEmpty();
    assertThat(policies().inForce()).isEmpty();
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void keepsTheModeOfTheStack() {
    for (Mode mode : Mode.values()) {
      assertThat(policies().mode(mode, Samples.NOW)).isTrue();

      assertThat(states().stack().mode()).isEqualTo(mode);
    }
  }

  @Test
  void aPolicyIsInForceUntilItIsReleased() {
    policies().put(Samples.document(CHECKOUT, 3), Samples.NOW, List.of());
    policies().put(Samples.document(CART, 1), Samples.NOW, List.of());
    policies().put(Samples.document(CHECKOUT, 4), Samples.NOW, List.of());

    assertThat(policies().inForce()).containsOnly(Map.entry(CHECKOUT, 4L), Map.entry(CART, 1L));
    assertThat(states().stack().services()).containsExactly(CART, CHECKOUT);
    StateStore.Stored stored = stored(CHECKOUT);
    assertThat(stored.policy()).isEqualTo(Samples.document(CHECKOUT, 4));
    assertThat(stored.state()).isNull();

    policies().release(CHECKOUT, List.of());

    assertThat(policies().inForce()).containsOnlyKeys(CART);
    assertThat(states().stack().services()).containsExactly(CART);
    assertThat(states().load(List.of(CHECKOUT, CART))).containsOnlyKeys(CART);
  }

  @Test
  void aRunThatWasOvertakenPutsNothingInForce() {
    Instant later = Samples.NOW.plusMillis(1);
    policies().put(Samples.document(CHECKOUT, 8), later, List.of());
    Notice notice = Samples.notice("late", CHECKOUT, Samples.NOW);

    assertThat(policies().put(Samples.document(CHECKOUT, 7), Samples.NOW, List.of(notice)))
        .isFalse();

    assertThat(policies().inForce()).containsOnly(Map.entry(CHECKOUT, 8L));
    assertThat(stored(CHECKOUT).policy()).isEqualTo(Samples.document(CHECKOUT, 8));
    assertThat(outbox().waiting(10)).isEmpty();
    assertThat(policies().put(Samples.document(CHECKOUT, 8), later, List.of()))
        .as("the same again, completed")
        .isTrue();
    assertThat(policies().put(Samples.document(CHECKOUT, 1), later.plusMillis(1), List.of()))
        .as("deleted and made anew")
        .isTrue();
    assertThat(policies().inForce()).containsOnly(Map.entry(CHECKOUT, 1L));
  }

  @Test
  void afterAReleaseAnyPolicyMayComeInForce() {
    policies().put(Samples.document(CHECKOUT, 8), Samples.NOW, List.of());
    policies().release(CHECKOUT, List.of());

    assertThat(policies().put(Samples.document(CHECKOUT, 1), Samples.NOW.minusMillis(1), List.of()))
        .isTrue();
  }

  @Test
  void aRunThatWasOvertakenSetsNoMode() {
    assertThat(policies().mode(Mode.OFF, Samples.NOW.plusMillis(1))).isTrue();

    assertThat(policies().mode(Mode.ACTIVE, Samples.NOW)).isFalse();
    assertThat(states().stack().mode()).isEqualTo(Mode.OFF);

    assertThat(policies().mode(Mode.ACTIVE, Samples.NOW.plusMillis(1))).isTrue();
    assertThat(states().stack().mode()).isEqualTo(Mode.ACTIVE);
  }

  @Test
  void aReleaseOfWhatIsNotThereIsHarmless() {
    policies().release(CHECKOUT, List.of());

    assertThat(policies().inForce()).isEmpty();
  }

  @Test
  void loadsManyServicesInOneGo() {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      ServiceRef service = new ServiceRef("shop", "service-" + i);
      services.add(service);
      policies().put(Samples.document(service, 1), Samples.NOW, List.of());
      states().save(service, 0, Samples.state(1, i + 1));
    }

    Map<ServiceRef, StateStore.Stored> loaded = states().load(services);

    assertThat(loaded).containsOnlyKeys(services);
    loaded.forEach((service, stored) -> {
      int number = Integer.parseInt(service.service().substring("service-".length()));
      assertThat(stored.state()).isEqualTo(Samples.state(1, number + 1));
    });
  }

  @Test
  void savesOnlyOverTheVersionThatWasRead() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());

    assertThat(states().save(CHECKOUT, 3, Samples.state(4, 9))).isFalse();
    assertThat(stored(CHECKOUT).state()).isNull();
    assertThat(states().save(CHECKOUT, 0, Samples.state(1, 4))).isTrue();
    assertThat(states().save(CHECKOUT, 0, Samples.state(1, 4))).isFalse();
    assertThat(states().save(CHECKOUT, 1, Samples.state(2, 5))).isTrue();
    assertThat(states().save(CHECKOUT, 1, Samples.state(2, 6))).isFalse();
    assertThat(stored(CHECKOUT).state()).isEqualTo(Samples.state(2, 5));
  }

  @Test
  void keepsAStateWithNothingInIt() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    ServiceState none = ServiceState.NONE;
    ServiceState next =
        new ServiceState(1, none.history(), none.intent(), none.verdict(), none.incidents());

    assertThat(states().save(CHECKOUT, 0, next)).isTrue();

    assertThat(stored(CHECKOUT).state()).isEqualTo(next);
  }

  @Test
  void onlyOneOfManyRunsWins() throws Exception {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        writes.add(() -> states().save(CHECKOUT, 0, Samples.state(1, 4)));
      }
      int won = 0;
      for (Future<Boolean> write : runs.invokeAll(writes)) {
        won += write.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void recordsStateDecisionAndNoticesTogether() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    states().save(CHECKOUT, 0, Samples.state(1, 4));

    boolean recorded =
        states()
            .record(
                CHECKOUT,
                1,
                Samples.state(2, 15),
                Samples.decision(CHECKOUT, "0001"),
                List.of(
                    Samples.notice("n-1", CHECKOUT, Samples.NOW),
                    Samples.notice("n-2", CHECKOUT, Samples.NOW.plusSeconds(1))));

    assertThat(recorded).isTrue();
    assertThat(stored(CHECKOUT).state()).isEqualTo(Samples.state(2, 15));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("n-1", "n-2");
  }

  @Test
  void recordsNothingIfAnotherRunWasFirst() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    states().save(CHECKOUT, 0, Samples.state(1, 4));

    boolean recorded =
        states()
            .record(
                CHECKOUT,
                0,
                Samples.state(1, 15),
                Samples.decision(CHECKOUT, "0001"),
                List.of(Samples.notice("n-1", CHECKOUT, Samples.NOW)));

    assertThat(recorded).isFalse();
    assertThat(stored(CHECKOUT).state()).isEqualTo(Samples.state(1, 4));
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void aNoticeThatIsKnownDoesNotStopTheRecord() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    outbox().add(Samples.notice("known", CHECKOUT, Samples.NOW));

    boolean recorded =
        states()
            .record(
                CHECKOUT,
                0,
                Samples.state(1, 15),
                null,
                List.of(
                    Samples.notice("known", CHECKOUT, Samples.NOW.plusSeconds(1)),
                    Samples.notice("new", CHECKOUT, Samples.NOW.plusSeconds(2)),
                    Samples.notice("new", CHECKOUT, Samples.NOW.plusSeconds(2))));

    assertThat(recorded).isTrue();
    assertThat(stored(CHECKOUT).state()).isEqualTo(Samples.state(1, 15));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("known", "new");
  }

  @Test
  void policyChangesCarryTheirNotices() {
    policies()
        .put(
            Samples.document(CHECKOUT, 1),
            Samples.NOW,
            List.of(Samples.notice("accepted", CHECKOUT, Samples.NOW)));
    policies()
        .release(
            CHECKOUT, List.of(Samples.notice("released", CHECKOUT, Samples.NOW.plusSeconds(5))));

    assertThat(outbox().waiting(10))
        .extracting(Outbox.Message::id)
        .containsExactly("accepted", "released");
  }

  @Test
  void keepsTheNewestOrdersOfAService() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    policies().put(Samples.document(CART, 1), Samples.NOW, List.of());
    assertThat(stored(CHECKOUT).orders()).isEqualTo(Orders.NONE);
    Pause pause =
        new Pause(Samples.NOW.minusSeconds(5), Samples.NOW.plusMillis(3_600_500), "ann \"A\"");
    for (Orders orders :
        List.of(
            new Orders(pause, new RangeHold(3, 9, Samples.NOW.plusSeconds(60), "bob")),
            new Orders(null, new RangeHold(null, 9, Samples.NOW.plusSeconds(60), null)),
            new Orders(null, new RangeHold(0, null, Samples.NOW.plusSeconds(60), null)),
            new Orders(pause, null),
            new Orders(null, null, Samples.NOW.plusMillis(250)),
            Orders.NONE)) {
      states().order(CHECKOUT, orders);

      assertThat(stored(CHECKOUT).orders()).isEqualTo(orders);
      assertThat(stored(CART).orders()).isEqualTo(Orders.NONE);
    }
  }

  @Test
  void anOrderLeavesTheOtherOneInForce() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    Pause pause = new Pause(Samples.NOW, Samples.NOW.plusSeconds(60), "ann");
    RangeHold hold = new RangeHold(3, null, Samples.NOW.plusSeconds(60), "bob");

    states().order(CHECKOUT, orders -> orders.paused(pause));
    Orders inForce = states().order(CHECKOUT, orders -> orders.held(hold));

    assertThat(inForce).isEqualTo(new Orders(pause, hold));
    assertThat(stored(CHECKOUT).orders()).isEqualTo(inForce);
  }

  @Test
  void ordersLastAsLongAsTheLongerOfThem() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    Orders orders =
        new Orders(
            new Pause(Samples.NOW, Samples.NOW.plusSeconds(60), null),
            new RangeHold(3, 9, Samples.NOW.plusSeconds(7200), null));
    states().order(CHECKOUT, orders);
    pass(Duration.ofSeconds(7199));

    assertThat(stored(CHECKOUT).orders()).isEqualTo(orders);
  }

  @Test
  void ordersAreNoPartOfTheState() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    states().save(CHECKOUT, 0, Samples.state(1, 4));
    states().order(CHECKOUT, new Orders(null, new RangeHold(3, 9, Samples.NOW, null)));

    assertThat(states().save(CHECKOUT, 1, Samples.state(2, 5))).isTrue();
    assertThat(stored(CHECKOUT).state()).isEqualTo(Samples.state(2, 5));
  }

  @Test
  final void aTickKnowsWhereTheLastOneStopped() {
    assertThat(states().stack().next()).isNull();

    states().next(new ServiceRef("shop", "m"));
    states().next(new ServiceRef("shop", "x"));

    assertThat(states().stack().next()).isEqualTo(new ServiceRef("shop", "x"));
    states().next(null);
    assertThat(states().stack().next()).isNull();
  }

  @Test
  void keepsUntilWhenTheFleetIsFrozen() {
    policies().put(Samples.document(CHECKOUT, 1), Samples.NOW, List.of());
    assertThat(states().stack().frozenUntil()).isNull();

    states().freeze(Samples.NOW.plusSeconds(300));
    states().freeze(Samples.NOW.plusMillis(600_500));

    assertThat(states().stack().frozenUntil()).isEqualTo(Samples.NOW.plusMillis(600_500));
    assertThat(states().stack().services()).containsExactly(CHECKOUT);
    assertThat(policies().inForce()).containsOnlyKeys(CHECKOUT);
  }

  @Test
  void knowsWhichServicesNameAnAlarm() {
    assertThat(states().stack().alarms()).isEmpty();
    policies()
        .put(guarded(CHECKOUT, 1, List.of("slow"), List.of("db", "a b/ü")), Samples.NOW, List.of());
    policies().put(guarded(CART, 1, List.of("db"), List.of()), Samples.NOW, List.of());

    assertThat(states().stack().alarms())
        .containsOnly(
            Map.entry("slow", Set.of(CHECKOUT)),
            Map.entry("a b/ü", Set.of(CHECKOUT)),
            Map.entry("db", Set.of(CART, CHECKOUT)));

    policies().put(guarded(CHECKOUT, 2, List.of("slow"), List.of()), Samples.NOW, List.of());
    policies().release(CART, List.of());

    assertThat(states().stack().alarms()).containsOnly(Map.entry("slow", Set.of(CHECKOUT)));
  }

  private static PolicyDocument guarded(
      ServiceRef service, long version, List<String> vetoOut, List<String> vetoIn) {
    PolicyDocument plain = Samples.document(service, version);
    ServicePolicy policy = plain.policy();
    Guards guards = policy.guards();
    return new PolicyDocument(
        version,
        new ServicePolicy(
            policy.service(),
            policy.capacity(),
            policy.mode(),
            policy.policies(),
            policy.schedules(),
            policy.scaleOut(),
            policy.scaleIn(),
            new Guards(
                guards.crashLoop(),
                vetoOut,
                vetoIn,
                guards.capacityAfter(),
                guards.deploymentHold()),
            policy.respectExternal()),
        plain.text());
  }

  @Test
  void aTickIsNoService() {
    states().ticked(Samples.NOW);

    assertThat(states().stack().services()).isEmpty();
    assertThat(policies().inForce()).isEmpty();
  }

  private StateStore.Stored stored(ServiceRef service) {
    return Objects.requireNonNull(states().load(List.of(service)).get(service));
  }
}
