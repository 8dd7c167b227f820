package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guards, orders and recovery as scripts over virtual time. */
class ReconcilerGuardsTest {
  private final World world = new World();

  private static Alarm alarm(AlarmState state) {
    return new Alarm(state, 50.0, null, Duration.ofMinutes(1));
  }

  private static Guards vetoOut(String alarm) {
    return new Guards(
        Guards.CrashLoop.DEFAULT,
        List.of(alarm),
        List.of(),
        Duration.ofMinutes(10),
        Duration.ofMinutes(60));
  }

  @Test
  void alarmsOfAllServicesAreReadTogetherOnceAndAVetoIsToldAndClosed() {
    ServiceRef a = world.service("a", 2, World.tenATask("a"), vetoOut("db"));
    world.service("b", 2, World.tenATask("b"), vetoOut("cache"));
    world.waiting.put(a, 90L);
    world.alarms.put("db", alarm(AlarmState.ALARM));

    world.tick();

    assertThat(world.alarmsAsked).containsExactly(2);
    assertThat(world.updates).isEmpty();
    world.alarms.put("db", alarm(AlarmState.OK));
    world.minutes(1);
    assertThat(world.updates).containsExactly("a=9");
    assertThat(world.told)
        .contains(
            "vetoed: [shop/a] an alarm forbids scaling",
            "recovered: [shop/a] recovered: no alarm forbids scaling any more");
  }

  @Test
  void aStepPolicyReadsItsAlarmAndClimbsByNewDatapointsOnly() {
    StepPolicy steps =
        new StepPolicy(
            "errors",
            "5xx",
            Duration.ofMinutes(3),
            StepPolicy.Side.ABOVE,
            List.of(new StepPolicy.Step(BigDecimal.ZERO, StepPolicy.Adjust.ADD, BigDecimal.TWO, 0)),
            Direction.BOTH);
    ServiceRef service = world.service("a", 2, steps, Guards.DEFAULT);
    for (int minute = 0; minute < 8; minute++) {
      world.loads.put(
          service,
          new Load.Alarmed(
              AlarmState.ALARM,
              50.0,
              List.of(new Load.Value(world.now.minusSeconds(120), 60)),
              Duration.ofMinutes(1)));
      world.minutes(1);
    }

    assertThat(world.updates).containsExactly("a=4", "a=6");
  }

  @Test
  void anOperatorsPauseHoldsUntilItEndsOrIsTakenBack() {
    ServiceRef service = world.service("a", 2, 90);
    world.store.order(
        service,
        new Orders(new ScalingHistory.Pause(world.now, world.now.plusSeconds(3600), "ann"), null));

    world.minutes(3);

    assertThat(world.updates).isEmpty();
    assertThat(world.heldBy()).containsOnly("PAUSED");
    assertThat(world.decisions.getLast().decision().outcome().toString()).contains("by ann");
    world.store.order(service, Orders.NONE);
    world.minutes(1);
    assertThat(world.updates).containsExactly("a=9");
  }

  @Test
  void afterAPauseThatWasTakenBackScaleInWaitsForItsGate() {
    ServiceRef service = world.service("a", 9, 10);
    world.minutes(1);
    world.store.order(
        service,
        new Orders(new ScalingHistory.Pause(world.now, world.now.plusSeconds(3600), "ann"), null));
    world.minutes(5);
    world.store.order(service, Orders.NONE);

    world.pass(30);
    world.tick();

    assertThat(world.updates).isEmpty();
    world.minutes(2);
    assertThat(world.updates).containsExactly("a=1");
  }

  @Test
  void anOperatorsRangeCountsUntilItExpires() {
    ServiceRef service = world.service("a", 2, 10);
    world.store.order(
        service,
        new Orders(
            null, new ScalingHistory.RangeHold(12, null, world.now.plusSeconds(600), "ann")));

    world.minutes(9);

    assertThat(world.updates).containsExactly("a=12");
    world.minutes(3);
    assertThat(world.updates).containsExactly("a=12", "a=1");
  }

  @Test
  void whenMostServicesCannotBeReadNoneScalesInForTenMinutes() {
    ServiceRef calm = world.service("calm", 9, 90);
    ServiceRef lost = world.service("lost", 5, 50);
    ServiceRef gone = world.service("gone", 5, 50);
    world.minutes(3);
    Map<ServiceRef, ServiceStatus> before = Map.copyOf(world.services);
    world.services.remove(lost);
    world.services.remove(gone);
    world.minutes(1);
    world.services.putAll(before);
    world.waiting.put(calm, 10L);

    world.minutes(8);

    assertThat(world.updates).isEmpty();
    assertThat(world.heldBy()).contains("FROZEN");
    world.minutes(4);
    assertThat(world.updates).containsExactly("calm=1");
  }

  @Test
  void f09ARunThatFindsAnotherAtWorkSaysSo() {
    ServiceRef service = world.service("a", 2, 90);
    world.beforeUpdate =
        () -> {
          world.beforeUpdate = () -> {};
          world.reconciler.reconcile(Map.of(service, World.TICK));
        };

    world.tick();

    assertThat(world.updates).containsExactly("a=9");
    assertThat(world.heldBy()).containsExactly("LOCKED", "scale");
  }

  @Test
  void changesThatAwsRefusesForFiveMinutesAreToldOnceAndClosed() {
    world.service("a", 2, 90);
    world.nextUpdate = () -> new ScalableTarget.Refused("AccessDenied");

    world.minutes(4);
    assertThat(world.told).noneMatch(line -> line.startsWith("refused"));
    world.minutes(6);

    assertThat(world.told)
        .filteredOn(line -> line.startsWith("refused"))
        .containsExactly("refused: [shop/a] AWS refuses to change the desired count");
    world.nextUpdate = () -> new ScalableTarget.Applied(-1);
    world.minutes(1);
    assertThat(world.told).contains("recovered: [shop/a] recovered: changes are accepted again");
  }

