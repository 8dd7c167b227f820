package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopKindTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // stop code, reason, exit code, reason of the container, has run, kind
        "ServiceSchedulerInitiated, Scaling activity initiated by (deployment x), 137, -, true,"
            + " EXPECTED",
        "ServiceSchedulerInitiated, Scaling activity initiated by (deployment x), 1, -, true,"
            + " EXPECTED",
        "ServiceSchedulerInitiated, Scaling activity initiated by (health check), 0, -, true,"
            + " EXPECTED",
        "ServiceSchedulerInitiated, Scaling activity initiated by (deployment x), -, -, false,"
            + " EXPECTED",
        "ServiceSchedulerInitiated, -, 137, -, true, EXPECTED",
        "ServiceSchedulerInitiated, Availability Zone rebalancing, 143, -, true, EXPECTED",
        "ServiceSchedulerInitiated, Task failed ELB health checks in (target-group x), 137, -,"
            + " true, HEALTH_CHECK",
        "ServiceSchedulerInitiated, Task failed container health checks, 137, -, true,"
            + " HEALTH_CHECK",
        "ServiceSchedulerInitiated, CannotPullContainerError: x, -, -, false, FAILED_TO_START",
        "EssentialContainerExited, Essential container in task exited, 0, -, true, EXITED_ZERO",
        "EssentialContainerExited, Essential container in task exited, 1, -, true, CRASHED",
        "EssentialContainerExited, Essential container in task exited, -, -, true, CRASHED",
        "EssentialContainerExited, Essential container in task exited, 137, -, true, CRASHED",
        "EssentialContainerExited, Essential container in task exited, 137, OutOfMemoryError: x,"
            + " true, OUT_OF_MEMORY",
        "EssentialContainerExited, OutOfMemoryError: x, 137, -, true, OUT_OF_MEMORY",
        "TaskFailedToStart, CannotPullContainerError: x, -, -, false, FAILED_TO_START",
        "TaskFailedToStart, -, -, -, false, FAILED_TO_START",
        "UserInitiated, Task stopped by user, 143, -, true, BY_PERSON",
        "UserInitiated, Scaling activity initiated by me, 143, -, true, BY_PERSON",
        "SpotInterruption, Your Spot Task was interrupted., 143, -, true, PLATFORM",
        "TerminationNotice, -, 143, -, true, PLATFORM",
        "InfrastructureHealth, -, -, -, false, PLATFORM",
        "SomethingNew, -, 1, -, true, UNKNOWN",
        "SomethingNew, -, -, -, false, FAILED_TO_START",
        "-, -, 1, -, true, UNKNOWN",
        "-, CannotPullContainerError: x, -, -, false, FAILED_TO_START"
      })
  void of(
      @Nullable String stopCode,
      @Nullable String reason,
      @Nullable Integer exitCode,
      @Nullable String containerReason,
      boolean hasRun,
      StopKind kind) {
    TaskFacts task = task("STOPPED", stopCode, reason, exitCode, containerReason, hasRun);

    assertThat(StopKind.of(task)).isEqualTo(kind);
    FailureSummary failure = FailureSummary.of(task);
    if (kind == StopKind.EXPECTED) {
      assertThat(failure).isNull();
    } else {
      assertThat(Objects.requireNonNull(failure).kind()).isEqualTo(kind);
      assertThat(failure.service()).isEqualTo("shop/checkout");
      assertThat(failure.taskDefinition()).isEqualTo("checkout:7");
    }
  }

  @Test
  void isToldOnceAndOnlyForServices() {
    TaskFacts onTheWay = task("DEPROVISIONING", "EssentialContainerExited", null, 1, null, true);
    TaskFacts running = task("RUNNING", null, null, null, null, true);
    TaskFacts pending = task("PENDING", null, null, null, null, false);

    assertThat(StopKind.of(onTheWay)).isEqualTo(StopKind.CRASHED);
    assertThat(FailureSummary.of(onTheWay)).isNull();
    assertThat(StopKind.of(running)).isEqualTo(StopKind.EXPECTED);
    assertThat(StopKind.of(pending)).isEqualTo(StopKind.EXPECTED);
  }

  @Test
  void onlyTheSchedulersOwnStopsAreExpected() {
    assertThat(Arrays.stream(StopKind.values()).filter(kind -> !kind.unexpected()))
        .containsExactly(StopKind.EXPECTED);
  }

  private static TaskFacts task(
      String lastStatus,
      @Nullable String stopCode,
      @Nullable String reason,
      @Nullable Integer exitCode,
      @Nullable String containerReason,
      boolean hasRun) {
    return new TaskFacts(
        "arn:aws:ecs:eu-west-1:111122223333:task/shop/1",
        6,
        "shop",
        "checkout",
        lastStatus,
        "STOPPED",
        stopCode,
        reason == null ? null : new Untrusted(reason),
        List.of(
            new TaskFacts.ContainerExit(
                "app", exitCode, containerReason == null ? null : new Untrusted(containerReason))),
        null,
        hasRun ? Instant.parse("2026-01-15T10:00:00Z") : null,
        null,
        null,
        "arn:aws:ecs:eu-west-1:111122223333:task-definition/checkout:7",
        "ecs-svc/1");
  }
}
