package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What lasts is told once when it begins and once when it is over, joined by the incident's id;
 * what does not last is told once.
 */
class ReconcilerIncidentsTest {
  private final World world = new World();

  private List<Notice> told(Event event) {
    return world.notices.stream().filter(notice -> notice.event() == event).toList();
  }

  /** It has begun, has been told once in spite of all the ticks since, and is not over. */
  private Notice open(Event event) {
    assertThat(told(event)).hasSize(1);
    Notice opening = told(event).getFirst();
    assertThat(opening.incident()).isNotNull();
    assertThat(told(Event.RECOVERED)).extracting(Notice::incident).isEmpty();
    return opening;
  }

  /** It is over, and was told so once. */
  private void closed(Event event, String subject) {
    assertThat(told(event)).hasSize(1);
    assertThat(told(Event.RECOVERED))
        .filteredOn(notice -> notice.subject().contains(subject))
        .singleElement()
        .extracting(Notice::incident)
        .isEqualTo(told(event).getFirst().incident());
  }

  private void is(
      ServiceRef service,
      int desired,
      int running,
      Deployment deployment,
      @Nullable Instant began) {
    world.services.put(
        service,
        new ServiceStatus(
            desired,
            running,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            deployment,
            began,
            began == null ? null : "ecs-svc/" + began.getEpochSecond(),
            List.of(),
            null));
  }

  private void otherScaler(ServiceRef service, @Nullable String name) {
    world.services.put(
        service,
        new ServiceStatus(
            2,
            2,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            Deployment.STEADY,
            null,
            null,
            List.of(),
            name));
  }

  @Test
  void aDeploymentThatTakesTooLong() {
    ServiceRef service = world.service("a", 4, 40);
    is(service, 4, 4, Deployment.ROLLING, world.now);
    world.minutes(59);
    assertThat(told(Event.DEPLOYING_LONG)).isEmpty();

    world.minutes(5);

    assertThat(open(Event.DEPLOYING_LONG).subject()).contains("60 min");
    is(service, 4, 4, Deployment.STEADY, null);
    world.minutes(3);
    closed(Event.DEPLOYING_LONG, "the deployment has ended");
  }

  @Test
  void tasksThatDoNotCome() {
    ServiceRef service = world.service("a", 8, 80);
    is(service, 8, 5, Deployment.STEADY, null);
    world.minutes(12);
    world.waiting.put(service, 200L);

    world.minutes(4);

    assertThat(open(Event.CAPACITY).subject()).contains("5 of 8");
    world.waiting.put(service, 80L);
    world.minutes(4);
    open(Event.CAPACITY);
    is(service, 8, 8, Deployment.STEADY, null);
    world.minutes(3);
    closed(Event.CAPACITY, "all tasks run");
  }

  private void said(ServiceRef service, Trouble.Kind kind) {
    world.store.trouble(service, new Trouble(world.now, kind, "the quota is used up", "ask"));
  }

  @Test
  void f25WhatEcsSaysOfTasksThatDoNotComeIsToldAtOnceWithCauseAndNextStep() {
    ServiceRef service = world.service("a", 8, 80);
    world.minutes(2);
    is(service, 8, 5, Deployment.STEADY, null);
    said(service, Trouble.Kind.CAPACITY);
    world.waiting.put(service, 200L);

    world.minutes(4);

    assertThat(world.updates).isEmpty();
    assertThat(world.heldBy()).endsWith("CAPACITY");
    assertThat(open(Event.CAPACITY).subject()).contains("5 of 8");
    assertThat(open(Event.CAPACITY).lines())
        .containsExactly(
            "5 of 8 tasks of shop/a run: the quota is used up, so no more are asked for.",
            "What to do: ask.");
    is(service, 8, 8, Deployment.STEADY, null);
    world.minutes(2);
    closed(Event.CAPACITY, "all tasks run");
    assertThat(world.updates).as("what was held back").startsWith("a=20");
  }

  @Test
  void aShortageIsToldThoughNoMoreTasksAreWanted() {
    ServiceRef service = world.service("a", 8, 80);
    is(service, 8, 5, Deployment.STEADY, null);
    world.minutes(1);
    said(service, Trouble.Kind.PLACEMENT);

    world.minutes(2);

    assertThat(world.heldBy()).doesNotContain("CAPACITY");
    open(Event.CAPACITY);
  }

