package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Averages of tasks that start or stop inside a period, worked out by hand. */
final class SamplesTest {
  private static final FleetSpec AT_ONCE =
      new FleetSpec(FleetSpec.Web.DEFAULT, 0, 20, Integer.MAX_VALUE, 60, 0.05);

  /** Desired counts are set before a second passes, as between two seconds of a run. */
  private static Samples.Reported report(
      int begin, int end, IntUnaryOperator desired, IntToDoubleFunction busy) {
    Tasks tasks = new Tasks(AT_ONCE, desired.applyAsInt(0), new SplittableRandom(1));
    Samples samples = new Samples(tasks);
    tasks.second(0);
    for (int now = 0; now < end; now++) {
      tasks.second(now);
      if (tasks.desired() != desired.applyAsInt(now)) {
        tasks.desire(desired.applyAsInt(now), now);
      }
      samples.second(now, busy.applyAsDouble(now));
    }
    return samples.of(begin, end);
  }

  private static void assertReport(Samples.Reported reported, double average, int count) {
    assertThat(reported.count()).isEqualTo(count);
    assertThat(reported.average()).isCloseTo(average, within(1e-6));
  }

  @Test
  void all_ran_all_the_time() {
    assertReport(report(60, 120, _ -> 4, second -> second < 90 ? 0.2 : 0.8), 50, 4);
  }

  @Test
  void a_task_that_starts_inside_reports_only_its_seconds() {
    // The old one saw 20 % and 80 %, the new one only 80 %.
    assertReport(
        report(60, 120, second -> second < 90 ? 1 : 2, second -> second < 90 ? 0.2 : 0.8), 65, 2);
  }

  @Test
  void a_task_that_stops_inside_reports_only_its_seconds() {
    assertReport(
        report(60, 120, second -> second < 90 ? 3 : 1, second -> second < 90 ? 0.2 : 0.8),
        (2 * 20 + 50) / 3.0,
        3);
  }

  @Test
  void a_task_that_starts_and_stops_inside_reports_once() {
    IntUnaryOperator desired = second -> second >= 80 && second < 100 ? 2 : 1;
    // The oldest stops first: one from 60 to 100, another from 80 to 120.
    assertReport(
        report(60, 120, desired, second -> second < 90 ? 0.3 : 0.6),
        ((30 * 30 + 10 * 60) / 40.0 + (10 * 30 + 30 * 60) / 40.0) / 2,
        2);
  }

  @Test
  void nobody_ran() {
    assertReport(report(60, 120, _ -> 0, _ -> 0), 0, 0);
  }

  @Test
  void one_that_stops_at_the_beginning_reports_nothing() {
    assertReport(report(60, 120, second -> second < 60 ? 2 : 1, _ -> 0.5), 50, 1);
  }

  @Test
  void one_that_starts_at_the_end_of_the_period_is_not_counted() {
    Tasks tasks = new Tasks(AT_ONCE, 2, new SplittableRandom(1));
    Samples samples = new Samples(tasks);
    for (int now = 0; now < 60; now++) {
      tasks.second(now);
      samples.second(now, 0.5);
    }
    tasks.desire(3, 60);

    assertReport(samples.of(0, 60), 50, 2);
  }

  @Test
  void weeks_do_not_wear_the_average_out() {
    int end = 28 * 86_400;
    assertReport(report(end - 20, end, _ -> 3, second -> second % 2 == 0 ? 0.1 : 0.7), 40, 3);
  }
}
