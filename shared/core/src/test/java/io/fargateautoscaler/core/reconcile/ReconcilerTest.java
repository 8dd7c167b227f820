package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.Trigger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behaviour as scripts over virtual time. */
class ReconcilerTest {
  private final World world = new World();

  @Test
  void f03ATickScalesOutAtOnceAndTellsItOnce() {
    ServiceRef worker = world.service("worker", 2, 100);

    world.tick();
    world.pass(60);
    world.tick();

    assertThat(world.updates).containsExactly("worker=10");
    assertThat(world.told).filteredOn(text -> text.startsWith("scaled")).hasSize(1);
    assertThat(world.store.audit()).filteredOn(row -> row.applied() != null).hasSize(1);
    assertThat(world.desired(worker)).isEqualTo(10);
  }

  @Test
  void f01TwentyCopiesOfAHintLeadToOneUpdate() {
    ServiceRef worker = world.service("worker", 2, 100);

    for (int copy = 0; copy < 20; copy++) {
      world.reconciler.reconcile(Map.of(worker, World.TICK));
    }

    assertThat(world.updates).containsExactly("worker=10");
  }

  @Test
  void i18SteadyLoadCausesNoCallInADay() {
    world.service("worker", 10, 100);

    for (int minute = 0; minute < 24 * 60; minute++) {
      world.tick();
      world.pass(60);
    }

    assertThat(world.updates).isEmpty();
    assertThat(world.told).containsExactly("watching: [shop/worker] watching: 10 of 10 tasks run");
  }

  @Test
  void scalesInAfterItsWindowAndGate() {
    world.service("worker", 2, 100);
    world.tick();
    world.waiting.put(new ServiceRef("shop", "worker"), 30L);
    world.pass(30);
    world.tick();
    assertThat(world.updates).containsExactly("worker=10");

    world.pass(40);
    world.tick();

    assertThat(world.updates).containsExactly("worker=10", "worker=3");
  }

  @Test
  void scaleOutsGoBeforeScaleIns() {
    world.service("a", 10, 20);
    world.service("b", 1, 300);
    world.tick();
    world.updates.clear();
    world.pass(61);
    world.waiting.put(new ServiceRef("shop", "b"), 400L);

    world.tick();

    assertThat(world.updates).containsExactly("b=40", "a=2");
  }

  @Test
  void i22F13OneUnreadableServiceHarmsNoOther() {
    ServiceRef gone = world.service("a", 1, 300);
    world.service("b", 1, 300);
    world.services.remove(gone);

    Reconciler.Report report = world.tick();

    assertThat(world.updates).containsExactly("b=30");
    assertThat(world.failures).containsExactly("a: throttled");
    assertThat(report).extracting(Reconciler.Report::failed).isEqualTo(1);
  }

  @Test
  void anUnknownServiceCausesNoCall() {
    world.reconciler.reconcile(Map.of(new ServiceRef("shop", "stranger"), World.TICK));

    assertThat(world.updates).isEmpty();
    assertThat(world.failures).isEmpty();
  }

  @Test
  void blindNeverLowers() {
    ServiceRef worker = world.service("worker", 10, 100);
    world.tick();
    world.waiting.remove(worker);

    for (int minute = 0; minute < 30; minute++) {
      world.pass(60);
      world.tick();
    }

    assertThat(world.updates).isEmpty();
    assertThat(world.told).filteredOn(text -> text.startsWith("blind")).hasSize(1);
    world.waiting.put(worker, 100L);
    world.pass(60);
    world.tick();
    assertThat(world.told).filteredOn(text -> text.startsWith("recovered")).hasSize(1);
  }

  @Test
  void f10ARunThatDiesBeforeTheCallIsSuperseded() {
    world.service("worker", 2, 100);
    world.beforeUpdate =
        () -> {
          throw new IllegalStateException("died");
        };
    world.tick();
    world.beforeUpdate = () -> {};
    world.tick();
    assertThat(world.updates).as("the open intent is still young: locked").isEmpty();

    world.pass(11);
    world.tick();

    assertThat(world.updates).containsExactly("worker=10");
    assertThat(world.told).filteredOn(text -> text.startsWith("scaled")).hasSize(1);
  }