  @Test
  void f22AnotherScalerIsToldOnceAndItsChangesAreNoNews() {
    ServiceRef service = world.service("a", 2, 90);
    for (int i = 0; i < 4; i++) {
      int count = 3 + i;
      world.services.put(
          service,
          new ServiceStatus(
              count,
              count,
              0,
              ServiceStatus.Lifecycle.ACTIVE,
              ServiceStatus.Controller.ECS,
              ServiceStatus.Deployment.STEADY,
              null,
              null,
              List.of(),
              "Application Auto Scaling"));
      world.minutes(1);
    }

    assertThat(world.updates).isEmpty();
    assertThat(world.heldBy()).containsOnly("OTHER_SCALER");
    assertThat(world.told).noneMatch(line -> line.startsWith("external-change"));
    assertThat(world.told).filteredOn(line -> line.startsWith("other-scaler")).hasSize(1);
    world.desired(service, 6);
    world.minutes(1);
    assertThat(world.told).contains("recovered: [shop/a] recovered: no other scaler is active");
  }

  @Test
  void aServiceThatAnotherStackScalesIsOnlyObserved() {
    ServiceRef service = world.service("a", 2, 90);
    ServiceRef free = world.service("b", 2, 90);
    world.store.otherStacks(Map.of(service, "blue"));
    world.minutes(3);

    assertThat(world.updates).isNotEmpty().allMatch(update -> update.contains("b"));
    assertThat(world.desired(free)).isGreaterThan(2);
    assertThat(world.desired(service)).isEqualTo(2);
    assertThat(world.heldBy()).contains("OTHER_SCALER");
    assertThat(world.told)
        .filteredOn(line -> line.startsWith("other-scaler"))
        .singleElement()
        .asString()
        .contains("[shop/a]", "stack blue");

    world.store.otherStacks(Map.of());
    world.minutes(2);
    assertThat(world.desired(service)).isGreaterThan(2);
    assertThat(world.told).contains("recovered: [shop/a] recovered: no other scaler is active");
  }

  @Test
  void f52AParkedServiceStaysParkedThroughObserve() {
    ServiceRef service = world.service("a", 2, 20);
    world.minutes(2);
    world.pass(60);
    world.desired(service, 0);
    world.tick();
    world.store.mode(Mode.OBSERVE);
    world.minutes(2);
    world.store.mode(Mode.ACTIVE);
    world.minutes(2);

    assertThat(world.desired(service)).isZero();
    assertThat(world.heldBy().getLast()).isEqualTo("PARKED");
    assertThat(world.told).noneMatch(line -> line.contains("no longer parked"));
  }

  @Test
  void f52AResumeEndsTheParkingFromBeforeItAndNoLaterOne() {
    ServiceRef service = world.service("a", 4, 20);
    world.minutes(2);
    world.pass(60);
    world.desired(service, 0);
    world.minutes(2);
    assertThat(world.heldBy().getLast()).isEqualTo("PARKED");

    world.store.order(service, orders -> orders.resume(world.now));
    world.minutes(1);

    assertThat(world.desired(service)).isPositive();
    assertThat(world.told).anyMatch(line -> line.contains("no longer parked"));
    world.pass(60);
    world.desired(service, 0);
    world.minutes(2);
    assertThat(world.desired(service)).isZero();
    assertThat(world.heldBy().getLast()).isEqualTo("PARKED");
  }

  @Test
  void aCrashLoopIsBrakedToldAndClosedWhenATaskLives() {
    ServiceRef service = world.service("a", 4, 40);
    world.minutes(1);
    for (int i = 0; i < 3; i++) {
      world.store.start(
          service, "t" + i, new ScalingHistory.Start(world.now, world.now.plusSeconds(20), true));
    }
    world.waiting.put(service, 200L);

    world.minutes(3);

    assertThat(world.updates).containsExactly("a=5");
    assertThat(world.told).contains("crash-loop: [shop/a] crash loop: starting tasks fail");
    world.store.start(service, "t9", new ScalingHistory.Start(world.now, null, false));
    world.minutes(4);
    assertThat(world.updates).containsExactly("a=5", "a=20");
    assertThat(world.told).contains("recovered: [shop/a] recovered: tasks start again");
  }

  @Test
  void aLostStateClosesTheGateAndSaysSo() {
    ServiceRef service = world.service("a", 9, 10);
    world.store.save(service, 0, new ServiceState(1, ScalingHistory.NONE, null, null, Map.of()));

    world.tick();

    assertThat(world.heldBy()).containsExactly("STATE_LOST");
    world.minutes(2);
    assertThat(world.updates).containsExactly("a=1");
  }

  @Test
  void metricsOfTwentySecondsBringPulsesWhileTheServiceIsWellUsed() {
    TargetTrackingPolicy cpu =
        new TargetTrackingPolicy(
            "cpu",
            new TargetMetric.Utilization(TargetMetric.Resource.CPU),
            new BigDecimal("60"),
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            Direction.BOTH);
    ServiceRef service = world.service("a", 10, cpu, Guards.DEFAULT);
    world.loads.put(service, twentySeconds(30));
    world.minutes(1);
    assertThat(world.pulses).isEmpty();

    world.loads.put(service, twentySeconds(56));
    world.minutes(1);

    assertThat(world.pulses).containsExactly("20s[shop/a]", "40s[shop/a]");
  }

  private Load twentySeconds(double cpu) {
    return new Load.PerTask(
        List.of(
            new Load.Point(world.now.minusSeconds(20), cpu, 10),
            new Load.Point(world.now, cpu, 10)),
        Duration.ofSeconds(20));
  }
}
