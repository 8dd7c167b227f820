package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped reconciler against the pretend AWS: no runaway, no cycling. */
final class ClosedLoopTest {
  private static final int START = 60;
  private static final long STEP_AT = 1830;

  /** Load for which {@code tasks} are exactly on their target. */
  private static double load(double tasks) {
    return tasks * Loop.TARGET;
  }

  private static PretendAws.Settings lag(int seconds) {
    return PretendAws.Settings.of(7, Duration.ofSeconds(seconds));
  }

  private static Loop step(PretendAws.Settings settings, int from, int to, int burn) {
    Workload load = Workload.step(load(from), load(to), STEP_AT);
    return Loop.web(settings, from, START, Web.of(load).burning(burn));
  }

  /** 1.2 × need + 1; once a saturated point hid the demand, 2 × need. */
  private static void assertNoRunaway(Loop loop, int need) {
    double allowed = loop.sawSaturation() ? 2.0 * need : 1.2 * need + 1;
    assertThat((double) loop.peak(STEP_AT)).as(loop::trace).isLessThanOrEqualTo(allowed);
    assertThat(loop.last()).as(loop::trace).isBetween((int) (need * 0.9), (int) (need * 1.2 + 1));
  }

  @ParameterizedTest(name = "lag {0} s, {1} → {2} tasks, new tasks burn {3} s")
  @CsvSource({
    "60,5,7,0", "120,5,7,0", "60,5,9,0", "120,5,9,0", "60,10,15,0", "120,10,15,0",
    "60,5,10,0", "120,5,10,0", "60,5,25,0", "120,5,25,0", "60,20,40,0", "120,20,100,0",
    "60,5,7,30", "120,5,7,30", "60,5,9,30", "120,5,9,30", "60,10,15,30", "120,10,15,30",
    "60,5,10,30", "120,5,10,30", "60,5,25,30", "120,5,25,30",
  })
  void a_step_of_load_does_not_run_away(int lag, int from, int to, int burn) {
    Loop loop = step(lag(lag), from, to, burn).run(Duration.ofHours(2));

    assertNoRunaway(loop, to);
  }

  @ParameterizedTest(name = "lag {0} s, {1} → {2} tasks")
  @CsvSource({"60,5,7", "120,5,7", "60,5,9", "120,5,9", "60,10,15", "120,10,15", "60,5,10"})
  void a_step_of_load_during_a_rolling_deployment_does_not_run_away(int lag, int from, int to) {
    Loop loop = step(lag(lag), from, to, 0);
    loop.simulation()
        .at(STEP_AT - 45, () -> loop.simulation().aws().deploy(Loop.SERVICE, revision(2)));

    assertNoRunaway(loop.run(Duration.ofHours(2)), to);
  }

  @ParameterizedTest(name = "lag {0} s, {1} → {2} tasks")
  @CsvSource({"60,5,7", "120,5,7", "60,10,15", "120,10,15", "60,5,10"})
  void a_step_of_load_with_partial_newest_points_does_not_run_away(int lag, int from, int to) {
    var settings = lag(lag).late(0.3);
    Loop loop = step(settings, from, to, 0).run(Duration.ofHours(2));

    assertNoRunaway(loop, to);
  }

  @ParameterizedTest(name = "lag {0} s: 5 tasks at 60 % and a deployment")
  @ValueSource(ints = {60, 120})
  void a_deployment_under_constant_load_changes_nothing(int lag) {
    Loop loop = step(lag(lag), 5, 5, 0);
    loop.simulation().at(1800, () -> loop.simulation().aws().deploy(Loop.SERVICE, revision(2)));
    loop.run(Duration.ofMinutes(90));

    assertThat(loop.changes(0)).as(loop::trace).isZero();
  }

  @ParameterizedTest(name = "lag {0} s, load of {1} tasks")
  @CsvSource({
    "60,2", "60,3", "60,4", "60,5", "60,6", "60,7", "60,8", "60,9", "60,10", "60,11", "60,12",
    "60,13", "60,14", "60,15", "60,16", "60,17", "60,18", "60,19", "60,20", "120,2", "120,3",
    "120,5", "120,8", "120,13", "120,20", "60,2.3", "60,4.5", "60,7.7", "120,2.5", "120,9.1"
  })
  void constant_load_never_cycles(int lag, double tasks) {
    // Twice too many and half too few at the start.
    for (int start : new int[] {(int) (2 * tasks), (int) Math.ceil(tasks / 2)}) {
      Web web = Web.of(Workload.constant(load(tasks)));
      Loop loop = Loop.web(lag(lag), start, START, web).run(Duration.ofHours(7));

      assertThat(loop.changes(3600)).as(loop::trace).isZero();
      assertThat((double) loop.last()).as(loop::trace).isBetween(tasks / 1.1, tasks * 1.12 + 1);
    }
  }

  @ParameterizedTest(name = "{0} messages a second of {1} s, {2} at once, {3} held")
  @CsvSource({
    "10,1,1,10",
    "10,1,1,1",
    "4,2,1,10",
    "20,0.5,1,10",
    "2,5,1,10",
    "30,1,2,10",
    "1,1,1,10",
    "5,10,1,10"
  })
  void constant_arrivals_settle_near_the_work(double rate, double seconds, int at, int held) {
    settles(new Arrivals(rate, seconds, at, held, false), 1.35);
  }

  /** Some tasks hoard messages while others wait, so in flight says more than the work. */
  @ParameterizedTest(name = "{0} messages a second of {1} s, {2} at once, {3} prefetched")
  @CsvSource({"10,1,1,10", "4,2,1,10", "2,5,1,10", "30,1,2,10"})
  void consumers_that_prefetch_settle_too(double rate, double seconds, int at, int held) {
    settles(new Arrivals(rate, seconds, at, held, true), 1.7);
  }

  private record Arrivals(double rate, double seconds, int at, int held, boolean prefetch) {
    double work() {
      return rate * seconds / at;
    }

    ServiceSpec.Queue queue() {
      return ServiceSpec.Queue.of(
          "orders", Workload.constant(rate), seconds, new ServiceSpec.Consumer(at, held, prefetch));
    }
  }

  private static void settles(Arrivals arrivals, double times) {
    double work = arrivals.work();
    QueuePolicy policy = Loop.drain(Duration.ofMinutes(3), arrivals.seconds(), arrivals.at());
    for (int start : new int[] {0, (int) Math.ceil(3 * work)}) {
      Loop loop =
          Loop.queue(lag(60), start, START, arrivals.queue(), policy).run(Duration.ofHours(1));
      long settled = loop.simulation().clock().second();
      loop.run(Duration.ofHours(2));

      assertThat((double) loop.peak(settled)).as(loop::trace).isLessThanOrEqualTo(times * work + 1);
      assertThat((double) loop.last()).as(loop::trace).isGreaterThanOrEqualTo(work);
      assertThat(loop.changes(settled)).as(loop::trace).isLessThanOrEqualTo(2);
    }
  }

  private static Revision revision(int number) {
    return new Revision(number, new Revision.Good());
  }
}