  @Test
  void f11AnUnknownOutcomeIsReadAndAuditedOnce() {
    ServiceRef worker = world.service("worker", 2, 100);
    world.nextUpdate =
        () -> {
          world.desired(worker, 10);
          return new ScalableTarget.Unknown("timed out");
        };
    world.tick();
    assertThat(world.store.audit()).isEmpty();

    for (int i = 0; i < 5; i++) {
      world.pass(60);
      world.tick();
    }

    assertThat(world.updates).containsExactly("worker=10");
    assertThat(world.store.audit())
        .filteredOn(row -> row.applied() != null)
        .singleElement()
        .extracting(row -> row.decision().outcome())
        .isInstanceOfSatisfying(
            Decision.Scale.class,
            scale -> {
              assertThat(scale.cause()).isEqualTo("orders");
              assertThat(scale.because())
                  .startsWith("100 messages wait")
                  .endsWith("; the run that did it could not confirm it");
            });
    assertThat(world.told).filteredOn(text -> text.startsWith("scaled")).hasSize(1);
  }

  @Test
  void f04AThrottledUpdateIsTriedAgainAtTheNextTick() {
    world.service("worker", 2, 100);
    world.nextUpdate = () -> new ScalableTarget.Refused("throttled");
    world.tick();
    world.nextUpdate = () -> new ScalableTarget.Applied(-1);
    world.pass(60);
    world.tick();

    assertThat(world.updates).containsExactly("worker=10", "worker=10");
    assertThat(world.failures).containsExactly("worker: throttled");
    assertThat(world.store.audit()).filteredOn(row -> row.applied() != null).hasSize(1);
  }

  @Test
  void f09TheLoserOfTwoRunsDoesNothing() {
    world.service("worker", 2, 100);
    StateStore racing =
        new DelegatingStore(world.store) {
          @Override
          public boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
            world.reconciler.reconcile(Map.of(service, World.TICK));
            return super.save(service, expectedVersion, next);
          }
        };

    world.reconciler(racing).tick(World.TICK);

