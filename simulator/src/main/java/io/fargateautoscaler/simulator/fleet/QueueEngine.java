package io.fargateautoscaler.simulator.fleet;

import java.util.ArrayDeque;

/**
 * Messages as a fluid: those that wait by the second in which they came, those that are worked on
 * as one number that shrinks by its part of a message's time. A task that stops finishes what it
 * has.
 */
final class QueueEngine implements Engine {
  private static final class Cohort {
    private final int second;
    private double left;

    Cohort(int second, double messages) {
      this.second = second;
      left = messages;
    }
  }

  private final FleetSpec.Queue work;
  private final double kept;
  private final ArrayDeque<Cohort> cohorts = new ArrayDeque<>();

  /** Those that already wait too long; they come before the others. */
  private final ArrayDeque<Cohort> lateOnes = new ArrayDeque<>();

  private double visible;
  private double inFlight;

  /** In flight in tasks that were told to stop. */
  private double leaving;

  private double workersBefore;
  private double busy;
  private double late;
  private double sent;
  private double received;
  private double deleted;

  QueueEngine(FleetSpec.Queue work) {
    this.work = work;
    kept = StrictMath.exp(-1 / work.secondsPerMessage());
  }

  @Override
  public void second(int now, int arrivals, int serving) {
    if (arrivals > 0) {
      cohorts.add(new Cohort(now, arrivals));
      visible += arrivals;
      sent += arrivals;
    }
    double workers = (double) serving * work.concurrency();
    if (workers < workersBefore) {
      double taken = inFlight * (1 - workers / workersBefore);
      leaving += taken;
      inFlight -= taken;
    }
    workersBefore = workers;
    double left = leaving * kept;
    double done = workers / work.secondsPerMessage();
    double most = workers - inFlight + Math.min(done, inFlight + visible);
    double begun;
    double after;
    if (visible >= most) {
      begun = most;
      after = workers;
    } else {
      begun = visible;
      after = Math.min(workers, inFlight * kept + begun * work.secondsPerMessage() * (1 - kept));
    }
    grow(now);
    begin(begun);
    double finished = inFlight + begun - after + leaving - left;
    busy = workers == 0 ? 0 : Math.min(1, (inFlight + after) / 2 / workers);
    inFlight = after;
    leaving = left;
    visible = Math.max(0, visible - begun);
    received += begun;
    deleted += finished;
  }

  /** Counts those as late that have waited too long by now, whenever they will be worked on. */
  private void grow(int now) {
    while (!cohorts.isEmpty() && now - cohorts.peek().second >= work.lateAfter()) {
      Cohort cohort = cohorts.remove();
      late += cohort.left;
      lateOnes.add(cohort);
    }
  }

  private void begin(double messages) {
    double left = messages;
    while (left > 0 && !(lateOnes.isEmpty() && cohorts.isEmpty())) {
      ArrayDeque<Cohort> oldest = lateOnes.isEmpty() ? cohorts : lateOnes;
      Cohort first = oldest.element();
      double taken = Math.min(left, first.left);
      left -= taken;
      first.left -= taken;
      if (first.left <= 1e-9) {
        oldest.remove();
      }
    }
  }

  long visible() {
    return (long) Math.ceil(visible - 1e-6);
  }

  long inFlight() {
    return Math.round(inFlight + leaving);
  }

  /** Messages sent, received and deleted since the last call. */
  double[] takeFlow() {
    double[] flow = {sent, received, deleted};
    sent = 0;
    received = 0;
    deleted = 0;
    return flow;
  }

  @Override
  public double busy() {
    return busy;
  }

  @Override
  public double concurrency() {
    return inFlight + leaving;
  }

  @Override
  public double late() {
    return late;
  }
}
