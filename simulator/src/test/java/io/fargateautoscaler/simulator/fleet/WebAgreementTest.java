package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.ServiceTime;
import io.fargateautoscaler.simulator.requests.Choice;
import io.fargateautoscaler.simulator.requests.RequestEngine;
import io.fargateautoscaler.simulator.requests.Settings;
import io.fargateautoscaler.simulator.requests.Tally;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests in bulk against the same requests one by one. The bulk does not see what the length of
 * single requests adds to queues: it counts fewer late ones where one task alone is used to 95 %.
 */
final class WebAgreementTest {
  private static final int SEEDS = 3;
  private static final double PER_TASK = FleetSpec.Web.DEFAULT.perTask();

  /** Late in percent, busy as a part, requests that are there; one by one and in bulk. */
  private static final class Figures {
    private double late;
    private double busy;
    private double there;
    private double lateInBulk;
    private double busyInBulk;
    private double thereInBulk;
  }

  private static Figures run(IntToDoubleFunction rate, IntUnaryOperator tasks, int seconds) {
    Figures mean = new Figures();
    for (long seed = 1; seed <= SEEDS; seed++) {
      add(mean, Poissons.of(rate, seconds, seed), tasks, seed);
    }
    return mean;
  }

  private static void add(Figures mean, int[] arrivals, IntUnaryOperator tasks, long seed) {
    Settings settings =
        Settings.of(4, ServiceTime.logNormal(0.05, 1)).choosing(Choice.LEAST_OUTSTANDING);
    RequestEngine engine = new RequestEngine(settings, seed);
    WebEngine bulk = new WebEngine(FleetSpec.Web.DEFAULT);
    double part = 1.0 / arrivals.length / SEEDS;
    int oldest = 0;
    int next = 0;
    double busyBefore = 0;
    long sum = 0;
    for (int second = 0; second < arrivals.length; second++) {
      int count = tasks.applyAsInt(second);
      while (next - oldest < count) {
        engine.addTask(next++);
      }
      while (next - oldest > count) {
        engine.drainTask(oldest++);
      }
      engine.second(arrivals[second]);
      bulk.second(second, arrivals[second], count);
      sum += arrivals[second];
      Tally tally = engine.tally();
      mean.busy += count == 0 ? 0 : part * (tally.busySeconds() - busyBefore) / (4.0 * count);
      busyBefore = tally.busySeconds();
      mean.there += part * tally.inSystem();
      mean.busyInBulk += part * bulk.busy();
      mean.thereInBulk += part * bulk.concurrency();
    }
    mean.late += 100.0 * engine.tally().bad() / sum / SEEDS;
    mean.lateInBulk += 100 * bulk.late() / sum / SEEDS;
  }

  private static void assertAlike(Figures run, double latePoints, double thereRelative) {
    assertThat(run.lateInBulk).isCloseTo(run.late, within(latePoints));
    assertThat(run.busyInBulk).isCloseTo(run.busy, within(0.003));
    assertThat(run.thereInBulk).isCloseTo(run.there, within(thereRelative * run.there));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.01, 0.15",
    "3, 0.5, 0.01, 0.05",
    "10, 0.5, 0.01, 0.02",
    "50, 0.5, 0.01, 0.02",
    "1, 0.8, 0.05, 0.5",
    "3, 0.8, 0.01, 0.2",
    "10, 0.8, 0.01, 0.05",
    "50, 0.8, 0.01, 0.02",
    "1, 0.9, 0.3, 0.6",
    "3, 0.95, 0.1, 0.55",
    "10, 0.95, 0.01, 0.3",
    "50, 0.95, 0.01, 0.1",
    "1, 1.05, 1.5, 0.05",
    "3, 1.05, 1.5, 0.05",
    "10, 1.05, 1.5, 0.05",
    "50, 1.05, 3.5, 0.05"
  })
  void a_constant_number_of_tasks(int tasks, double load, double latePoints, double there) {
    Figures run = run(_ -> load * tasks * PER_TASK, _ -> tasks, tasks == 50 ? 400 : 1200);

    assertAlike(run, latePoints, there);
    if (load > 1) {
      assertThat(run.late).isGreaterThan(90);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60, 180})
  void tasks_that_come_too_late(int seconds) {
    Figures run =
        run(second -> second < 300 ? 200 : 640, second -> second < 300 + seconds ? 4 : 10, 900);

    assertThat(run.late).isGreaterThan(1);
    assertThat(run.lateInBulk).isCloseTo(run.late, within(Math.max(0.7, 0.07 * run.late)));
    assertThat(run.busyInBulk).isCloseTo(run.busy, within(0.003));
  }

  @ParameterizedTest
  @CsvSource({"200, 4, 0.02", "330, 4, 3.5", "400, 4, 2.0"})
  void tasks_that_leave(double rate, int left, double latePoints) {
    Figures run = run(_ -> rate, second -> second < 300 ? 10 : left, 900);

    assertThat(run.lateInBulk).isCloseTo(run.late, within(latePoints));
    assertThat(run.busyInBulk).isCloseTo(run.busy, within(0.003));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300})
  void no_task_for_a_while(int seconds) {
    Figures run = run(_ -> 200, second -> second >= 300 && second < 300 + seconds ? 0 : 4, 900);

    assertThat(run.late).isCloseTo(100.0 * seconds / 900, within(0.2 + 0.0005 * seconds));
    assertAlike(run, 0.05, 0.05);
  }

  /** With 95 % of one task the truth lies between 1 and 6 %; in bulk it is a tenth of that. */
  @ParameterizedTest
  @ValueSource(doubles = 0.95)
  void one_task_at_its_limit_is_where_the_bulk_is_wrong(double load) {
    Figures run = run(_ -> load * PER_TASK, _ -> 1, 1800);

    assertThat(run.late).isBetween(0.5, 8.0);
    assertThat(run.lateInBulk).isLessThan(run.late);
    assertThat(run.busyInBulk).isCloseTo(run.busy, within(0.005));
  }
}
