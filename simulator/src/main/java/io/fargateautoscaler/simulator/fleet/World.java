package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A service, its load and its clock. Whoever scales it sees what it publishes. */
final class World {
  /** A Monday. */
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  final FleetSpec spec;
  final Offered offered;
  final VirtualClock clock = new VirtualClock(START);
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

  /** Seconds since the start. */
  int now() {
    return (int) clock.second();
  }

  /** Runs {@code observer} at the end of every second, in the order of this call. */
  void observe(Runnable observer) {
    observers.add(observer);
  }

  /** One second passes. */
  void second() {
    int now = now();
    tasks.second(now);
    engine.second(now, offered.arrivals(now), tasks.running());
    samples.second(now, engine.busy());
    clock.advance();
    for (Runnable observer : observers) {
      observer.run();
    }
  }
}
