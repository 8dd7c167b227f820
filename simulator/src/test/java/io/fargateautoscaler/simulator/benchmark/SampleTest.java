package io.fargateautoscaler.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SampleTest {
  private static Load load(String trace) {
    return new Load(trace, Kind.QUEUE, 10);
  }

  @Test
  void theIntervalOfOneTraceAndSeedIsItsValue() {
    var sample = new Sample();
    sample.add(load("a"), 0.3);

    assertThat(sample.mean()).isEqualTo(0.3);
    assertThat(sample.interval()).isEqualTo(new Sample.Interval(0.3, 0.3));
  }

  @Test
  void theSeedsOfOneTraceAreDrawnToo() {
    var sample = new Sample();
    for (int seed = 0; seed < 2; seed++) {
      sample.add(load("a"), seed);
    }

    // Both draws give the same seed in one of four each.
    assertThat(sample.interval()).isEqualTo(new Sample.Interval(0, 1));
  }

  @Test
  void manyTracesHaveTheIntervalOfTheNormalDistribution() {
    var random = new Random(7);
    var sample = new Sample();
    int traces = 200;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < traces; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
      sample.add(load("trace " + i), value);
    }
    double mean = sum / traces;
    double half = 1.96 * Math.sqrt((squares / traces - mean * mean) / traces);

    Sample.Interval interval = sample.interval();
    assertThat(sample.mean()).isEqualTo(mean, within(1e-12));
    assertThat(interval.low()).isEqualTo(mean - half, within(half / 8));
    assertThat(interval.high()).isEqualTo(mean + half, within(half / 8));
  }

  @Test
  void isTheSameEachTime() {
    var sample = new Sample();
    for (int i = 0; i < 30; i++) {
      sample.add(load("trace " + i % 7), Math.sqrt(i));
    }

    assertThat(sample.interval()).isEqualTo(sample.interval());
  }
}
