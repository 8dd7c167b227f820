package io.fargateautoscaler.core.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.failure.StopFacts;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartFactsTest {
  private static final Instant STARTED = Instant.parse("2026-01-15T10:00:00Z");
  private static final Instant TOLD = Instant.parse("2026-01-15T11:00:00Z");
  private static final String EXITED = "EssentialContainerExited";
  private static final String SCHEDULER = "ServiceSchedulerInitiated";

  /** A task of {@code shop/web} that ran, if it ran, for so many seconds. */
  private static TaskFacts stopped(
      boolean ran, int seconds, String code, String reason, StopFacts.Container... exits) {
    Instant ended = STARTED.plusSeconds(seconds);
    return task("STOPPED", ran ? STARTED : null, code, reason, ended, ended.plusSeconds(40), exits);
  }

  private static TaskFacts task(
      String status,
      @Nullable Instant started,
      @Nullable String code,
      @Nullable String reason,
      @Nullable Instant stopping,
      @Nullable Instant stopped,
      StopFacts.Container... exits) {
    return task(status, started, code, reason, stopping, stopped, null, exits);
  }

  private static TaskFacts task(
      String status,
      @Nullable Instant started,
      @Nullable String code,
      @Nullable String reason,
      @Nullable Instant stopping,
      @Nullable Instant stopped,
      @Nullable String by,
      StopFacts.Container... exits) {
    return new TaskFacts(
        "arn:aws:ecs:eu-west-1:111122223333:task/shop/t1",
        3,
        "shop",
        "web",
        status,
        null,
        stopping,
        by,
        TaskFacts.Launch.UNKNOWN,
        new StopFacts(
            code,
            reason == null ? null : new Untrusted(reason),
            List.of(exits),
            "1.4.0",
            null,
            "FARGATE",
            null,
            null,
            started,
            stopped));
  }

  private static StopFacts.Container exit(@Nullable Integer code, @Nullable String reason) {
    return new StopFacts.Container(
        "app", "web:1", code, reason == null ? null : new Untrusted(reason), null);
  }

  static Stream<Arguments> stops() {
    StopFacts.Container one = exit(1, null);
    String memory = "OutOfMemoryError: Container killed due to memory usage";
    return Stream.of(
        arguments("a crash after a minute", stopped(true, 60, EXITED, "x", one), true),
        arguments("a crash just before three", stopped(true, 179, EXITED, "x", one), true),
        arguments("a crash after three minutes", stopped(true, 180, EXITED, "x", one), false),
        arguments("no memory", stopped(true, 20, EXITED, "x", exit(137, memory)), true),
        arguments("an end by itself", stopped(true, 20, EXITED, "x", exit(0, null)), false),
        arguments(
            "no image",
            stopped(false, 20, "TaskFailedToStart", "CannotPullContainerError: no such image"),
            true),
        arguments(
            "no secret",
            stopped(false, 20, "TaskFailedToStart", "ResourceInitializationError: no secret"),
            true),
        arguments(
            "no secret, told by the scheduler",
            stopped(false, 20, SCHEDULER, "ResourceInitializationError: no secret"),
            true),
        arguments("never ran, nobody says why", stopped(false, 20, "Sometime", "?"), true),
        arguments("ran, nobody says why", stopped(true, 20, "Sometime", "?"), false),
        arguments(
            "no capacity",
            stopped(
                false, 20, "TaskFailedToStart", "Capacity is unavailable at this time. Try later"),
            false),
        arguments(
            "no vCPU left in the quota",
            stopped(
                false, 20, "TaskFailedToStart", "You've reached the limit on the number of vCPUs"),
            false),
        arguments(
            "no address in the subnet",
            stopped(false, 20, "TaskFailedToStart", "InsufficientFreeAddressesInSubnet"),
            false),
        arguments(
            "AWS's own agent",
            stopped(false, 20, "TaskFailedToStart", "InternalError: unable to set up"),
            false),
        arguments(
            "could not start, nobody knows why",
            stopped(false, 20, "TaskFailedToStart", "?"),
            true),
        arguments(
            "a scale-in",
            stopped(
                true, 60, SCHEDULER, "Scaling activity initiated by (deployment ecs-svc/1)", one),
            false),
        arguments(
            "a scale-in before it ran",
            stopped(false, 60, SCHEDULER, "Scaling activity initiated by (deployment ecs-svc/1)"),
            false),
        arguments(
            "rebalancing", stopped(true, 60, SCHEDULER, "Availability Zone rebalancing"), false),
        arguments(
            "a health check after an hour",
            stopped(true, 3600, SCHEDULER, "Task failed ELB health checks in (target-group x)"),
            false),
        arguments(
            "a health check at once",
            stopped(true, 60, SCHEDULER, "Task failed ELB health checks in (target-group x)"),
            false),
        arguments("a person", stopped(true, 60, "UserInitiated", "stop", one), false),
        arguments("Spot", stopped(true, 60, "SpotInterruption", "Spot", one), false));
  }

  @ParameterizedTest(name = "{0}: bad {2}")
  @MethodSource("stops")
  void aStopSaysWhetherItsStartWasBad(String name, TaskFacts task, boolean bad) {
    Instant began = task.startedAt() == null ? task.stoppingAt() : STARTED;
    boolean unhealthy = name.startsWith("a health check");
    assertThat(StartFacts.of(task, TOLD))
        .as(name)
        .contains(
            new Start(Objects.requireNonNull(began), task.stoppingAt(), bad, unhealthy, null));
  }

  @Test
  void aHealthCheckOfATaskThatNeverRanSaysNothingOfLoad() {
    TaskFacts task = stopped(false, 60, SCHEDULER, "Task failed container health checks");

    assertThat(StartFacts.of(task, TOLD))
        .hasValueSatisfying(start -> assertThat(start.unhealthy()).isFalse());
  }

  @Test
  void aStartIsOfTheDeploymentThatEcsNames() {
    for (String status : List.of("RUNNING", "STOPPED")) {
      assertThat(StartFacts.of(task(status, STARTED, null, null, null, null, "ecs-svc/17"), TOLD))
          .hasValueSatisfying(start -> assertThat(start.deployment()).isEqualTo("ecs-svc/17"));
      for (String other : List.of("", "ann", "ecs-svc/", "ecs-svc/17\n", "ecs-svc/1 7")) {
        assertThat(StartFacts.of(task(status, STARTED, null, null, null, null, other), TOLD))
            .hasValueSatisfying(start -> assertThat(start.deployment()).isNull());
      }
    }
  }

  @Test
  void aFailedHealthCheckIsKeptHoweverLongTheTaskRan() {
    Instant ended = STARTED.plusSeconds(86_400);
    Map<String, Start> failed = Map.of("t1", new Start(STARTED, ended, false, true, null));
    Map<String, Start> runs = Map.of("t1", new Start(STARTED, null, false));
    Instant now = ended.plus(StartFacts.KEPT);

    assertThat(StartFacts.joined(failed, runs, now.minusMillis(1))).isEqualTo(failed);
    assertThat(StartFacts.joined(runs, failed, now.minusMillis(1))).isEqualTo(failed);
    assertThat(StartFacts.joined(failed, Map.of(), now)).isEmpty();
    assertThat(StartFacts.joined(failed, Map.of(), ended.minusSeconds(3600)))
        .as("it lies in the future")
        .isEmpty();
  }

  @Test
  void amongTooManyTheNewestFailedHealthCheckStays() {
    Instant now = STARTED.plusSeconds(86_400);
    SortedMap<String, Start> many = new TreeMap<>();
    for (int i = 0; i < 1500; i++) {
      many.put("t" + i, new Start(now.minusSeconds(100).plusMillis(i), null, false));
    }
    many.put("old", new Start(STARTED, now.minusSeconds(50), false, true, null));

    assertThat(StartFacts.joined(many, Map.of(), now)).hasSize(1000).containsKey("old");
  }

  @Test
  void aTaskThatRunsHasBegunAndOneThatIsOnItsWayHasNot() {
    assertThat(StartFacts.of(task("RUNNING", STARTED, null, null, null, null), TOLD))
        .contains(new Start(STARTED, null, false));
    for (String status : List.of("PENDING", "ACTIVATING", "DEPROVISIONING")) {
      assertThat(StartFacts.of(task(status, STARTED, null, null, null, null), TOLD)).isEmpty();
    }
    assertThat(StartFacts.of(task("RUNNING", null, null, null, null, null), TOLD)).isEmpty();
  }

  @Test
  void aStopWithoutATimeWasWhenItWasTold() {
    assertThat(StartFacts.of(task("STOPPED", null, EXITED, "x", null, null), TOLD))
        .contains(new Start(TOLD, TOLD, true));
    Instant stopped = STARTED.plusSeconds(70);
    assertThat(StartFacts.of(task("STOPPED", STARTED, EXITED, "x", null, stopped), TOLD))
        .contains(new Start(STARTED, stopped, true));
  }

  @Test
  void theStopIsTrueWhicheverComesFirst() {
    Map<String, Start> runs = Map.of("t1", new Start(STARTED, null, false));
    Map<String, Start> ended = Map.of("t1", new Start(STARTED, STARTED.plusSeconds(9), true));
    Instant now = STARTED.plusSeconds(60);
    assertThat(StartFacts.joined(runs, ended, now)).isEqualTo(ended);
    assertThat(StartFacts.joined(ended, runs, now)).isEqualTo(ended);
    assertThat(StartFacts.joined(ended, ended, now)).isEqualTo(ended);
  }

  @Test
  void oldStartsAndThoseOfTheFutureGo() {
    Instant now = STARTED.plus(StartFacts.KEPT);
    Map<String, Start> starts =
        Map.of(
            "old", new Start(STARTED, null, false),
            "kept", new Start(STARTED.plusMillis(1), null, false),
            "future", new Start(now.plusSeconds(3600), null, false));
    assertThat(StartFacts.joined(starts, Map.of(), now)).containsOnlyKeys("kept");
  }

  @Test
  void theNewestThousandStay() {
    SortedMap<String, Start> one = new TreeMap<>();
    SortedMap<String, Start> other = new TreeMap<>();
    for (int i = 0; i < 1500; i++) {
      (i % 2 == 0 ? one : other).put("t" + i, new Start(STARTED.plusMillis(i), null, false));
    }
    Instant now = STARTED.plusSeconds(60);
    SortedMap<String, Start> joined = StartFacts.joined(one, other, now);
    assertThat(joined).hasSize(1000).containsKey("t500").doesNotContainKey("t499");
    assertThat(StartFacts.joined(joined, one, now)).isEqualTo(joined);
  }
}
