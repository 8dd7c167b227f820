package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.benchmark.Measures;

/** One policy on one load from its first to its last second. */
public final class Run {
  /** How busy tasks are at the beginning. */
  private static final double BUSY_AT_START = 0.6;

  private static final int START_SECONDS = 300;

  private Run() {}

  /**
   * Runs it. What the shipped reconciler decides is watched by {@link Invariants}.
   *
   * @param seed of start-up times and of delays of metrics; the same gives the same measures
   * @throws IllegalStateException if a rule of safety is broken
   */
  public static Measures of(
      FleetSpec service, Offered offered, Candidate candidate, long seed, Journal listener) {
    Journal journal =
        listener instanceof Invariants
            ? listener
            : new Invariants(listener, service.work(), offered);
    FleetSpec spec = candidate.service().apply(service);
    World world = new World(spec, offered, atStart(offered, candidate), seed);
    Autoscaler autoscaler = candidate.factory().on(world, journal, seed);
    int desired = world.tasks.desired();
    int direction = 0;
    int changes = 0;
    int reversals = 0;
    long arrived = 0;
    while (world.now() < offered.seconds()) {
      arrived += offered.arrivals(world.now());
      world.second();
      autoscaler.second();
      int next = world.tasks.desired();
      if (next != desired) {
        journal.changed(world.now(), desired, next);
        int to = Integer.compare(next, desired);
        reversals += direction == -to ? 1 : 0;
        direction = to;
        changes++;
        desired = next;
      }
      journal.second(world.now(), desired, world.tasks.running(), world.engine.late());
    }
    double hours = offered.seconds() / 3600.0;
    double taskHours = world.tasks.paidUntil(world.now()) / 3600.0;
    return new Measures(
        arrived,
        Math.min(arrived, Math.round(world.engine.late())),
        taskHours,
        taskHours * spec.usdPerTaskHour(),
        autoscaler.usd(),
        changes,
        reversals,
        hours);
  }

  private static int atStart(Offered offered, Candidate candidate) {
    int need = offered.largestNeed(0, START_SECONDS);
    return candidate.range().nearest((int) Math.ceil(need / BUSY_AT_START));
  }
}