    assertThat(world.updates).containsExactly("worker=10");
    assertThat(world.store.audit()).filteredOn(row -> row.applied() != null).hasSize(1);
  }

  @Test
  void f36WithoutTheStoreNothingIsChanged() {
    world.service("worker", 2, 100);
    StateStore broken =
        new DelegatingStore(world.store) {
          @Override
          public boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
            throw new Unavailable("throttled", null);
          }

          @Override
          public StackState stack() {
            throw new Unavailable("throttled", null);
          }
        };

    assertThatThrownBy(() -> world.reconciler(broken).tick(World.TICK))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThat(world.updates).isEmpty();
  }

  @Test
  void aChatTopicThatRefusesHoldsUpNeitherScalingNorTheMainTopic() {
    world.chat = new Notifier.Failed("permanent: NotFound");
    for (String name : List.of("a", "b", "c")) {
      world.service(name, 2, 100);
    }

    Reconciler.Report report = world.tick();

    assertThat(report.scaled()).isEqualTo(3);
    assertThat(report.untold()).as("two tries of six, then the next run").isEqualTo(2);
    assertThat(report.told()).isEqualTo(6);
    assertThat(world.told).hasSize(6).noneMatch(text -> text.startsWith("chat "));
    world.chat = new Notifier.Published();
    world.tick();
    assertThat(world.told).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void aMainTopicThatRefusesDoesNotHoldUpChat() {
    world.chat = new Notifier.Published();
    world.publishing = new Notifier.Failed("throttled");
    world.service("a", 2, 100);

    world.tick();

    assertThat(world.told).hasSize(2).allMatch(text -> text.startsWith("chat "));
    world.publishing = new Notifier.Published();
    world.tick();
    assertThat(world.told).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void f12AFailedNoticeIsTriedAgainAndNeverBlocks() {
    world.service("worker", 2, 100);
    world.publishing = new Notifier.Failed("no permission");
    world.tick();
    assertThat(world.updates).containsExactly("worker=10");

    world.publishing = new Notifier.Published();
    world.pass(60);
    world.tick();

    assertThat(world.told).filteredOn(text -> text.startsWith("scaled")).hasSize(1);
  }

  @Test
  void f09ANoticeThatAnotherRunIsTellingIsNotToldTwice() {
    world.service("worker", 2, 100);
    world.publishing = new Notifier.Failed("throttled");
    world.tick();
    world.store.waiting(10).forEach(world.store::claim);
    world.publishing = new Notifier.Published();
    world.pass(60);
    world.tick();

    assertThat(world.told).isEmpty();
  }

  @Test
  void f52ParkedIsHeldToldAndRecovered() {
    ServiceRef worker = world.service("worker", 10, 100);
    world.tick();
    world.pass(60);
    world.desired(worker, 0);
    for (int i = 0; i < 3; i++) {
      world.tick();
      world.pass(60);
    }
    assertThat(world.updates).isEmpty();
    assertThat(world.told).filteredOn(text -> text.startsWith("parked")).hasSize(1);

    world.desired(worker, 10);
    world.tick();

    assertThat(world.told).filteredOn(text -> text.startsWith("recovered")).hasSize(1);
  }

  @Test
  void f21ACountRaisedByAPersonIsRespectedForItsTime() {
    ServiceRef worker = world.service("worker", 10, 100);
    world.tick();
    world.pass(60);
    world.desired(worker, 20);
    for (int minute = 0; minute < 15; minute++) {
      world.tick();
      world.pass(60);
    }
    assertThat(world.updates).isEmpty();
    assertThat(world.told).filteredOn(text -> text.startsWith("external-change")).hasSize(1);

    world.pass(60);
    world.tick();

    assertThat(world.updates).containsExactly("worker=10");
  }

  @Test
  void observeTellsWhatItWouldDoOnceAndActsNever() {
    world.service("worker", 2, 100, Mode.OBSERVE);
    for (int i = 0; i < 5; i++) {
      world.tick();
      world.pass(60);
    }

    assertThat(world.updates).isEmpty();
    assertThat(world.told).filteredOn(text -> text.startsWith("would-scale")).hasSize(1);
  }

  @Test
  void i29TheStackModeIsObeyedAtTheNextRun() {
    world.service("worker", 2, 100);
    world.store.mode(Mode.OFF);
    world.tick();

    assertThat(world.updates).isEmpty();
  }

  @Test
  void onlyATickMakesPulses() {
    ServiceRef worker = world.service("worker", 10, 100);
    world.reconciler.reconcile(Map.of(worker, new Trigger(Trigger.Kind.PULSE, "")));
    assertThat(world.pulses).isEmpty();

    world.tick();

    assertThat(world.pulses)
        .containsExactly(
            "10s[shop/worker]",
            "20s[shop/worker]",
            "30s[shop/worker]",
            "40s[shop/worker]",
            "50s[shop/worker]");
  }

  @Test
  void everyRecordDecidesTheSameAgain() {
    ServiceRef worker = world.service("worker", 2, 100);
    for (int i = 0; i < 40; i++) {
      world.waiting.put(worker, (long) (i * 37 % 300));
      world.tick();
      world.pass(20);
    }

    assertThat(world.decisions).hasSizeGreaterThan(30);
    for (DecisionRecord record : world.decisions) {
      assertThat(
              Decider.decide(
                  record.policy().policy(),
                  record.stackMode(),
                  record.observation(),
                  record.history()))
          .isEqualTo(record.decision());
    }
  }
}
