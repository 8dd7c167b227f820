package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.ServiceTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every single wait against the recursion of Kiefer and Wolfowitz, which knows no events. */
class ExactWaitsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void everyWaitIsThatOfTheRecursion(int workers) {
    SplittableRandom random = new SplittableRandom(workers);
    double[] work = new double[20_000];
    Arrays.setAll(work, _ -> ServiceTime.logNormal(1, 1).next(random));
    int[] drawn = {0};
    Settings settings = Settings.of(workers, _ -> work[drawn[0]++]).patient();
    RequestEngine engine = new RequestEngine(settings, 1);
    engine.addTask(0);

    // Seconds until each worker will be free, the earliest first.
    double[] free = new double[workers];
    double waits = 0;
    double waited = 0;
    for (double seconds : work) {
      double gap = random.nextDouble() * 2 / (0.95 * workers);
      for (int i = 0; i < workers; i++) {
        free[i] = Math.max(0, free[i] - gap);
      }
      waits += free[0];
      waited += free[0] > 1e-9 ? 1 : 0;
      free[0] += seconds;
      Arrays.sort(free);
      engine.arrive(engine.now() + gap);
    }
    engine.advance(engine.now() + 1_000);

    assertThat(engine.tally().waitSeconds()).isCloseTo(waits, within(waits * 1e-9));
    assertThat((double) engine.tally().waited()).isEqualTo(waited);
    assertThat(engine.tally().busySeconds()).isCloseTo(Arrays.stream(work).sum(), within(1e-5));
    assertThat(waited).isBetween(1_000.0, 19_000.0);
  }
}
