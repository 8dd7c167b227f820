package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.tasks.StartFacts;
import io.fargateautoscaler.core.tasks.TaskFacts;
import io.fargateautoscaler.simulator.Happening.Cause;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped classes of stopped tasks fit what the pretend world says of them. */
final class PretendTaskFactsTest {
  private static final Instant STARTED = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant STOPPING = STARTED.plusSeconds(20);
  private static final Instant STOPPED = STARTED.plusSeconds(40);

  private static TaskFacts stopped(Cause cause) {
    Instant started = cause == Cause.CANNOT_PULL ? null : STARTED;
    return PretendTaskFacts.of(
        new Happening.TaskStopped(STOPPED, Loop.SERVICE, "a1", 7, cause, STOPPING, started));
  }

  @ParameterizedTest
  @CsvSource({
    "SCALING, EXPECTED, false",
    "REBALANCING, EXPECTED, false",
    "CANNOT_PULL, IMAGE, true",
    "CRASHED, CRASH, true",
    "OUT_OF_MEMORY, OUT_OF_MEMORY, true",
    "EXITED_CLEANLY, EXITED_CLEANLY, false",
    "HEALTH_CHECK, HEALTH_CHECK, false",
    "SPOT, SPOT, false",
  })
  void a_stop_is_of_the_class_and_badness_that_its_cause_has(
      Cause cause, StopClass why, boolean bad) {
    TaskFacts task = stopped(cause);
    Start start = StartFacts.of(task, STOPPED).orElseThrow();

    assertThat(task.classified().stopClass()).isEqualTo(why);
    assertThat(start.bad()).isEqualTo(bad);
    assertThat(start.ended()).isEqualTo(STOPPING);
    assertThat(start.deployment()).isEqualTo("ecs-svc/7");
  }

  @Test
  void every_cause_has_a_class_that_the_table_knows() {
    Set<StopClass> classes =
        Stream.of(Cause.values())
            .map(cause -> stopped(cause).classified().stopClass())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(StopClass.class)));

    assertThat(classes).doesNotContain(StopClass.UNKNOWN);
  }

  @Test
  void a_start_is_known_from_its_beginning() {
    TaskFacts task = PretendTaskFacts.of(new Happening.TaskStarted(STARTED, Loop.SERVICE, "a1", 7));

    assertThat(StartFacts.of(task, STARTED))
        .contains(new Start(STARTED, null, false, false, "ecs-svc/7"));
    assertThat(task.taskDefinition()).isEqualTo("web:7");
  }
}
