package io.fargateautoscaler.simulator;

import static io.fargateautoscaler.core.decision.HoldReason.CRASH_LOOP;
import static io.fargateautoscaler.simulator.FailureScript.TROUBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.simulator.Happening.Cause;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What happens when tasks fail, over virtual time: with the shipped reconciler, the shipped reading
 * of task events, and events that are lost, doubled, late and out of order in sixteen ways.
 */
final class FailureScriptsTest {
  private static final long END = TROUBLE + 4200;

  /** Of a task, at most. */
  private static final long START_UP = 72;

  private static final long GOOD_AFTER = 180;
  private static final long TICK = 60;

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 16);
  }

  /** Load for which {@code before} tasks are on their target, and {@code after} later on. */
  private static Web load(double before, double after, long at) {
    return Web.of(Workload.step(before * Loop.TARGET, after * Loop.TARGET, at));
  }

  private static void assertNoBrake(FailureScript script) {
    assertThat(script.told("crash-loop")).as(script::trace).isEmpty();
    assertThat(script.told("revision-fails")).as(script::trace).isEmpty();
    assertThat(script.held(CRASH_LOOP)).as(script::trace).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f24_a_bad_image_while_the_load_rises_is_told_once_and_takes_one_probe(int seed) {
    long mended = TROUBLE + 2400;
    FailureScript script =
        FailureScript.web(seed, 5, load(5, 12, TROUBLE + 120))
            .deploy(TROUBLE, new Revision(2, new Revision.CannotPull(20)))
            .deploy(mended, new Revision(3, new Revision.Good()))
            .until(END);

    // More tasks would be of the bad revision: the old ones serve on, and one more tries.
    assertThat(script.most(TROUBLE, mended)).as(script::trace).isEqualTo(6);
    assertThat(script.fewestRunning(TROUBLE, mended)).as(script::trace).isEqualTo(5);
    assertThat(script.told("revision-fails")).as(script::trace).hasSize(1);
    assertThat(script.told("crash-loop")).as(script::trace).hasSize(1);
    // With the good revision the brake is off, and the load gets its tasks.
    assertThat(script.released())
        .as(script::trace)
        .hasSize(2)
        .allSatisfy(at -> assertThat(at).isBetween(mended, mended + TICK));
    assertThat(script.secondsToRunning(mended, 12))
        .as(script::trace)
        .isBetween(0L, TICK + START_UP);
    assertThat(script.desired(END)).as(script::trace).isBetween(12, 14);
    assertThat(script.updates()).as(script::trace).isEqualTo(2);
    assertThat(script.events().stops(StopClass.IMAGE)).isBetween(10, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f23_a_slow_leak_that_kills_tasks_one_by_one_is_no_crash_loop(int seed) {
    FailureScript script =
        FailureScript.web(seed, 10, load(10, 10, 0))
            .deploy(300, new Revision(2, new Revision.Ends(Cause.OUT_OF_MEMORY, 1500, 0.5, 1)))
            .until(END);

    assertNoBrake(script);
    assertThat(script.events().stops(StopClass.OUT_OF_MEMORY)).isGreaterThan(20);
    assertThat(script.fewest(TROUBLE, END)).as(script::trace).isGreaterThanOrEqualTo(10);
    assertThat(script.most(TROUBLE, END)).as(script::trace).isLessThanOrEqualTo(13);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f54_tasks_that_overload_kills_get_more_tasks_and_no_brake(int seed) {
    FailureScript script =
        FailureScript.web(seed, 5, load(5, 20, TROUBLE).dyingOfOverload()).until(END);

    assertNoBrake(script);
    assertThat(script.events().stops(StopClass.HEALTH_CHECK)).isGreaterThanOrEqualTo(5);
    assertThat(script.secondsToRunning(TROUBLE, 18)).as(script::trace).isBetween(0L, 540L);
    assertThat(script.most(TROUBLE, END)).as(script::trace).isLessThanOrEqualTo(40);
    assertThat(script.fewestRunning(END - 1800, END)).as(script::trace).isGreaterThanOrEqualTo(18);
    assertThat(script.desired(END)).as(script::trace).isBetween(18, 24);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f23_a_database_outage_brakes_and_its_end_releases_within_one_probe(int seed) {
    long over = TROUBLE + 1800;
    FailureScript script =
        FailureScript.web(seed, 10, load(10, 14, TROUBLE + 600))
            .at(TROUBLE, new Mishap.Outage(Duration.ofMinutes(30), 20))
            .until(END);

    assertThat(script.told("crash-loop"))
        .as(script::trace)
        .hasSize(1)
        .allSatisfy(at -> assertThat(at).isBetween(TROUBLE, TROUBLE + 20 + START_UP + 20));
    assertThat(script.events().stops(StopClass.CRASH)).isGreaterThan(200);
    assertThat(script.told("task-failed"))
        .as("the first, and a digest each quarter of an hour: %s", script.trace())
        .hasSizeBetween(3, 4);
    assertThat(script.most(TROUBLE, over)).as(script::trace).isEqualTo(10);
    assertThat(script.released())
        .as(script::trace)
        .hasSize(1)
        .allSatisfy(at -> assertThat(at).isBetween(over, over + START_UP + GOOD_AFTER + TICK));
    long released = script.released().getFirst();
    assertThat(script.most(over, released - 1)).as("one probe: %s", script.trace()).isEqualTo(11);
    assertThat(script.desired(END)).as(script::trace).isBetween(13, 15);
    assertThat(script.updates()).as(script::trace).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f26_a_spot_wave_is_no_crash_and_nothing_scales_in_for_ten_minutes(int seed) {
    FailureScript script =
        FailureScript.web(seed, 10, load(10, 10, 0))
            .at(TROUBLE, new Mishap.SpotWave(0.4, Duration.ofMinutes(1)))
            .until(END);

    assertNoBrake(script);
    assertThat(script.fewestRunning(TROUBLE, TROUBLE + 60)).isEqualTo(6);
    assertThat(script.secondsToRunning(TROUBLE + 60, 10)).as(script::trace).isBetween(0L, START_UP);
    assertThat(script.fewest(TROUBLE, END)).as(script::trace).isEqualTo(10);
    assertThat(script.most(TROUBLE, END)).as(script::trace).isLessThanOrEqualTo(20);
    assertThat(script.changes().stream().filter(change -> !change.out()))
        .as(script::trace)
        .allSatisfy(change -> assertThat((long) change.second()).isGreaterThan(TROUBLE + 600));
    assertThat(script.desired(END)).as(script::trace).isBetween(10, 11);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f56_tasks_that_move_between_zones_are_silent(int seed) {
    FailureScript script =
        FailureScript.web(seed, 10, load(10, 10, 0)).at(TROUBLE, new Mishap.Moves(4)).until(END);

    assertNoBrake(script);
    assertThat(script.mostRunning(TROUBLE, END)).isEqualTo(11);
    assertThat(script.notices()).containsExactly("watching");
    assertThat(script.updates()).as(script::trace).isZero();
    assertThat(script.events().stops(StopClass.EXPECTED)).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f23_tasks_that_a_scale_in_ends_with_137_are_silent(int seed) {
    FailureScript script = FailureScript.web(seed, 10, load(10, 5, TROUBLE)).until(END);

    assertNoBrake(script);
    assertThat(script.desired(END)).as(script::trace).isEqualTo(5);
    assertThat(script.notices()).containsOnly("watching", "scaled");
    assertThat(script.events().stops(StopClass.EXPECTED)).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f23_workers_that_end_when_their_work_is_done_are_no_crash_loop(int seed) {
    var work =
        ServiceSpec.Queue.of(
            "orders", Workload.constant(4), 1, new ServiceSpec.Consumer(1, 1, false));
    FailureScript script =
        FailureScript.of(
                seed,
                Loop.queue(
                    FailureScript.settings(seed),
                    5,
                    30,
                    work,
                    Loop.drain(Duration.ofMinutes(3), 1, 1)))
            .deploy(300, new Revision(2, new Revision.Ends(Cause.EXITED_CLEANLY, 120, 0.5, 1)))
            .until(END);

    assertNoBrake(script);
    assertThat(script.events().stops(StopClass.EXITED_CLEANLY)).isGreaterThan(150);
    assertThat(script.fewest(TROUBLE, END)).as(script::trace).isGreaterThanOrEqualTo(5);
    assertThat(script.most(TROUBLE, END)).as(script::trace).isLessThanOrEqualTo(8);
    assertThat(script.loop().simulation().aws().waits(Loop.SERVICE).partFrom(180))
        .as(script::trace)
        .isLessThan(0.01);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f23_five_bad_starts_of_two_hundred_at_once_are_no_crash_loop(int seed) {
    FailureScript script = FailureScript.fiveOfTwoHundred(seed).until(TROUBLE + 900);

    assertNoBrake(script);
    assertThat(script.running(TROUBLE + 900)).as(script::trace).isEqualTo(200);
  }

  @Test
  void f01_f02_f03_events_are_lost_doubled_and_late() {
    FailureScript script =
        FailureScript.web(1, 10, load(10, 10, 0))
            .at(TROUBLE, new Mishap.Outage(Duration.ofMinutes(30), 20))
            .until(TROUBLE + 1800);

    assertThat(script.events().lost()).isGreaterThan(10);
    assertThat(script.events().doubled()).isGreaterThan(50);
  }
}
