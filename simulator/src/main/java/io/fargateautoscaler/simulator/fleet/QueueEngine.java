package io.fargateautoscaler.simulator.fleet;

import java.util.ArrayDeque;

/**
 * Messages as a fluid: those that wait by the second in which they came, those that are worked on
 * as one number that shrinks by its part of a message's time. A task that stops finishes what it
 * has.
 */
final class QueueEngine implements Engine {
  private record Cohort(int second, double messages) {}

  private final FleetSpec.Queue work;
  private final double kept;
  private final ArrayDeque<Cohort> cohorts = new ArrayDeque<>();
  private double firstLeft;
  private int second;
  private double visible;
  private double inFlight;
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
      if (cohorts.size() == 1) {
        firstLeft = arrivals;
      }
      visible += arrivals;
      sent += arrivals;
    }
    double workers = (double) serving * work.concurrency();
    double done = workers / work.secondsPerMessage();
    double most = Math.max(0, workers - inFlight) + Math.min(done, inFlight + visible);
    double begun;
    double after;
    if (inFlight > workers) {
      begun = 0;
      after = inFlight * kept;
    } else if (visible >= most && workers > 0) {
      begun = most;
      after = workers;
    } else {
      begun = Math.min(visible, most);
      after = Math.min(workers, inFlight * kept + begun * work.secondsPerMessage() * (1 - kept));
    }
    begin(begun, now);
    double finished = inFlight + begun - after;
    busy = workers == 0 ? 0 : Math.min(1, (inFlight + after) / 2 / workers);
    inFlight = after;
    visible = Math.max(0, visible - begun);
    received += begun;
    deleted += finished;
    second = now;
  }

  private void begin(double messages, int now) {
    double left = messages;
    while (left > 0 && !cohorts.isEmpty()) {
      Cohort first = cohorts.peek();
      double taken = Math.min(left, firstLeft);
      if (now - first.second() >= work.lateAfter()) {
        late += taken;
      }
      left -= taken;
      firstLeft -= taken;
      if (firstLeft <= 1e-9) {
        cohorts.remove();
        firstLeft = cohorts.isEmpty() ? 0 : cohorts.peek().messages();
      }
    }
  }

  long visible() {
    return (long) Math.ceil(visible - 1e-6);
  }

  long inFlight() {
    return Math.round(inFlight);
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
    return inFlight;
  }

  @Override
  public double late() {
    double waitingTooLong = 0;
    for (Cohort cohort : cohorts) {
      if (second - cohort.second() < work.lateAfter()) {
        break;
      }
      waitingTooLong += cohort == cohorts.peek() ? firstLeft : cohort.messages();
    }
    return late + waitingTooLong;
  }
}
