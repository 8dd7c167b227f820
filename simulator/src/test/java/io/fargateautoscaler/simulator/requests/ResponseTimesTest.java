package io.fargateautoscaler.simulator.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.simulator.ServiceTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResponseTimesTest {
  @Test
  void percentilesAreCloseToThoseOfTheSortedTimes() {
    SplittableRandom random = new SplittableRandom(1);
    double[] times = new double[10_000];
    Arrays.setAll(times, _ -> ServiceTime.logNormal(0.2, 3).next(random));
    ResponseTimes one = new ResponseTimes();
    ResponseTimes other = new ResponseTimes();
    for (int i = 0; i < times.length; i++) {
      (i % 3 == 0 ? one : other).add(times[i]);
    }
    one.addAll(other);
    Arrays.sort(times);
    assertThat(one.count()).isEqualTo(times.length);
    for (double part : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      double exact = times[(int) Math.ceil(part * times.length) - 1];
      assertThat(one.percentile(part)).isBetween(exact, exact * 1.008);
    }
  }

  @Test
  void extremesAreInTheFirstAndTheLastClass() {
    ResponseTimes times = new ResponseTimes();
    times.add(0);
    assertThat(times.percentile(0)).isLessThan(1e-6);
    times.add(1e30);
    assertThat(times.percentile(1)).isGreaterThan(1e6);
    assertThatThrownBy(() -> times.percentile(99)).isInstanceOf(IllegalArgumentException.class);
  }
}
