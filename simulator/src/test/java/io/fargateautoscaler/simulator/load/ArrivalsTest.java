package io.fargateautoscaler.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 1, 3.7, 9.99, 10, 10.01, 25, 100, 5_000, 1e6, 1e9})
  void poisson_numbers_have_their_mean_and_variance(double mean) {
    var random = new SplittableRandom(11);
    var poisson = new Poisson(mean);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double off = poisson.next(random) - mean;
      sum += off;
      squares += off * off;
    }

    // Four standard errors each.
    assertThat(sum / DRAWS).isCloseTo(0, within(4 * Math.sqrt(mean / DRAWS)));
    assertThat(squares / DRAWS)
        .isCloseTo(mean, within(4 * Math.sqrt((mean + 2 * mean * mean) / DRAWS)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 2, 9.9, 10, 10.5, 17, 60, 300})
  void poisson_numbers_are_as_frequent_as_they_must(double mean) {
    assertThat(excess(mean, mean)).isLessThan(4);
  }

  @Test
  void the_check_of_frequencies_can_fail() {
    assertThat(excess(10.1, 10)).isGreaterThan(4);
    assertThat(excess(9.9, 9.8)).isGreaterThan(4);
  }

  /**
   * Chi-square of draws of one mean against the frequencies of another, in standard deviations
   * above its mean.
   */
  private static double excess(double drawn, double assumed) {
    var random = new SplittableRandom(5);
    var poisson = new Poisson(drawn);
    int[] seen = new int[(int) (assumed * 3 + 40)];
    for (int i = 0; i < DRAWS; i++) {
      seen[Math.min(seen.length - 1, poisson.next(random))]++;
    }
    double square = 0;
    int classes = 0;
    double chance = 0;
    double observed = 0;
    double logFactorial = 0;
    double left = DRAWS;
    for (int k = 0; k < seen.length; k++) {
      logFactorial += k > 0 ? Math.log(k) : 0;
      chance += DRAWS * Math.exp(k * Math.log(assumed) - assumed - logFactorial);
      observed += seen[k];
      // A class needs enough expected draws, and leaves enough for the last one.
      if (chance >= 20 && left - chance >= 20) {
        square += (observed - chance) * (observed - chance) / chance;
        classes++;
        left -= chance;
        chance = 0;
        observed = 0;
      }
    }
    square += (observed - left) * (observed - left) / left;
    return (square - classes) / Math.sqrt(2.0 * classes);
  }

  @Test
  void the_rate_is_constant_inside_an_interval() {
    Arrivals arrivals =
        Arrivals.draw(new Trace("t", 10_000, new double[] {50_000, 0, 200_000}), 1, 3);

    assertThat(arrivals.seconds()).isEqualTo(30_000);
    for (int half = 0; half < 2; half++) {
      assertThat(sum(arrivals, half * 5_000, half * 5_000 + 5_000)).isCloseTo(25_000, within(640L));
      assertThat(sum(arrivals, 20_000 + half * 5_000, 25_000 + half * 5_000))
          .isCloseTo(100_000, within(1_270L));
    }
    assertThat(sum(arrivals, 10_000, 20_000)).isZero();
    assertThat(arrivals.total()).isEqualTo(sum(arrivals, 0, 30_000));
  }

  @Test
  void a_factor_multiplies_the_rate_and_leaves_the_time() {
    double[] counts = new double[20_000];
    Arrays.fill(counts, 2);
    Arrivals arrivals = Arrivals.draw(new Trace("t", 1, counts), 3, 3);

    assertThat(arrivals.seconds()).isEqualTo(20_000);
    assertThat(arrivals.total()).isCloseTo(120_000, within(1_400L));
    // Redrawn, not multiplied: that would give threefold numbers only.
    assertThat(LongStream.range(0, 20_000).mapToInt(arrivals::at).filter(n -> n % 3 != 0).count())
        .isGreaterThan(10_000);
  }

  @Test
  void the_seed_decides() {
    var trace = new Trace("t", 60, new double[] {300, 3_000});

    assertThat(seconds(Arrivals.draw(trace, 1, 1))).isEqualTo(seconds(Arrivals.draw(trace, 1, 1)));
    assertThat(seconds(Arrivals.draw(trace, 1, 1)))
        .isNotEqualTo(seconds(Arrivals.draw(trace, 1, 2)));
  }

  @Test
  void nothing_comes_of_nothing() {
    Arrivals arrivals = Arrivals.draw(new Trace("t", 60, new double[] {300, 3_000}), 0, 1);

    assertThat(arrivals.total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
  void factor_out_of_range(double factor) {
    var trace = new Trace("t", 1, new double[] {2});

    assertThatThrownBy(() -> Arrivals.draw(trace, factor, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void too_long_a_trace() {
    var trace = new Trace("t", Arrivals.MAX_SECONDS / 2 + 1, new double[] {2, 2});

    assertThatThrownBy(() -> Arrivals.draw(trace, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 60, 1L << 32})
  void second_out_of_range(long second) {
    Arrivals arrivals = Arrivals.draw(new Trace("t", 60, new double[] {2}), 1, 1);

    assertThatThrownBy(() -> arrivals.at(second)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static long sum(Arrivals arrivals, int from, int to) {
    long sum = 0;
    for (int second = from; second < to; second++) {
      sum += arrivals.at(second);
    }
    return sum;
  }

  private static List<Integer> seconds(Arrivals arrivals) {
    return LongStream.range(0, arrivals.seconds()).mapToObj(arrivals::at).toList();
  }
}