  @Test
  void aSteadyServiceHasNoShortageWhateverWasSaidBefore() {
    ServiceRef service = world.service("a", 8, 80);
    is(service, 8, 5, Deployment.STEADY, null);
    world.minutes(1);
    said(service, Trouble.Kind.NONE);
    world.store.trouble(
        service, new Trouble(world.now.minusSeconds(1), Trouble.Kind.CAPACITY, "the quota", "ask"));

    world.minutes(2);

    assertThat(told(Event.CAPACITY)).isEmpty();
  }

  @Test
  void aBurstThatIsFasterThanAllowedIsNotTold() {
    ServiceRef service = world.service("a", 8, 80);
    world.minutes(2);
    is(service, 8, 5, Deployment.STEADY, null);
    said(service, Trouble.Kind.LAUNCH_RATE);

    world.minutes(2);
    assertThat(told(Event.CAPACITY)).isEmpty();

    world.minutes(1);
    said(service, Trouble.Kind.LAUNCH_RATE);
    world.minutes(2);
    open(Event.CAPACITY);
  }

  @Test
  void aServiceThatIsSwitchedOffHasNoShortage() {
    ServiceRef service = world.service("a", 8, 80, Mode.OFF);
    is(service, 8, 5, Deployment.STEADY, null);
    said(service, Trouble.Kind.CAPACITY);

    world.minutes(2);

    assertThat(told(Event.CAPACITY)).isEmpty();
  }

  @Test
  void anAlarmThatForbids() {
    Guards guards =
        new Guards(
            Guards.CrashLoop.DEFAULT,
            List.of("db"),
            List.of(),
            Duration.ofMinutes(10),
            Duration.ofMinutes(60));
    ServiceRef service = world.service("a", 2, World.tenATask("a"), guards);
    world.waiting.put(service, 90L);
    world.alarms.put("db", new Alarm(AlarmState.ALARM, null, null, Duration.ofMinutes(1)));

    world.minutes(5);

    assertThat(open(Event.VETOED).lines()).anyMatch(line -> line.contains("db rings"));
    world.alarms.put("db", new Alarm(AlarmState.OK, null, null, Duration.ofMinutes(1)));
    world.minutes(3);
    closed(Event.VETOED, "no alarm forbids");
  }

  @Test
  void aServiceThatWasParked() {
    ServiceRef service = world.service("a", 2, 20);
    world.minutes(2);
    world.desired(service, 0);

    world.minutes(5);

    open(Event.PARKED);
    assertThat(told(Event.EXTERNAL_CHANGE)).isEmpty();
    world.desired(service, 2);
    world.minutes(3);
    closed(Event.PARKED, "no longer parked");
  }

