package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.ServiceTime;
import org.junit.jupiter.api.Test;

class RoutingTest {
  @Test
  void theTurnGoesOnWhenATaskLeaves() {
    RequestEngine engine = engine(Choice.ROUND_ROBIN, 4);
    engine.arrive(0);
    engine.arrive(0);
    engine.killTask(0);
    engine.arrive(0);
    assertThat(engine.outstanding(2)).isEqualTo(1);
    engine.arrive(0);
    engine.arrive(0);
    assertThat(engine.outstanding(1)).isEqualTo(2);
    assertThat(engine.outstanding(2)).isEqualTo(1);
    assertThat(engine.outstanding(3)).isEqualTo(1);
  }

  @Test
  void tasksThatHoldEquallyFewGetEquallyMany() {
    RequestEngine engine = engine(Choice.LEAST_OUTSTANDING, 4);
    for (int i = 0; i < 4_000; i++) {
      engine.arrive(2 * i);
    }
    engine.advance(8_000);
    for (int id = 0; id < 4; id++) {
      assertThat(engine.busySeconds(id)).isCloseTo(1_000, within(100.0));
    }
  }

  @Test
  void aNewTaskIsFilledFirst() {
    RequestEngine engine = engine(Choice.LEAST_OUTSTANDING, 1);
    for (int i = 0; i < 200; i++) {
      engine.arrive(0);
    }
    engine.addTask(9);
    for (int i = 0; i < 250; i++) {
      engine.arrive(0);
    }
    assertThat(engine.outstanding(0)).isEqualTo(225);
    assertThat(engine.outstanding(9)).isEqualTo(225);
  }

  @Test
  void requestsOfASecondAreSpreadOverIt() {
    RequestEngine engine = engine(Choice.ROUND_ROBIN, 0);
    engine.addTask(0);
    engine.advance(100);
    engine.during(0.5, 10_000);
    assertThat(engine.now()).isEqualTo(100.5);
    // A quarter of a second each in the mean, with a standard deviation of 14 for the sum.
    assertThat(engine.tally().inSystemSeconds()).isCloseTo(2_500, within(60.0));
  }

  private static RequestEngine engine(Choice choice, int tasks) {
    Settings settings = Settings.of(1, ServiceTime.fixed(1)).patient().choosing(choice);
    RequestEngine engine = new RequestEngine(settings, 1);
    for (int id = 0; id < tasks; id++) {
      engine.addTask(id);
    }
    return engine;
  }
}
