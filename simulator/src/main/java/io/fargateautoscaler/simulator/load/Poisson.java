package io.fargateautoscaler.simulator.load;

import java.util.random.RandomGenerator;

/**
 * Draws Poisson numbers of one mean. Commons RNG has such a sampler, but on {@code Math.exp} and
 * {@code Math.log}, whose last bit may differ between machines; here the same seed gives the same
 * numbers everywhere.
 */
final class Poisson {
  /** The transformed rejection below is proven from here on. */
  private static final double LARGE = 10;

  /** Larger than any number that a mean below {@link #LARGE} gives but once in 10^26 draws. */
  private static final int TAIL = 60;

  private static final double HALF_LOG_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private final double mean;
  private final double none;
  private final double a;
  private final double b;
  private final double logInverseAlpha;
  private final double squeeze;
  private final double logMean;

  /**
   * @param mean from 0 to 1e9
   */
  Poisson(double mean) {
    this.mean = mean;
    boolean large = mean >= LARGE;
    none = large ? 0 : StrictMath.exp(-mean);
    b = large ? 0.931 + 2.53 * Math.sqrt(mean) : 0;
    a = large ? -0.059 + 0.02483 * b : 0;
    logInverseAlpha = large ? StrictMath.log(1.1239 + 1.1328 / (b - 3.4)) : 0;
    squeeze = large ? 0.9277 - 3.6224 / (b - 2) : 0;
    logMean = large ? StrictMath.log(mean) : 0;
  }

  double mean() {
    return mean;
  }

  int next(RandomGenerator random) {
    return mean >= LARGE ? rejection(random) : inversion(random);
  }

  private int inversion(RandomGenerator random) {
    double left = random.nextDouble();
    double chance = none;
    int number = 0;
    // Without the bound, what rounding leaves of the chances would be looked for forever.
    while (left >= chance && number < TAIL) {
      left -= chance;
      number++;
      chance *= mean / number;
    }
    return number;
  }

  /**
   * Transformed rejection with squeeze: W. Hörmann, Insurance: Mathematics and Economics 12 (1993),
   * algorithm PTRS.
   */
  private int rejection(RandomGenerator random) {
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double number = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return (int) number;
      }
      if (number < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double accepted = StrictMath.log(v) + logInverseAlpha - StrictMath.log(a / (us * us) + b);
      if (accepted <= number * logMean - mean - logFactorial(number)) {
        return (int) number;
      }
    }
  }

  /** Stirling's series, wrong by less than 1e-10 from 10 on. */
  private static double logFactorial(double n) {
    if (n < 10) {
      double product = 1;
      for (int i = 2; i <= n; i++) {
        product *= i;
      }
      return StrictMath.log(product);
    }
    double square = n * n;
    double series = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / n;
    return (n + 0.5) * StrictMath.log(n) - n + HALF_LOG_2_PI + series;
  }
}
