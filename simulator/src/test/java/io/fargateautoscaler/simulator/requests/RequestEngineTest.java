package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.ServiceTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEngineTest {
  private static final Settings ONE_SECOND = Settings.of(1, ServiceTime.fixed(1));

  @Test
  void refusesAtOnceWithoutATask() {
    Checked checked = new Checked(ONE_SECOND, 0, 1);
    checked.engine.second(50);
    checked.check();
    assertThat(checked.engine.tally().refused()).isEqualTo(50);
    assertThat(checked.engine.tally().inSystemSeconds()).isZero();
    assertThat(checked.engine.now()).isEqualTo(1);
  }

  @Test
  void nothingArrives() {
    Checked checked = new Checked(ONE_SECOND, 2, 1);
    checked.engine.second(0);
    checked.engine.advance(1);
    checked.engine.advance(3_600);
    checked.check();
    assertThat(checked.engine.tally())
        .isEqualTo(new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(checked.engine.tally().meanWait()).isZero();
    assertThat(checked.engine.tally().meanResponse()).isZero();
    assertThat(checked.engine.responseTimes().percentile(0.99)).isZero();
  }

  @Test
  void worksInTheOrderOfArrival() {
    Checked checked = new Checked(ONE_SECOND, 1, 1);
    for (int i = 0; i < 5; i++) {
      checked.engine.arrive(0.5 * i);
      checked.check();
    }
    checked.engine.advance(5);
    checked.check();
    Tally tally = checked.engine.tally();
    assertThat(tally.done()).isEqualTo(5);
    assertThat(tally.waited()).isEqualTo(4);
    assertThat(tally.late()).isEqualTo(4);
    assertThat(tally.bad()).isEqualTo(4);
    assertThat(tally.waitSeconds()).isEqualTo(0.5 + 1 + 1.5 + 2);
    assertThat(tally.responseSeconds()).isEqualTo(1 + 1.5 + 2 + 2.5 + 3);
    assertThat(tally.busySeconds()).isEqualTo(5);
    assertThat(checked.engine.responseTimes().percentile(0.5)).isCloseTo(2, within(0.02));
  }

  @Test
  void whoGivesUpLeavesTheQueue() {
    Checked checked = new Checked(ONE_SECOND.patient(ServiceTime.fixed(2.5)), 1, 1);
    for (int i = 0; i < 5; i++) {
      checked.engine.arrive(0);
    }
    checked.engine.advance(2.4);
    assertThat(checked.engine.outstanding(0)).isEqualTo(3);
    checked.engine.advance(10);
    checked.check();
    // One is done after 1 s, one after 2 s; the third is begun and not done in time.
    Tally tally = checked.engine.tally();
    assertThat(tally.done()).isEqualTo(2);
    assertThat(tally.timedOut()).isEqualTo(3);
    assertThat(tally.abandoned()).isEqualTo(2);
    assertThat(tally.busySeconds()).isEqualTo(3);
    assertThat(tally.lostSeconds()).isEqualTo(7.5);
  }

  @Test
  void workForClientsThatAreGoneIsDoneIfItIsNotDropped() {
    Settings settings = ONE_SECOND.patient(ServiceTime.fixed(2.5)).droppingGivenUp(false);
    Checked checked = new Checked(settings, 1, 1);
    for (int i = 0; i < 5; i++) {
      checked.engine.arrive(0);
    }
    checked.engine.advance(4.5);
    assertThat(checked.engine.outstanding(0)).isEqualTo(1);
    assertThat(checked.engine.tally().inSystem()).isZero();
    checked.engine.advance(10);
    checked.check();
    assertThat(checked.engine.tally().begun()).isEqualTo(3);
    assertThat(checked.engine.tally().done()).isEqualTo(2);
    assertThat(checked.engine.tally().busySeconds()).isEqualTo(5);
  }

  @Test
  void anAnswerAtTheDeadlineIsInTime() {
    Checked checked = new Checked(ONE_SECOND.patient(ServiceTime.fixed(1)), 1, 1);
    checked.engine.arrive(0);
    checked.engine.advance(2);
    assertThat(checked.engine.tally().done()).isEqualTo(1);
    assertThat(checked.engine.tally().late()).isZero();
  }

  @Test
  void aFullQueueRefuses() {
    Checked checked = new Checked(ONE_SECOND.queueLimit(2), 1, 1);
    for (int i = 0; i < 5; i++) {
      checked.engine.arrive(0);
    }
    assertThat(checked.engine.tally().refused()).isEqualTo(2);
    checked.engine.arrive(1.5);
    assertThat(checked.engine.tally().refused()).isEqualTo(2);
    checked.check();
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void drainingLosesNothing(Choice choice) {
    Checked checked = new Checked(ONE_SECOND.choosing(choice), 2, 1);
    for (int i = 0; i < 8; i++) {
      checked.engine.arrive(0);
    }
    checked.engine.drainTask(0);
    checked.engine.drainTask(0);
    assertThat(checked.engine.targets()).isEqualTo(1);
    checked.engine.arrive(0.5);
    assertThat(checked.engine.outstanding(0)).isEqualTo(4);
    assertThat(checked.engine.outstanding(1)).isEqualTo(5);
    checked.engine.advance(3.9);
    assertThat(checked.engine.has(0)).isTrue();
    checked.engine.advance(4);
    assertThat(checked.engine.has(0)).isFalse();
    checked.engine.advance(6);
    checked.check();
    assertThat(checked.engine.tally().done()).isEqualTo(9);
  }

  @Test
  void anIdleTaskIsDrainedAtOnce() {
    Checked checked = new Checked(ONE_SECOND, 1, 1);
    checked.engine.drainTask(0);
    assertThat(checked.engine.has(0)).isFalse();
    checked.engine.drainTask(0);
    checked.engine.arrive(1);
    assertThat(checked.engine.tally().refused()).isEqualTo(1);
  }

  @Test
  void killingFailsWhatTheTaskHeld() {
    Checked checked = new Checked(ONE_SECOND, 2, 1);
    for (int i = 0; i < 8; i++) {
      checked.engine.arrive(0);
    }
    checked.engine.advance(1.5);
    assertThat(checked.engine.killTask(0)).isEqualTo(3);
    checked.check();
    assertThat(checked.engine.has(0)).isFalse();
    assertThat(checked.engine.killTask(0)).isZero();
    checked.engine.arrive(1.5);
    checked.engine.advance(20);
    checked.check();
    Tally tally = checked.engine.tally();
    assertThat(tally.failed()).isEqualTo(3);
    assertThat(tally.done()).isEqualTo(6);
    assertThat(tally.busySeconds()).isEqualTo(1.5 + 5);
    checked.engine.addTask(0);
    assertThat(checked.engine.busySeconds(0)).isZero();
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    assertThat(course(7)).isEqualTo(course(7)).isNotEqualTo(course(8));
  }

  private static String course(long seed) {
    StringBuilder text = new StringBuilder();
    Settings settings =
        Settings.of(2, ServiceTime.logNormal(0.1, 1)).choosing(Choice.LEAST_OUTSTANDING);
    RequestEngine engine = new RequestEngine(settings, seed);
    for (int second = 0; second < 60; second++) {
      if (second % 10 == 0) {
        engine.addTask(second);
      }
      engine.second(40);
      text.append(engine.tally()).append('\n');
    }
    return text.append(engine.responseTimes().percentile(0.99)).toString();
  }

  /** Both see the same requests. */
  @Test
  void fewestOutstandingIsNoWorseThanRoundRobin() {
    for (long seed = 0; seed < 5; seed++) {
      Settings settings = Settings.of(2, ServiceTime.logNormal(1, 1)).patient();
      Checked robin = new Checked(settings, 8, seed);
      Checked fewest = new Checked(settings.choosing(Choice.LEAST_OUTSTANDING), 8, seed);
      Tally inTurn = robin.steady(13, 20_000);
      Tally least = fewest.steady(13, 20_000);
      assertThat(least.meanWait()).isLessThan(inTurn.meanWait() / 2);
    }
  }

  /**
   * A step of load to 3,000 a second at five tasks that do 400 each, and five more after a minute:
   * when has the backlog gone? With the fewest outstanding all ten work it off together; in turn,
   * the old ones are left alone with it and get their tenth of the new load besides.
   */
  @ParameterizedTest
  @EnumSource(Choice.class)
  void worksOffABacklogAsAFluidWould(Choice choice) {
    int load = 3_000;
    double perTask = 4 / 0.01;
    int before = 5;
    int after = 10;
    int late = 60;
    Settings settings = Settings.of(4, ServiceTime.exponential(0.01)).patient().choosing(choice);
    Checked checked = new Checked(settings, before, 3);
    for (int second = 0; second < late; second++) {
      checked.engine.second(load);
      checked.check();
    }
    double backlog = (load - before * perTask) * late;
    assertThat((double) checked.engine.tally().inSystem())
        .isCloseTo(backlog, within(backlog * 0.02));

    for (int id = before; id < after; id++) {
      checked.engine.addTask(id);
    }
    while (checked.engine.tally().inSystem() > backlog / 200) {
      checked.engine.during(0.5, load / 2);
      checked.check();
    }
    double lasts =
        choice == Choice.LEAST_OUTSTANDING
            ? backlog / (after * perTask - load)
            : backlog / before / (perTask - (double) load / after);
    assertThat(checked.engine.now()).isCloseTo(late + lasts, within((late + lasts) * 0.02));
  }

  @Test
  void takesTroubleFromNoInput() {
    RequestEngine engine = new RequestEngine(ONE_SECOND, 1);
    engine.addTask(1);
    engine.advance(5);
    assertThatThrownBy(() -> engine.addTask(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.advance(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.advance(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.arrive(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.second(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.during(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Settings.of(0, ServiceTime.fixed(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Settings.of(257, ServiceTime.fixed(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ONE_SECOND.queueLimit(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ONE_SECOND.lateAfter(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HealthCheck(30, 5, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(engine.tally().arrived()).isZero();
  }

  /** Whatever happens in whatever order, the books balance. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void booksBalance(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Settings settings =
        Settings.of(1 + random.nextInt(3), ServiceTime.logNormal(1, 1.5))
            .choosing(seed % 2 == 0 ? Choice.ROUND_ROBIN : Choice.LEAST_OUTSTANDING)
            .patient(seed % 3 == 0 ? ServiceTime.exponential(3) : ServiceTime.fixed(4))
            .droppingGivenUp(seed % 4 < 2)
            .queueLimit(seed > 6 ? 5 : Settings.NO_QUEUE_LIMIT)
            .checked(new HealthCheck(3, 1, 2));
    Checked checked = new Checked(settings, 2, seed);
    int next = 2;
    for (int step = 0; step < 20_000; step++) {
      int what = random.nextInt(1_000);
      int some = next - 1 - random.nextInt(5);
      if (what < 20) {
        checked.engine.addTask(next++);
      } else if (what < 25) {
        checked.engine.drainTask(some);
        assertThat(checked.engine.targets()).isGreaterThanOrEqualTo(0);
      } else if (what < 30) {
        checked.engine.killTask(some);
      } else if (what < 40) {
        checked.engine.during(random.nextDouble() + 0.01, random.nextInt(9));
      } else {
        checked.engine.arrive(checked.engine.now() + random.nextDouble() / 4);
      }
      checked.engine.takeUnhealthy().forEach(checked.engine::killTask);
      checked.check();
    }
    for (int id = 0; id < next; id++) {
      checked.engine.drainTask(id);
    }
    checked.engine.advance(checked.engine.now() + 10_000);
    checked.check();
    Tally tally = checked.engine.tally();
    assertThat(tally.inSystem()).isZero();
    assertThat(tally.done()).isPositive();
    assertThat(tally.failed()).isPositive();
    assertThat(tally.timedOut()).isPositive();
    assertThat(checked.engine.targets()).isZero();
  }
}
