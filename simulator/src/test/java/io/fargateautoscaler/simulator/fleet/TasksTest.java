package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Launches, start-up times, stops and what is paid. */
final class TasksTest {
  private static final FleetSpec SPEC = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);

  private static Tasks of(FleetSpec spec, int desired) {
    return new Tasks(spec, desired, new SplittableRandom(5));
  }

  private static FleetSpec startingIn(double seconds) {
    return FleetSpec.of(FleetSpec.Web.DEFAULT, seconds);
  }

  @Test
  void five_hundred_tasks_are_launched_in_a_minute() {
    Tasks tasks = of(SPEC, 0);
    tasks.second(0);
    tasks.desire(500, 0);
    int now = 0;
    while (tasks.running() + tasks.pending() < 500) {
      tasks.second(++now);
    }
    assertThat(now).isBetween(58, 60);
    while (tasks.running() < 475) {
      tasks.second(++now);
    }
    // 475 of 500: the 95th percentile of the start-up time after most launches.
    assertThat(now).isBetween(60 + 23, 60 + 40);
  }

  @Test
  void rests_of_a_launch_add_up_over_an_hour() {
    Tasks tasks = of(startingIn(0), 0);
    tasks.desire(100_000, 0);
    for (int now = 0; now < 3600; now++) {
      tasks.second(now);
    }
    assertThat(tasks.running()).isBetween(29_999, 30_000);
  }

  @Test
  void launches_that_nobody_wanted_are_not_saved_up() {
    Tasks tasks = of(startingIn(0), 0);
    for (int now = 0; now < 600; now++) {
      tasks.second(now);
    }
    tasks.desire(100, 600);

    assertThat(tasks.running()).isLessThanOrEqualTo(9);
  }

  @Test
  void start_up_times_are_log_normal() {
    FleetSpec quick =
        new FleetSpec(SPEC.work(), 57, 20, Integer.MAX_VALUE, 60, SPEC.usdPerTaskHour());
    Tasks tasks = of(quick, 0);
    tasks.second(0);
    int wanted = 20_000;
    tasks.desire(wanted, 0);
    double[] started = new double[wanted];
    int seen = 0;
    for (int now = 1; seen < wanted; now++) {
      tasks.second(now);
      Arrays.fill(started, seen, tasks.running(), now);
      seen = tasks.running();
    }

    assertThat(started[wanted / 2]).isCloseTo(57, within(1.0));
    assertThat(started[wanted * 95 / 100]).isCloseTo(57 * 40.0 / 23, within(2.0));
    assertThat(started[wanted * 5 / 100]).isCloseTo(57 * 23.0 / 40, within(1.0));
  }

  @Test
  void pending_tasks_are_given_up_first_and_then_the_oldest_stop() {
    Tasks tasks = of(startingIn(30), 3);
    tasks.second(0);
    tasks.desire(5, 1);
    tasks.second(1);
    assertThat(tasks.pending()).isEqualTo(2);

    tasks.desire(2, 2);

    assertThat(tasks.pending()).isZero();
    assertThat(tasks.running()).isEqualTo(2);
    assertThat(tasks.stopped())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.startedAt).isZero();
          assertThat(task.stoppedAt).isEqualTo(2);
        });
  }

  /** A task lives from second 0 and stops at {@code stop}; it is gone 20 s later. */
  @ParameterizedTest
  @CsvSource({"1, 60", "39, 60", "40, 60", "41, 61", "3580, 3600"})
  void a_task_is_paid_by_the_second_until_it_is_gone_but_for_a_minute(int stop, long paid) {
    Tasks tasks = of(SPEC, 1);
    for (int now = 0; now < stop + 100; now++) {
      tasks.second(now);
      if (now == stop) {
        tasks.desire(0, now);
      }
    }

    assertThat(tasks.paidSeconds()).isEqualTo(paid);
    assertThat(tasks.paidUntil(stop + 100)).isEqualTo(paid);
  }

  @Test
  void what_lives_is_paid_until_the_end() {
    Tasks tasks = of(startingIn(1000), 2);
    tasks.second(0);
    tasks.desire(3, 10);
    for (int now = 10; now <= 100; now++) {
      tasks.second(now);
    }
    tasks.desire(2, 100);
    tasks.desire(1, 100);

    // The one that never ran from 10 to 100, one that is stopping and one that runs until 110.
    assertThat(tasks.paidUntil(110)).isEqualTo(90 + 110 + 110);
  }

  @Test
  void tasks_that_need_no_time_begin_and_end_at_once() {
    Tasks tasks = of(SPEC.immediate(), 0);
    tasks.second(0);
    tasks.desire(1000, 1);
    assertThat(tasks.running()).isEqualTo(1000);

    tasks.second(1);
    tasks.desire(0, 2);
    tasks.second(2);

    assertThat(tasks.paidUntil(50)).isEqualTo(1000);
  }
}
