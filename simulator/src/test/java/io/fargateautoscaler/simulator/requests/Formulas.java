package io.fargateautoscaler.simulator.requests;

import java.util.function.DoubleUnaryOperator;

/** What queueing theory says. */
final class Formulas {
  private Formulas() {}

  /**
   * Part of the calls that find all servers busy and are lost.
   *
   * @param load arrivals a second times seconds of work
   */
  static double erlangB(int servers, double load) {
    double blocked = 1;
    for (int n = 1; n <= servers; n++) {
      blocked = load * blocked / (n + load * blocked);
    }
    return blocked;
  }

  /** Part of the calls that find all servers busy and wait. */
  static double erlangC(int servers, double load) {
    double blocked = erlangB(servers, load);
    double busy = load / servers;
    return blocked / (1 - busy * (1 - blocked));
  }

  /** Mean wait of M/M/c in mean service times. */
  static double meanWait(int servers, double load) {
    return erlangC(servers, load) / (servers - load);
  }

  /**
   * Part of the calls of M/M/c+M that are given up before they are begun.
   *
   * @param perSecond arrivals; a service takes 1 s in the mean
   * @param patience mean seconds
   */
  static double erlangA(int servers, double perSecond, double patience) {
    double probability = 1;
    double all = 1;
    double waiting = 0;
    for (int n = 1; n < 10_000; n++) {
      int waits = Math.max(0, n - servers);
      probability *= perSecond / (Math.min(n, servers) + waits / patience);
      all += probability;
      waiting += probability * waits;
    }
    return waiting / all / patience / perSecond;
  }

  /**
   * Part of the calls of M/M/1+D that are given up before they are begun: the virtual wait has the
   * density {@code p λ exp((λ - 1) x)} below the patience and falls with {@code exp(-x)} above.
   *
   * @param perSecond arrivals; a service takes 1 s in the mean; not 1
   * @param patience seconds, the same for all
   */
  static double fixedPatience(double perSecond, double patience) {
    double atPatience = Math.exp((perSecond - 1) * patience);
    double idle = 1 / (1 + perSecond * (1 - atPatience) / (1 - perSecond) + perSecond * atPatience);
    return perSecond * idle * atPatience;
  }

  /**
   * Mean wait of GI/M/1 in seconds, with a mean service of 1 s.
   *
   * @param transform Laplace-Stieltjes transform of the gaps between arrivals
   */
  static double meanWait(DoubleUnaryOperator transform) {
    double sigma = 0.5;
    for (int i = 0; i < 10_000; i++) {
      sigma = transform.applyAsDouble(1 - sigma);
    }
    return sigma / (1 - sigma);
  }
}
