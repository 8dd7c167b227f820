package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.ServiceTime;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private static final Settings CHECKED =
      Settings.of(1, ServiceTime.fixed(1)).patient().checked(HealthCheck.DEFAULT);

  @Test
  void aTaskWithALongQueueFailsAtTheSecondCheck() {
    RequestEngine engine = engine(CHECKED);
    for (int i = 0; i < 400; i++) {
      engine.arrive(0);
    }
    // The checks are at 30 and 60 s and have 5 s each.
    engine.advance(64.9);
    assertThat(engine.takeUnhealthy()).isEmpty();
    assertThat(engine.targets()).isEqualTo(1);
    engine.advance(65);
    assertThat(engine.takeUnhealthy()).containsExactly(0);
    assertThat(engine.takeUnhealthy()).isEmpty();
    assertThat(engine.targets()).isZero();
    engine.arrive(66);
    assertThat(engine.tally().refused()).isEqualTo(1);
    // It works on, and can be drained.
    engine.drainTask(0);
    engine.advance(401);
    assertThat(engine.tally().done()).isEqualTo(400);
    assertThat(engine.has(0)).isFalse();
  }

  @Test
  void oneCheckInTimeForgivesOneThatFailed() {
    RequestEngine engine = engine(CHECKED);
    // Idle again after 45 s: the check at 30 s fails, that at 60 s does not, that at 90 s fails.
    for (int i = 0; i < 45; i++) {
      engine.arrive(0);
    }
    engine.advance(70);
    for (int i = 0; i < 40; i++) {
      engine.arrive(70);
    }
    engine.advance(300);
    assertThat(engine.takeUnhealthy()).isEmpty();
    assertThat(engine.targets()).isEqualTo(1);
  }

  @Test
  void aQueueShorterThanTheTimeoutIsHealthy() {
    RequestEngine engine = engine(CHECKED);
    for (int second = 0; second < 200; second++) {
      engine.during(1, second == 0 ? 5 : 1);
    }
    assertThat(engine.takeUnhealthy()).isEmpty();
  }

  @Test
  void aQueueLongerThanTheTimeoutIsNot() {
    RequestEngine engine = engine(CHECKED);
    for (int second = 0; second < 200; second++) {
      engine.during(1, second == 0 ? 8 : 1);
    }
    assertThat(engine.takeUnhealthy()).containsExactly(0);
  }

  @Test
  void aWorkerThatNeverComesFreeFailsItWithoutAnyQueue() {
    RequestEngine engine =
        engine(Settings.of(1, ServiceTime.fixed(500)).patient().checked(HealthCheck.DEFAULT));
    engine.arrive(10);
    engine.advance(65);
    assertThat(engine.takeUnhealthy()).containsExactly(0);
  }

  @Test
  void withoutAHealthCheckATaskStays() {
    RequestEngine engine = engine(Settings.of(1, ServiceTime.fixed(500)).patient());
    engine.arrive(10);
    engine.advance(400);
    assertThat(engine.takeUnhealthy()).isEmpty();
    assertThat(engine.targets()).isEqualTo(1);
  }

  private static RequestEngine engine(Settings settings) {
    RequestEngine engine = new RequestEngine(settings, 1);
    engine.addTask(0);
    return engine;
  }
}
