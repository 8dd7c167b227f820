package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class QueueEngineTest {
  /**
   * 100 tasks with 10 s a message begin ten a second, 50 of them five, also in the first second.
   */
  @Test
  void tasks_that_stay_go_on_while_stopped_ones_finish() {
    QueueEngine engine = new QueueEngine(new FleetSpec.Queue(10, 1, 60));
    engine.second(0, 10_000, 100);
    for (int second = 1; second < 60; second++) {
      engine.second(second, 0, 100);
    }
    engine.takeFlow();

    engine.second(60, 0, 50);

    assertThat(engine.takeFlow()[1]).isCloseTo(5, within(1e-9));
    assertThat(engine.inFlight()).isBetween(90L, 99L);
    for (int second = 61; second < 160; second++) {
      engine.second(second, 0, 50);
    }
    assertThat(engine.inFlight()).isEqualTo(50);
  }
}
