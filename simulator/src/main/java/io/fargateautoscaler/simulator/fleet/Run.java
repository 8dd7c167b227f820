package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.benchmark.Measures;
import java.time.Instant;

/** One policy on one load from its first to its last second. */
public final class Run {
  /** When it begins, in its own time: a Monday. */
  public static final Instant START = World.START;

  /** How busy tasks are at the beginning. */
  private static final double BUSY_AT_START = 0.6;

  private static final int START_SECONDS = 300;

  /** Any number; start-up times and delays of metrics are drawn apart from the arrivals. */
  private static final long SEED_OF_RUNS = 0x5DEECE66DL;

  private Run() {}

  /** The seed of a run on a load whose arrivals were drawn with another one. */
  public static long seed(long seedOfArrivals) {
    return seedOfArrivals ^ SEED_OF_RUNS;
  }

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
    while (world.loadSecond() < 0) {
      world.second();
      autoscaler.second();
    }
    double lateBefore = world.engine.late();
    long paidBefore = world.tasks.paidUntil(world.now());
    double usdBefore = autoscaler.usd();
    int desired = world.tasks.desired();
    int direction = 0;
    int changes = 0;
    int reversals = 0;
    long arrived = 0;
    while (world.loadSecond() < offered.seconds()) {
      arrived += offered.arrivals(world.loadSecond());
      world.second();
      autoscaler.second();
      int second = world.loadSecond();
      int next = world.tasks.desired();
      if (next != desired) {
        journal.changed(second, desired, next);
        int to = Integer.compare(next, desired);
        reversals += direction == -to ? 1 : 0;
        direction = to;
        changes++;
        desired = next;
      }
      journal.second(second, desired, world.tasks.running(), world.engine.late() - lateBefore);
    }
    double late = world.engine.late() - lateBefore;
    double taskHours = (world.tasks.paidUntil(world.now()) - paidBefore) / 3600.0;
    return new Measures(
        arrived,
        Math.min(arrived, Math.round(late)),
        taskHours,
        taskHours * spec.usdPerTaskHour(),
        autoscaler.usd() - usdBefore,
        changes,
        reversals,
        offered.seconds() / 3600.0);
  }

  private static int atStart(Offered offered, Candidate candidate) {
    int need = offered.largestNeed(0, START_SECONDS);
    return candidate.range().nearest((int) Math.ceil(need / BUSY_AT_START));
  }
}
