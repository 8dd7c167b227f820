package io.fargateautoscaler.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.benchmark.Elasticity.Figures;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElasticityTest {
  private static Elasticity of(int ceiling, String demand, String supply) {
    int[] needed = ints(demand);
    int[] ready = ints(supply);
    var elasticity = new Elasticity(ceiling);
    for (int i = 0; i < needed.length; i++) {
      elasticity.add(needed[i], ready[i]);
    }
    return elasticity;
  }

  private static int[] ints(String text) {
    return Arrays.stream(text.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  /** Ten seconds of at most 10 tasks, so sums of tasks are percents of the ceiling. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // name | demand | supply | A_U | A_O | theta_U | theta_O | T_U | T_O | k | k'
        "always right | 2 2 4 4 4 2 2 1 1 1 | 2 2 4 4 4 2 2 1 1 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        // Missing 2 of 4 twice; idle 2 of 2 twice; both follow one step, then the other moves
        // alone.
        "two steps behind | 2 2 4 4 4 4 2 2 2 2 | 2 2 2 2 4 4 4 4 2 2"
            + " | 4 | 4 | 10 | 20 | 20 | 20 | 22.2222 | 22.2222",
        "always one missing | 5 5 5 5 5 5 5 5 5 5 | 4 4 4 4 4 4 4 4 4 4"
            + " | 10 | 0 | 20 | 0 | 100 | 0 | 0 | 0",
        "idle tasks count by demand | 1 1 1 1 1 1 1 1 1 1 | 4 4 4 4 4 4 4 4 4 4"
            + " | 0 | 30 | 0 | 300 | 0 | 100 | 0 | 0",
        "no demand counts as one | 0 0 0 0 0 0 0 0 0 0 | 2 2 2 2 2 1 1 1 1 1"
            + " | 0 | 15 | 0 | 150 | 0 | 100 | 0 | 11.1111",
        "nothing ready | 4 4 4 4 4 4 4 4 4 4 | 0 0 0 0 0 0 0 0 0 0"
            + " | 40 | 0 | 100 | 0 | 100 | 0 | 0 | 0",
        "supply swings alone | 3 3 3 3 3 3 3 3 3 3 | 3 4 3 4 3 4 3 4 3 4"
            + " | 0 | 5 | 0 | 16.6667 | 0 | 50 | 55.5556 | 44.4444",
        "demand swings alone | 2 4 2 4 2 4 2 4 2 4 | 2 2 2 2 2 2 2 2 2 2"
            + " | 10 | 0 | 25 | 0 | 50 | 0 | 44.4444 | 55.5556",
        "opposite moves count once | 4 6 4 6 4 6 4 6 4 6 | 6 4 6 4 6 4 6 4 6 4"
            + " | 10 | 10 | 16.6667 | 25 | 50 | 50 | 44.4444 | 55.5556"
      })
  void tenSteps(
      String name,
      String demand,
      String supply,
      double accuracyUnder,
      double accuracyOver,
      double thetaUnder,
      double thetaOver,
      double timeUnder,
      double timeOver,
      double instability,
      double inertia) {
    Elasticity elasticity = of(10, demand, supply);

    Figures figures = elasticity.figures();
    assertThat(
            new double[] {
              elasticity.accuracyUnder(),
              elasticity.accuracyOver(),
              figures.thetaUnder(),
              figures.thetaOver(),
              figures.timeUnder(),
              figures.timeOver(),
              elasticity.instability(),
              elasticity.inertia()
            })
        .as(name)
        .containsExactly(
            new double[] {
              accuracyUnder,
              accuracyOver,
              thetaUnder,
              thetaOver,
              timeUnder,
              timeOver,
              instability,
              inertia
            },
            within(1e-4));
  }

  @Test
  void accuracyIsAPartOfTheCeiling() {
    assertThat(of(100, "5 5", "4 7").accuracyUnder()).isEqualTo(0.5);
    assertThat(of(100, "5 5", "4 7").accuracyOver()).isEqualTo(1);
  }

  @Test
  void isZeroBeforeItBegins() {
    var elasticity = new Elasticity(1);
    assertThat(elasticity.figures()).isEqualTo(new Figures(0, 0, 0, 0));
    assertThat(elasticity.accuracyUnder()).isZero();
    assertThat(elasticity.instability()).isZero();
    elasticity.add(1, 1);
    assertThat(elasticity.inertia()).isZero();
  }

  @Test
  void refusesTheImpossible() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Elasticity(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Elasticity(1).add(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Elasticity(1).add(0, -1));
  }

  /** The first two rows are a published table, over- and underprovisioning in percent. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "published: a forecast by LSTM,  3.29,3.06,57.95,57.05, 0.48,4.28,15.85,89.10, 1.8404",
    "published: a forecast by ANN,   3.29,3.06,57.95,57.05, 0.94,3.51,26.50,73.20, 1.5101",
    "no change,                      1,2,3,4,               1,2,3,4,               1",
    "all halved,                     2,4,6,8,               1,2,3,4,               2",
    "worse,                          1,2,3,4,               2,4,6,8,               0.5",
    "zero on both sides is no change, 0,4,0,8,              0,1,0,2,               2",
    "zero with a scaler only,        1,2,3,4,               0,2,3,4,               ",
    "zero without a scaler only,     0,2,3,4,               1,2,3,4,               ",
    "zero on one side each,          0,2,3,4,               1,0,3,4,               "
  })
  void speedup(
      String name,
      double thetaUnder,
      double thetaOver,
      double timeUnder,
      double timeOver,
      double thetaUnderWith,
      double thetaOverWith,
      double timeUnderWith,
      double timeOverWith,
      @Nullable Double eta) {
    var without = new Figures(thetaUnder, thetaOver, timeUnder, timeOver);
    var with = new Figures(thetaUnderWith, thetaOverWith, timeUnderWith, timeOverWith);

    if (eta == null) {
      assertThat(Elasticity.eta(with, without)).as(name).isEmpty();
    } else {
      assertThat(Elasticity.eta(with, without).orElseThrow()).as(name).isEqualTo(eta, within(1e-4));
    }
  }
}
