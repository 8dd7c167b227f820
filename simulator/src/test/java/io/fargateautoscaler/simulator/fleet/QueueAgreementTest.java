package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.MessagesOneByOne;
import io.fargateautoscaler.simulator.ServiceTime;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages in bulk against the same messages one by one, all of the same length. In bulk a message
 * can end at any time, not only after its length: where that is as long as the bound of lateness,
 * late messages are found on average only, for a few tasks not at all exactly.
 */
final class QueueAgreementTest {
  private static final int SEEDS = 3;
  private static final int SECONDS = 1800;
  private static final int LATE_AFTER = 60;

  /** Late and done in percent, visible and in flight on average; one by one and in bulk. */
  private static final class Figures {
    private double late;
    private double done;
    private double visible;
    private double inFlight;
    private double lateInBulk;
    private double doneInBulk;
    private double visibleInBulk;
    private double inFlightInBulk;
  }

  private static Figures run(
      double seconds, int concurrency, IntToDoubleFunction rate, IntUnaryOperator tasks) {
    Figures mean = new Figures();
    for (long seed = 1; seed <= SEEDS; seed++) {
      var engine = new MessagesOneByOne(ServiceTime.fixed(seconds), concurrency, seed);
      var bulk = new QueueEngine(new FleetSpec.Queue(seconds, concurrency, LATE_AFTER));
      add(mean, rate, tasks, engine, bulk);
    }
    return mean;
  }

  private static void add(
      Figures mean,
      IntToDoubleFunction rate,
      IntUnaryOperator tasks,
      MessagesOneByOne engine,
      QueueEngine bulk) {
    double part = 1.0 / SECONDS / SEEDS;
    double sent = 0;
    double deleted = 0;
    for (int second = 0; second < SECONDS; second++) {
      int count = tasks.applyAsInt(second);
      int sentNow = engine.second(rate.applyAsDouble(second), count);
      bulk.second(second, sentNow, count);
      double[] flow = bulk.takeFlow();
      sent += flow[0];
      deleted += flow[2];
      mean.visible += part * engine.visible();
      mean.visibleInBulk += part * bulk.visible();
      mean.inFlight += part * engine.inFlight();
      mean.inFlightInBulk += part * bulk.concurrency();
    }
    mean.late += 100 * engine.late(LATE_AFTER) / sent / SEEDS;
    mean.lateInBulk += 100 * bulk.late() / sent / SEEDS;
    mean.done += 100 * engine.deleted() / sent / SEEDS;
    mean.doneInBulk += 100 * deleted / sent / SEEDS;
  }

  private static void assertAlike(Figures run, double seconds) {
    boolean slow = seconds > 10;
    assertThat(run.lateInBulk)
        .as("late")
        .isCloseTo(run.late, within(slow ? 10.0 : seconds == 10 ? 3.0 : 0.8));
    assertThat(run.doneInBulk).as("done").isCloseTo(run.done, within(1.0));
    assertThat(run.visibleInBulk)
        .as("visible")
        .isCloseTo(run.visible, within((slow ? 0.2 : 0.1) * run.visible + 4));
    assertThat(run.inFlightInBulk)
        .as("in flight")
        .isCloseTo(run.inFlight, within(0.05 * run.inFlight + 0.1));
  }

  static Stream<Arguments> constant() {
    return Stream.of(0.2, 1.0, 10.0, 60.0)
        .flatMap(seconds ->
            Stream.of(1, 4)
                .flatMap(concurrency ->
                    Stream.of(1, 10, 50)
                        .flatMap(tasks ->
                            Stream.of(0.5, 0.8, 0.95, 1.05)
                                .map(load -> Arguments.of(seconds, concurrency, tasks, load)))));
  }

  @ParameterizedTest
  @MethodSource
  void constant(double seconds, int concurrency, int tasks, double load) {
    double workers = (double) tasks * concurrency;

    Figures run = run(seconds, concurrency, _ -> load * workers / seconds, _ -> tasks);

    assertAlike(run, seconds);
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "0.2, 4", "1, 1", "1, 4", "10, 1", "10, 4", "60, 1", "60, 4"})
  void changing(double seconds, int concurrency) {
    double one = concurrency / seconds;

    Figures late = run(seconds, concurrency, s -> (s < 300 ? 2 : 9) * one, s -> s < 450 ? 3 : 12);
    assertThat(late.late).isGreaterThan(3);
    assertAlike(late, seconds);

    Figures fewer = run(seconds, concurrency, s -> (s < 300 ? 9 : 2) * one, s -> s < 450 ? 12 : 3);
    assertAlike(fewer, seconds);

    Figures none = run(seconds, concurrency, _ -> 2 * one, s -> s >= 600 && s < 800 ? 0 : 4);
    assertThat(none.late).isGreaterThan(5);
    assertAlike(none, seconds);
  }
}
