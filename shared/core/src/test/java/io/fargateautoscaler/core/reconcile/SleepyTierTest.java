package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SleepyTierTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final String WAKE = "web-is-back";

  private final World world = new World();

  @BeforeEach
  void aQuietService() {
    alarm(AlarmState.OK);
    put("web", WAKE, List.of());
    world.services.put(WEB, ServiceStatus.steady(2, 2, 0));
  }

  @Test
  void afterTenQuietMinutesItIsLookedAtEveryFiveMinutes() {
    looks(12, 20);

    assertThat(looks(60, 20)).hasSize(12);
    assertThat(world.failures).isEmpty();
    assertThat(world.told).noneMatch(text -> text.contains("blind"));
    assertThat(world.heldBy()).containsOnly("AT_MIN");
  }

  @Test
  void withoutAWakeAlarmItIsLookedAtEveryMinute() {
    put("web", null, List.of());

    looks(12, 20);

    assertThat(looks(60, 20)).hasSize(60);
  }

  @Test
  void everythingThatIsNotQuietKeepsItAwake() {
    for (String reason :
        List.of(
            "load at 60 % of the target",
            "the alarm rings",
            "the alarm is gone",
            "above its minimum",
            "a task is missing",
            "a deployment")) {
      // Its own world: it remembers.
      SleepyTierTest each = new SleepyTierTest();
      each.aQuietService();
      each.looks(15, 20);
      each.run(reason);
      double cpu = reason.startsWith("load") ? 36 : 20;
      each.looks(5, cpu);

      assertThat(each.looks(8, cpu)).as(reason).hasSize(8);
    }
  }

  private void run(String reason) {
    switch (reason) {
      case "the alarm rings" -> alarm(AlarmState.ALARM);
      case "the alarm is gone" -> world.alarms.remove(WAKE);
      case "above its minimum" -> world.desired(WEB, 3);
      case "a task is missing" -> world.services.put(WEB, ServiceStatus.steady(2, 1, 1));
      case "a deployment" -> world.services.put(WEB, deploying());
      default -> {}
    }
  }

  @Test
  void anEventWakesItAtOnceAndLoadIsAnsweredByTheNextTicks() {
    looks(15, 20);
    alarm(AlarmState.ALARM);
    load(90);

    world.pass(20);
    world.reconciler.reconcile(Map.of(WEB, new Trigger(Trigger.Kind.ALARM, WAKE)));

    assertThat(world.updates).containsExactly("web=3");
  }

  @Test
  void anEventBesideATickWakesItToo() {
    looks(15, 20);
    alarm(AlarmState.ALARM);
    load(90);
    while (SleepyTier.itsMinute(WEB, world.now.plusSeconds(20))) {
      world.pass(60);
    }

    world.pass(20);
    world.reconciler.tick(
        World.TICK, Map.of(WEB, new Trigger(Trigger.Kind.ALARM, WAKE)), Instant.MAX);

    assertThat(world.updates).containsExactly("web=3");
  }

  @Test
  void aScheduleThatBeginsIsObeyedByTheNextTick() {
    // The world begins on a Monday at 12:00 UTC.
    put(
        "web",
        WAKE,
        List.of(
            new Schedule(
                "lunch",
                Cron.parse("31 12 * * *").orElseThrow(),
                Duration.ofHours(1),
                ZoneId.of("UTC"),
                6,
                null,
                true)));
    looks(30, 20);
    assertThat(world.updates).isEmpty();

    looks(1, 20);

    assertThat(world.updates).containsExactly("web=6");
  }

  @Test
  void anOperatorsRangeIsObeyedByTheNextTick() {
    looks(22, 20);
    world.store.order(
        WEB,
        new Orders(null, new ScalingHistory.RangeHold(5, null, world.now.plusSeconds(3600), "me")));

    looks(1, 20);

    assertThat(world.updates).containsExactly("web=5");
  }

  @Test
  void sleepersAreSpreadOverTheMinutes() {
    Set<Integer> minutes = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      ServiceRef service = new ServiceRef("shop", "s" + i);
      int its = -1;
      for (int minute = 0; minute < SleepyTier.EVERY; minute++) {
        if (SleepyTier.itsMinute(service, Instant.EPOCH.plusSeconds(minute * 60L))) {
          assertThat(its).as("one minute only").isEqualTo(-1);
          its = minute;
        }
      }
      minutes.add(its);
    }
    assertThat(minutes).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  /** So many ticks at this load; the ticks that looked at the service. */
  private List<Integer> looks(int ticks, double cpu) {
    List<Integer> looked = new ArrayList<>();
    for (int i = 0; i < ticks; i++) {
      world.pass(60);
      load(cpu);
      world.described.clear();
      int asked = world.alarmsAsked.size();
      world.tick();
      if (!world.described.isEmpty()) {
        looked.add(i);
      } else {
        assertThat(world.alarmsAsked).as("no call for a sleeper").hasSize(asked);
      }
    }
    return looked;
  }

  private void load(double cpu) {
    List<Load.Point> points = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      points.add(new Load.Point(world.now.minusSeconds(60L * (i + 1)), cpu, 2));
    }
    world.loads.put(WEB, new Load.PerTask(points, Duration.ofMinutes(1)));
  }

  private void alarm(AlarmState state) {
    world.alarms.put(WAKE, new Alarm(state, 1.0, null, Duration.ofMinutes(1)));
  }

  private static ServiceStatus deploying() {
    return new ServiceStatus(
        2,
        2,
        0,
        ServiceStatus.Lifecycle.ACTIVE,
        ServiceStatus.Controller.ECS,
        ServiceStatus.Deployment.ROLLING,
        null,
        null,
        List.of(),
        null);
  }

  private void put(String name, @Nullable String wakeAlarm, List<Schedule> schedules) {
    ScalingPolicy cpu =
        new TargetTrackingPolicy(
            "cpu",
            new TargetMetric.Utilization(TargetMetric.Resource.CPU),
            BigDecimal.valueOf(60),
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            Direction.BOTH);
    ServicePolicy policy =
        new ServicePolicy(
                new ServiceRef("shop", name),
                new CapacityRange(2, 50),
                Mode.ACTIVE,
                List.of(cpu),
                schedules,
                ScaleOut.DEFAULT,
                ScaleIn.DEFAULT,
                Guards.DEFAULT,
                ServicePolicy.DEFAULT_RESPECT_EXTERNAL)
            .wokenBy(wakeAlarm);
    world.store.put(new PolicyDocument(1, policy, "{}"), List.of());
  }
}