  @Test
  void aChangeByOthersDoesNotLastAndIsToldOnce() {
    ServiceRef service = world.service("a", 2, 20);
    world.minutes(2);
    world.desired(service, 6);

    world.minutes(30);

    assertThat(told(Event.EXTERNAL_CHANGE))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.subject()).contains("2 -> 6");
          assertThat(notice.incident()).isNull();
        });
    assertThat(told(Event.RECOVERED)).isEmpty();
  }

  @Test
  void anotherScaler() {
    ServiceRef service = world.service("a", 2, 90);
    otherScaler(service, "Application Auto Scaling");

    world.minutes(5);

    open(Event.OTHER_SCALER);
    otherScaler(service, null);
    world.minutes(3);
    closed(Event.OTHER_SCALER, "no other scaler");
  }

  @Test
  void tasksThatCrashAsTheyStart() {
    ServiceRef service = world.service("a", 4, 40);
    world.minutes(1);
    for (int i = 0; i < 3; i++) {
      world.store.start(service, "t" + i, new Start(world.now, world.now.plusSeconds(20), true));
    }

    world.minutes(5);

    open(Event.CRASH_LOOP);
    world.store.start(service, "good1", new Start(world.now, null, false));
    world.store.start(service, "good2", new Start(world.now, null, false));
    world.minutes(6);
    closed(Event.CRASH_LOOP, "tasks start again");
    assertThat(told(Event.REVISION_FAILS)).as("no deployment runs").isEmpty();
  }

  @Test
  void theMaximum() {
    ServiceRef service = world.service("a", 50, 900);

    world.minutes(5);

    open(Event.AT_MAX);
    world.waiting.put(service, 100L);
    world.minutes(6);
    closed(Event.AT_MAX, "below the maximum");
  }

  @Test
  void aServiceWithoutData() {
    ServiceRef service = world.service("a", 5, 50);
    world.minutes(1);
    world.waiting.remove(service);

    world.minutes(9);

    open(Event.BLIND);
    world.waiting.put(service, 50L);
    world.minutes(3);
    closed(Event.BLIND, "data is there again");
  }

  @Test
  void changesThatAreRefused() {
    ServiceRef service = world.service("a", 2, 90);
    world.nextUpdate = () -> new ScalableTarget.Refused("AccessDenied");

    world.minutes(9);

    open(Event.REFUSED);
    world.nextUpdate = () -> new ScalableTarget.Applied(-1);
    world.minutes(3);
    closed(Event.REFUSED, "changes are accepted again");
    assertThat(world.desired(service)).isEqualTo(9);
  }

  private void started(ServiceRef service, Instant deployed, String task, @Nullable Instant ended) {
    Start start =
        new Start(
            ended == null ? world.now : ended.minusSeconds(10),
            ended,
            ended != null,
            false,
            "ecs-svc/" + deployed.getEpochSecond());
    world.store.start(service, task, start);
  }

  @Test
  void aNewRevisionThatFailsWhileOlderTasksRun() {
    ServiceRef service = world.service("a", 4, 40);
    world.minutes(2);
    Instant deployed = world.now;
    is(service, 4, 4, Deployment.ROLLING, deployed);
    for (int i = 0; i < 6; i++) {
      world.pass(20);
      started(service, deployed, "bad" + i, world.now);
      world.tick();
    }

    // Its starts are forgotten after half an hour; the deployment still runs.
    world.minutes(45);

    assertThat(told(Event.REVISION_FAILS)).hasSize(1);
    assertThat(told(Event.RECOVERED))
        .noneMatch(notice -> notice.subject().contains("the new revision"));
    started(service, deployed, "good", null);
    world.minutes(5);
    closed(Event.REVISION_FAILS, "the new revision runs");
  }

  @Test
  void theNextDeploymentClosesTheRevisionThatFailedAndMayFailItself() {
    ServiceRef service = world.service("a", 4, 40);
    world.minutes(2);
    Instant first = world.now;
    is(service, 4, 4, Deployment.ROLLING, first);
    world.pass(20);
    List.of("a", "b", "c").forEach(task -> started(service, first, task, world.now));
    world.minutes(2);
    assertThat(told(Event.REVISION_FAILS)).hasSize(1);

    Instant second = world.now;
    is(service, 4, 4, Deployment.ROLLING, second);
    world.minutes(2);
    closed(Event.REVISION_FAILS, "the new revision runs, or its deployment is over");
    List.of("d", "e", "f").forEach(task -> started(service, second, task, world.now));
    world.minutes(3);

    assertThat(told(Event.REVISION_FAILS))
        .extracting(Notice::incident)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void afterAFailedHealthCheckNothingScalesInForTenMinutes() {
    ServiceRef service = world.service("a", 9, 90);
    world.minutes(3);
    Instant failed = world.now;
    world.store.start(
        service, "old", new Start(failed.minusSeconds(7_200), failed, false, true, null));
    world.waiting.put(service, 10L);

    world.minutes(9);

    assertThat(world.updates).isEmpty();
    assertThat(world.decisions.getLast().decision().outcome().toString())
        .contains("GATE", "a task failed its health check 9 min ago: no scale-in for 60 s more");
    world.waiting.put(service, 120L);
    world.minutes(1);
    assertThat(world.updates).as("scale-out is free").containsExactly("a=12");
    world.waiting.put(service, 10L);
    world.minutes(4);
    assertThat(world.updates).containsExactly("a=12", "a=1");
  }
}
