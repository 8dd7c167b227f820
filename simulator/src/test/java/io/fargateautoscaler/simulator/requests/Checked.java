package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

/** An engine whose books are checked after every step, and arrivals for it. */
final class Checked {
  final RequestEngine engine;
  private final SplittableRandom random;

  Checked(Settings settings, int tasks, long seed) {
    engine = new RequestEngine(settings, seed);
    random = new SplittableRandom(~seed);
    for (int id = 0; id < tasks; id++) {
      engine.addTask(id);
    }
  }

  /** So many requests of a Poisson process, in steps of a thousand. */
  void poisson(double perSecond, int arrivals) {
    for (int i = 1; i <= arrivals; i++) {
      engine.arrive(engine.now() - Math.log(1 - random.nextDouble()) / perSecond);
      if (i % 1000 == 0) {
        check();
      }
    }
    check();
  }

  /** What so many requests of a Poisson process gave, after a tenth more that are not counted. */
  Tally steady(double perSecond, int arrivals) {
    poisson(perSecond, arrivals / 10);
    Tally before = engine.tally();
    poisson(perSecond, arrivals);
    return engine.tally().since(before);
  }

  /** Conservation of requests and of work, and Little's law in its exact form. */
  void check() {
    Tally tally = engine.tally();
    assertThat(tally.done() + tally.timedOut() + tally.refused() + tally.failed())
        .isEqualTo(tally.arrived() - tally.inSystem());
    assertThat(engine.idlesWhileWorkWaits()).isFalse();
    assertThat(tally.responseSeconds() + tally.lostSeconds() + engine.ages())
        .isCloseTo(tally.inSystemSeconds(), within(1e-6 + tally.inSystemSeconds() * 1e-8));
    assertThat(engine.responseTimes().count()).isEqualTo(tally.done() + tally.timedOut());
  }
}
