package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.ServiceTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine against closed formulas, each within the 99 % interval of ten runs. The intervals are
 * bounded too, so that no test passes for being vague. A service takes 1 s in the mean.
 */
class QueueingTheoryTest {
  private static final int ARRIVALS = 200_000;
  private static final ServiceTime EXPONENTIAL = ServiceTime.exponential(1);

  /** The columns: part that waits, and mean wait in service times, as tables have them. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.8, 0.8, 4.0",
    "2, 0.5, 0.333333, 0.333333",
    "3, 0.666666667, 0.444444, 0.444444",
    "4, 0.625, 0.319857, 0.213238",
    "5, 0.8, 0.554113, 0.554113",
    "10, 0.8, 0.409180, 0.204590",
    "10, 0.9, 0.668732, 0.668732",
    "20, 0.8, 0.256078, 0.064019",
    "50, 0.9, 0.363864, 0.072773",
    "100, 0.95, 0.506457, 0.101291",
  })
  void waitsOfMMc(int workers, double load, double waiting, double wait) {
    double offered = workers * load;
    assertThat(Formulas.erlangC(workers, offered)).isCloseTo(waiting, within(1e-6));
    assertThat(Formulas.meanWait(workers, offered)).isCloseTo(wait, within(1e-6));

    // The busier a service is, the longer what once waits makes others wait.
    int arrivals = load < 0.9 ? 300_000 : 1_000_000;
    double[] waitingParts = new double[10];
    double[] waits = new double[10];
    for (int run = 0; run < 10; run++) {
      Settings settings = Settings.of(workers, EXPONENTIAL).patient();
      Tally tally = new Checked(settings, 1, run).steady(offered, arrivals);
      waitingParts[run] = (double) tally.waited() / tally.begun();
      waits[run] = tally.meanWait();
    }
    agrees(Estimate.of(waitingParts), Formulas.erlangC(workers, offered), 0.05);
    agrees(Estimate.of(waits), Formulas.meanWait(workers, offered), 0.1);
  }

  @Test
  void waitsOfMD1() {
    double load = 0.8;
    agrees(
        Estimate.of(run -> wait(Settings.of(1, ServiceTime.fixed(1)).patient(), load, run)),
        load / (2 * (1 - load)),
        0.05);
  }

  /** Pollaczek and Khinchine. */
  @ParameterizedTest
  @CsvSource({"0.6, 1", "0.8, 1", "0.7, 2"})
  void waitsOfMG1(double load, double spread) {
    ServiceTime work = ServiceTime.logNormal(1, spread);
    agrees(
        Estimate.of(run -> wait(Settings.of(1, work).patient(), load, run)),
        load * (1 + spread * spread) / (2 * (1 - load)),
        0.1);
  }

  /** Allen and Cunneen's approximation, within a tenth. */
  @ParameterizedTest
  @CsvSource({"2, 0.8, 0.5", "4, 0.9, 0.5", "4, 0.9, 1", "4, 0.9, 1.5", "10, 0.9, 1"})
  void waitsOfMGc(int workers, double load, double spread) {
    ServiceTime work = ServiceTime.logNormal(1, spread);
    Settings settings = Settings.of(workers, work).patient();
    double wait = Estimate.of(run -> wait(settings, workers * load, run)).mean();
    double formula = Formulas.meanWait(workers, workers * load) * (1 + spread * spread) / 2;
    assertThat(wait).isCloseTo(formula, within(formula / 10));
  }

  /** Whatever the distribution of the work, only its mean counts. */
  @Test
  void lossOfMGcc() {
    assertThat(Formulas.erlangB(10, 8)).isCloseTo(0.121661, within(1e-6));
    for (ServiceTime work : new ServiceTime[] {EXPONENTIAL, ServiceTime.fixed(1)}) {
      Settings settings = Settings.of(10, work).queueLimit(0);
      agrees(
          Estimate.of(run -> {
            Tally tally = new Checked(settings, 1, run).steady(8, ARRIVALS);
            return (double) tally.refused() / tally.arrived();
          }),
          Formulas.erlangB(10, 8),
          0.05);
    }
  }

  /** Requests that a worker has begun are no longer given up in this formula. */
  @ParameterizedTest
  @CsvSource({"1, 0.9, 2", "10, 11, 1", "10, 12, 5"})
  void abandonmentOfMMcM(int workers, double perSecond, double patience) {
    Settings settings =
        Settings.of(workers, EXPONENTIAL).patient(ServiceTime.exponential(patience));
    agrees(
        Estimate.of(run -> abandoned(settings, perSecond, run)),
        Formulas.erlangA(workers, perSecond, patience),
        0.05);
  }

  @ParameterizedTest
  @CsvSource({"0.8, 3", "1.2, 5", "2, 1"})
  void abandonmentOfMM1D(double perSecond, double patience) {
    Settings settings = Settings.of(1, EXPONENTIAL).patient(ServiceTime.fixed(patience));
    agrees(
        Estimate.of(run -> abandoned(settings, perSecond, run)),
        Formulas.fixedPatience(perSecond, patience),
        0.1);
  }

  /** Each of three tasks in turn sees every third request of a Poisson process. */
  @Test
  void waitsBehindARoundRobin() {
    double perSecond = 3 * 0.8;
    double formula = Formulas.meanWait(s -> Math.pow(perSecond / (perSecond + s), 3));
    Settings settings = Settings.of(1, EXPONENTIAL).patient();
    agrees(
        Estimate.of(run -> new Checked(settings, 3, run).steady(perSecond, ARRIVALS).meanWait()),
        formula,
        0.05);
    assertThat(formula).isLessThan(Formulas.meanWait(1, 0.8));
  }

  @Test
  void busyWorkersAreTheOfferedLoad() {
    Settings settings = Settings.of(4, EXPONENTIAL).patient();
    agrees(
        Estimate.of(run -> {
          Checked checked = new Checked(settings, 2, run);
          double from = checked.engine.now();
          checked.poisson(5, ARRIVALS);
          double both = checked.engine.busySeconds(0) + checked.engine.busySeconds(1);
          assertThat(both).isCloseTo(checked.engine.tally().busySeconds(), within(1e-5));
          return both / (checked.engine.now() - from);
        }),
        5,
        0.01);
  }

  private static double wait(Settings settings, double perSecond, long run) {
    return new Checked(settings, 1, run).steady(perSecond, ARRIVALS).meanWait();
  }

  private static double abandoned(Settings settings, double perSecond, long run) {
    Tally tally = new Checked(settings, 1, run).steady(perSecond, ARRIVALS);
    return (double) tally.abandoned() / tally.arrived();
  }

  private static void agrees(Estimate estimate, double formula, double widest) {
    assertThat(estimate.mean()).isCloseTo(formula, within(estimate.halfWidth()));
    assertThat(estimate.relativeHalfWidth()).isLessThan(widest);
  }
}
