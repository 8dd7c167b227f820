package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A service, its load and its clock. Whoever scales it sees what it publishes. Before the load come
 * its first minutes, again and again for a while, so that nobody begins without a past.
 */
final class World {
  /** How long the service has been there when the load begins, in seconds. */
  static final int LEAD = 1800;

  /** The part of the load that comes before it again and again, in seconds. */
  private static final int REPEATED = 300;

  /** When the load begins: a Monday. */
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  final FleetSpec spec;
  final Offered offered;
  final VirtualClock clock = new VirtualClock(START.minusSeconds(LEAD));
  final Tasks tasks;
  final Engine engine;
  final Samples samples;
  private final List<Runnable> observers = new ArrayList<>();

  World(FleetSpec spec, Offered offered, int desired, long seed) {
    this.spec = spec;
    this.offered = offered;
    tasks = new Tasks(spec, desired, new SplittableRandom(seed));
    samples = new Samples(tasks);
    engine =
        switch (spec.work()) {
          case FleetSpec.Web web -> new WebEngine(web);
          case FleetSpec.Queue queue -> new QueueEngine(queue);
        };
  }

  /** Seconds since the service is there. */
  int now() {
    return (int) clock.second();
  }

  /** Seconds since the load began, negative before it. */
  int loadSecond() {
    return now() - LEAD;
  }

  /** The second of the load that is like {@code second} of the world. */
  static int ofLoad(int second, int length) {
    return second < LEAD ? second % Math.min(REPEATED, length) : second - LEAD;
  }

  /** Requests or messages of a second of the world. */
  int arrivals(int second) {
    return offered.arrivals(ofLoad(second, offered.seconds()));
  }

  /** Runs {@code observer} at the end of every second, in the order of this call. */
  void observe(Runnable observer) {
    observers.add(observer);
  }

  /** One second passes. */
  void second() {
    int now = now();
    tasks.second(now);
    engine.second(now, arrivals(now), tasks.running());
    samples.second(now, engine.busy());
    clock.advance();
    for (Runnable observer : observers) {
      observer.run();
    }
  }
}
