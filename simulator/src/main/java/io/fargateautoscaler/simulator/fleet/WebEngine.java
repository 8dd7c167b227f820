package io.fargateautoscaler.simulator.fleet;

/**
 * Requests as a fluid: what tasks cannot answer at once waits, first come first served, and is
 * given up after the time-out. All tasks are equally busy. What requests of unequal length add to
 * queues is not seen: one task at 95 % for long has a few percent late that are not counted here.
 */
final class WebEngine implements Engine {
  private static final int STEPS = 1_000;

  private final FleetSpec.Web work;
  private final double[] longerThan = new double[STEPS + 1];
  private double waiting;
  private double busy;
  private double concurrency;
  private double late;

  WebEngine(FleetSpec.Web work) {
    this.work = work;
    double variance = StrictMath.log(2);
    double middle = StrictMath.log(work.meanSeconds()) - variance / 2;
    for (int i = 0; i <= STEPS; i++) {
      double seconds = work.lateAfter() * i / STEPS;
      longerThan[i] =
          i == 0 ? 1 : 1 - normal((StrictMath.log(seconds) - middle) / Math.sqrt(variance));
    }
  }

  /** Standard normal distribution; Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
  private static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        StrictMath.exp(-x * x / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x >= 0 ? 1 - tail : tail;
  }

  @Override
  public void second(int now, int arrivals, int serving) {
    double capacity = serving * work.perTask();
    if (capacity == 0) {
      waiting = 0;
      busy = 0;
      concurrency = 0;
      late += arrivals;
      return;
    }
    double before = waiting;
    double present = before + arrivals;
    double answered = Math.min(capacity, present);
    waiting = Math.min(present - answered, capacity * work.timeOut());
    late += arrivals * (lateAt(before / capacity) + lateAt(waiting / capacity)) / 2;
    busy = answered / capacity;
    concurrency = answered * work.meanSeconds() + waiting;
  }

  /** Part of the requests that are late if they wait so long before work on them begins. */
  private double lateAt(double wait) {
    double left = 1 - wait / work.lateAfter();
    return left <= 0 ? 1 : longerThan[(int) (left * STEPS)];
  }

  @Override
  public double busy() {
    return busy;
  }

  @Override
  public double concurrency() {
    return concurrency;
  }

  @Override
  public double late() {
    return late;
  }
}
