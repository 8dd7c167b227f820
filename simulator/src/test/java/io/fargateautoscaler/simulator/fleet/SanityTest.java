package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.benchmark.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must come out of any simulator of a service. */
final class SanityTest {
  private static final FleetSpec WEB = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
  private static final FleetSpec QUEUE = FleetSpec.of(FleetSpec.Queue.DEFAULT, 23);

  /** Of requests that do not wait, in percent: those that take longer than a second by nature. */
  private static final double LONG_REQUESTS = 0.0035;

  private static Offered wave(FleetSpec spec) {
    return wave(spec, 7200);
  }

  private static Offered wave(FleetSpec spec, double period) {
    return Poissons.offered(
        spec.work(),
        second -> spec.work().perTask() * (10 + 8 * StrictMath.sin(2 * Math.PI * second / period)),
        6 * 3600,
        4);
  }

  private static Measures run(FleetSpec spec, Offered offered, Candidate candidate) {
    return Run.of(spec, offered, candidate, 1, Journal.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "1, 1", "1, 4", "10, 2", "60, 1"})
  void every_message_is_waiting_or_in_flight_or_done(double seconds, int concurrency) {
    QueueEngine queue = new QueueEngine(new FleetSpec.Queue(seconds, concurrency, 60));
    SplittableRandom random = new SplittableRandom(9);
    double sent = 0;
    double received = 0;
    double deleted = 0;
    for (int now = 0; now < 20_000; now++) {
      int tasks = now % 700 == 0 ? 0 : random.nextInt(20);
      queue.second(now, random.nextInt(40), tasks);
      double[] flow = queue.takeFlow();
      sent += flow[0];
      received += flow[1];
      deleted += flow[2];
      assertThat(flow[2]).isNotNegative();
      assertThat(received - deleted).isCloseTo(queue.concurrency(), within(1e-4));
      assertThat(sent - received - queue.visible()).isBetween(-1.0, 1e-4);
      assertThat(queue.late()).isLessThanOrEqualTo(sent);
    }
    assertThat(deleted).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1, 3", "1, 4, 2", "10, 1, 30", "60, 2, 60"})
  void messages_in_flight_are_their_rate_times_their_length(
      double seconds, int concurrency, int tasks) {
    QueueEngine queue = new QueueEngine(new FleetSpec.Queue(seconds, concurrency, 60));
    int[] arrivals = Poissons.of(_ -> 0.7 * tasks * concurrency / seconds, 40_000, 3);
    double inFlight = 0;
    double deleted = 0;
    for (int now = 0; now < arrivals.length; now++) {
      queue.second(now, arrivals[now], tasks);
      inFlight += queue.concurrency();
      deleted += queue.takeFlow()[2];
    }

    assertThat(inFlight).isCloseTo(deleted * seconds, within(0.01 * inFlight));
  }

  @Test
  void a_backlog_grows_and_shrinks_as_a_fluid() {
    QueueEngine queue = new QueueEngine(new FleetSpec.Queue(2, 1, 60));
    int now = 0;
    for (; now < 600; now++) {
      queue.second(now, 10, 8);
    }
    // 10 a second come, 8 tasks do 4: 6 a second for 600 s.
    assertThat(queue.visible()).isCloseTo(3600, within(72L));
    while (queue.visible() > 0) {
      queue.second(now++, 10, 38);
    }
    // 38 tasks do 19: 3,600 at 9 a second.
    assertThat(now - 600).isCloseTo(400, within(8));
  }

  @Test
  void requests_beyond_the_capacity_are_late_and_those_within_are_not() {
    WebEngine web = new WebEngine(FleetSpec.Web.DEFAULT);
    for (int now = 0; now < 10_000; now++) {
      web.second(now, 120, 1);
    }
    // All wait as long as clients do: nobody is answered in time.
    assertThat(web.late()).isGreaterThan(0.99 * 1_200_000);
    assertThat(web.concurrency()).isCloseTo(80 * 0.05 + 800, within(1e-6));

    WebEngine enough = new WebEngine(FleetSpec.Web.DEFAULT);
    for (int now = 0; now < 10_000; now++) {
      enough.second(now, 80, 1);
    }
    assertThat(100 * enough.late() / 800_000).isLessThan(LONG_REQUESTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_knows_the_load_is_never_late(boolean web) {
    FleetSpec spec = web ? WEB : QUEUE;
    Offered offered = wave(spec);
    Candidates make = new Candidates(spec, offered);
    CapacityRange open = new CapacityRange(0, 1000);
    double natural = web ? LONG_REQUESTS : 0;
    int peak = offered.largestNeed(0, offered.seconds());
    Measures floor = run(spec, offered, make.floor(open));
    Measures oracle = run(spec, offered, make.oracle(open));
    Measures peakAlways = run(spec, offered, make.fixed("static-peak", peak));

    assertThat(floor.latePercent()).isLessThanOrEqualTo(natural);
    assertThat(oracle.latePercent()).isLessThanOrEqualTo(natural + 0.001);
    assertThat(peakAlways.latePercent()).isLessThanOrEqualTo(natural);
    assertThat(floor.taskHours()).isLessThan(oracle.taskHours());
    assertThat(oracle.taskHours()).isLessThan(peakAlways.taskHours());
    assertThat(run(spec, offered, make.fixed("static-mean", peak / 2)).latePercent())
        .isGreaterThan(10);
  }

  /** More tasks for less lateness, but for 2 % of chance in the cost. */
  private static void assertTradeOff(BiFunction<Candidates, Double, Candidate> policy) {
    Offered offered = wave(WEB, 1800);
    Candidates make = new Candidates(WEB, offered);
    List<Measures> runs = new ArrayList<>();
    for (double target : List.of(85.0, 70.0, 55.0, 40.0)) {
      runs.add(run(WEB, offered, policy.apply(make, target)));
    }
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).latePercent())
          .isLessThanOrEqualTo(runs.get(i - 1).latePercent() + 0.02);
      assertThat(runs.get(i).taskHours()).isGreaterThan(0.98 * runs.get(i - 1).taskHours());
    }
    assertThat(runs.getLast().latePercent()).isLessThan(runs.getFirst().latePercent());
    assertThat(runs.getLast().taskHours()).isGreaterThan(runs.getFirst().taskHours());
  }

  @Test
  void a_lower_target_costs_more_and_is_late_less_often() {
    CapacityRange range = new CapacityRange(1, 200);
    assertTradeOff((make, target) -> make.oursWeb(target, range));
    assertTradeOff((make, target) -> make.oursByTheMinute(target, range));
    assertTradeOff((make, target) -> make.aas20(target, 0.25, range));
    assertTradeOff((make, target) -> make.aas60(target, 0.25, range));
  }

  /** A day of constant load. Gentle enough for points of CPU to stay within the tolerance. */
  @Test
  void a_constant_load_changes_nothing_for_a_day() {
    Offered constant = Offered.of(_ -> 480, 86_400 + 3600, WEB.work());
    CapacityRange range = new CapacityRange(1, 100);
    for (Candidate ours :
        List.of(
            new Candidates(WEB, constant).oursWeb(60, range),
            new Candidates(WEB, constant).oursByTheMinute(60, range))) {
      Heard heard = new Heard();
      Run.of(WEB, constant, ours, 1, heard);

      assertThat(heard.changes).allMatch(change -> change.second() <= 3600);
      assertThat(heard.decisions).hasSizeGreaterThan(1440);
    }
  }
}
