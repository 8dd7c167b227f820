package io.fargateautoscaler.simulator.requests;

/**
 * What became of the requests. {@code arrived = done + timedOut + refused + failed + inSystem} at
 * all times.
 *
 * @param arrived all requests
 * @param begun those that a worker began while their client waited
 * @param waited those of the begun ones that had to wait before
 * @param done answered in time for their client
 * @param late those of the done ones that took longer than the bound
 * @param timedOut given up by their client
 * @param abandoned those of the timed-out ones that no worker had begun
 * @param refused answered with an error at once: no task, or its queue was full
 * @param failed lost with their task
 * @param inSystem whose client waits
 * @param waitSeconds sum over the begun ones, until they were begun
 * @param responseSeconds sum over the done ones, from arrival to answer
 * @param lostSeconds sum over the timed-out and the failed ones, from arrival to that moment
 * @param inSystemSeconds integral of {@code inSystem} over time
 * @param busySeconds of workers, work for clients that are gone included
 */
public record Tally(
    long arrived,
    long begun,
    long waited,
    long done,
    long late,
    long timedOut,
    long abandoned,
    long refused,
    long failed,
    long inSystem,
    double waitSeconds,
    double responseSeconds,
    double lostSeconds,
    double inSystemSeconds,
    double busySeconds) {
  /** What came after an earlier tally of the same service; {@code inSystem} may be negative. */
  public Tally since(Tally earlier) {
    return new Tally(
        arrived - earlier.arrived,
        begun - earlier.begun,
        waited - earlier.waited,
        done - earlier.done,
        late - earlier.late,
        timedOut - earlier.timedOut,
        abandoned - earlier.abandoned,
        refused - earlier.refused,
        failed - earlier.failed,
        inSystem - earlier.inSystem,
        waitSeconds - earlier.waitSeconds,
        responseSeconds - earlier.responseSeconds,
        lostSeconds - earlier.lostSeconds,
        inSystemSeconds - earlier.inSystemSeconds,
        busySeconds - earlier.busySeconds);
  }

  /** Requests that got no answer or a late one. */
  public long bad() {
    return late + timedOut + refused + failed;
  }

  /** Mean seconds until a worker began; 0 if none did. */
  public double meanWait() {
    return begun == 0 ? 0 : waitSeconds / begun;
  }

  /** Mean seconds to an answer; 0 without one. */
  public double meanResponse() {
    return done == 0 ? 0 : responseSeconds / done;
  }
}
