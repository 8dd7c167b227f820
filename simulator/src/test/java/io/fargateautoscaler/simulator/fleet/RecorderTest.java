package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.decision.Decision.Outcome;
import io.fargateautoscaler.core.decision.Decision.Scale;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.load.Trace;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import io.fargateautoscaler.simulator.report.Comparison.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecorderTest {
  private static final Measures SOME = new Measures(1, 0, 1, 1, 0, 0, 0, 1);

  private static DecisionRecord record(Outcome outcome) {
    return Samples.decision(new ServiceRef("simulated", "service"), "1")
        .with(new io.fargateautoscaler.core.decision.Decision(outcome, Map.of(), List.of(), null));
  }

  private static Course course(Recorder recorder) {
    return recorder.course("some", SOME);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "3000, 1",
    "3001, 2",
    "6000, 2",
    "6001, 3",
    "604800, 210",
    "10000000, 4000",
    "100000000, 40000"
  })
  void steps_are_few_and_whole_if_they_can_be(int seconds, int step) {
    assertThat(Recorder.stepSeconds(seconds)).isEqualTo(step);
    assertThat(Math.ceilDiv(seconds, step)).isLessThanOrEqualTo(Recorder.MOST_STEPS);
  }

  @Test
  void a_step_has_the_largest_desired_the_mean_running_and_all_late_ones() {
    // 3001 s: steps of 2 s, the last one of 1 s.
    Recorder recorder = new Recorder("ours", 3001);
    int[] desired = {4, 9, 9, 2};
    int[] running = {3, 4, 8, 1};
    double[] late = {0.4, 1.4, 1.6, 7.2};
    for (int second = 1; second <= 3001; second++) {
      int i = Math.min(second, 4) - 1;
      recorder.second(second, desired[i], running[i], late[i]);
    }

    Course course = course(recorder);

    assertThat(course.desired()).hasSize(1501).startsWith(9, 9, 2).endsWith(2, 2);
    assertThat(course.running()).hasSize(1501).startsWith(3.5, 4.5, 1.0).endsWith(1.0, 1.0);
    assertThat(course.late()).hasSize(1501).startsWith(1L, 6L, 0L);
    assertThat(course.late().stream().mapToLong(each -> each).sum()).isEqualTo(7);
  }

  @Test
  void the_load_has_the_same_steps() {
    double[] counts = new double[3001];
    counts[0] = 1000;
    counts[1] = 2000;
    counts[3000] = 700;
    Trace trace = new Trace("one-1s", 1, counts);
    Offered offered = Offered.of(second -> (int) trace.count(second), 3001, FleetSpec.Web.DEFAULT);

    assertThat(Recorder.arrivals(offered))
        .hasSize(1501)
        .startsWith(1500.0, 0.0)
        .endsWith(0.0, 700.0);
    assertThat(Recorder.need(offered)).hasSize(1501).endsWith(0, 9);
    assertThat(Recorder.need(offered).getFirst()).isEqualTo(offered.largestNeed(0, 1));
  }

  @Test
  void changes_have_the_reason_of_the_decision_in_the_same_second() {
    Recorder recorder = new Recorder("ours", 100);
    recorder.decided(4, record(new Scale(2, 5, "cpu", "load 300 %")), true);
    recorder.changed(4, 2, 5);
    recorder.changed(9, 5, 4);

    assertThat(course(recorder).decisions())
        .containsExactly(
            new Decision(4, 2, 5, "cpu: load 300 %", null),
            new Decision(9, 5, 4, "ours asks for 4", null));
  }

  @Test
  void a_hold_is_kept_when_its_kind_is_another_than_before() {
    Recorder recorder = new Recorder("ours", 100);
    recorder.decided(1, record(new Hold(HoldReason.ON_TARGET, 3, "a")), true);
    recorder.decided(2, record(new Hold(HoldReason.ON_TARGET, 3, "b")), true);
    recorder.decided(3, record(new Hold(HoldReason.GATE, 3, "c")), true);
    recorder.decided(4, record(new Hold(HoldReason.ON_TARGET, 3, "d")), true);

    assertThat(course(recorder).decisions())
        .containsExactly(
            new Decision(1, 3, 3, "a", "ON_TARGET"),
            new Decision(3, 3, 3, "c", "GATE"),
            new Decision(4, 3, 3, "d", "ON_TARGET"));
  }

  @Test
  void too_many_holds_give_way_to_the_first_of_each_kind_and_changes_are_counted() {
    Recorder recorder = new Recorder("ours", 10_000);
    for (int second = 1; second <= 5000; second++) {
      HoldReason reason = second % 2 == 0 ? HoldReason.GATE : HoldReason.WINDOW;
      recorder.decided(second, record(new Hold(reason, 3, "h")), true);
    }
    recorder.changed(6000, 3, 4);
    assertThat(course(recorder).decisions())
        .extracting(Decision::second, Decision::hold)
        .containsExactly(tuple(1L, "WINDOW"), tuple(2L, "GATE"), tuple(6000L, null));
    assertThat(recorder.changesNotKept()).isZero();

    for (int second = 6001; second <= 8002; second++) {
      recorder.changed(second, 3, 4);
    }
    assertThat(recorder.changesNotKept()).isEqualTo(3);
    assertThat(course(recorder).decisions())
        .hasSize(Recorder.MOST_DECISIONS)
        .allMatch(each -> each.hold() == null);
  }

  @Test
  void no_change_gives_way_to_a_hold() {
    Recorder recorder = new Recorder("ours", 10_000);
    recorder.decided(1, record(new Hold(HoldReason.GATE, 3, "h")), true);
    recorder.decided(2, record(new Hold(HoldReason.WINDOW, 3, "h")), true);
    for (int second = 3; second < 3 + Recorder.MOST_DECISIONS - 1; second++) {
      recorder.changed(second, 3, 4);
    }

    assertThat(recorder.changesNotKept()).isZero();
    assertThat(course(recorder).decisions())
        .hasSize(Recorder.MOST_DECISIONS)
        .filteredOn(each -> each.hold() == null)
        .hasSize(Recorder.MOST_DECISIONS - 1);
  }
}
