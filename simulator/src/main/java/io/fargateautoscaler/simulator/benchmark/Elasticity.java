package io.fargateautoscaler.simulator.benchmark;

import java.util.OptionalDouble;

/**
 * How well a supply of tasks follows the demand, by the metrics of the elasticity literature.
 * Seconds are added one by one; all figures are means over them, in percent, 0 before the first.
 */
public final class Elasticity {
  private final int ceiling;
  private long seconds;
  private long missing;
  private long idle;
  private double missingShare;
  private double idleShare;
  private long shortSeconds;
  private long longSeconds;
  private long supplyMovedMore;
  private long demandMovedMore;
  private int lastDemand;
  private int lastSupply;

  /**
   * @param ceiling most tasks that there may be, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Elasticity(int ceiling) {
    if (ceiling < 1) {
      throw new IllegalArgumentException("ceiling " + ceiling);
    }
    this.ceiling = ceiling;
  }

  /**
   * Adds a second.
   *
   * @param demand fewest tasks that would do, at least 0
   * @param supply tasks that are ready, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public void add(int demand, int supply) {
    if (demand < 0 || supply < 0) {
      throw new IllegalArgumentException("demand " + demand + ", supply " + supply);
    }
    int lack = Math.max(0, demand - supply);
    int surplus = Math.max(0, supply - demand);
    missing += lack;
    idle += surplus;
    missingShare += lack / (double) Math.max(1, demand);
    idleShare += surplus / (double) Math.max(1, demand);
    shortSeconds += lack > 0 ? 1 : 0;
    longSeconds += surplus > 0 ? 1 : 0;
    if (seconds > 0) {
      int bySupply = Integer.compare(supply, lastSupply);
      int byDemand = Integer.compare(demand, lastDemand);
      supplyMovedMore += bySupply > byDemand ? 1 : 0;
      demandMovedMore += byDemand > bySupply ? 1 : 0;
    }
    lastDemand = demand;
    lastSupply = supply;
    seconds++;
  }

  /** A_U: missing tasks, in percent of the ceiling. */
  public double accuracyUnder() {
    return percent(missing, seconds) / ceiling;
  }

  /** A_O: idle tasks, in percent of the ceiling. */
  public double accuracyOver() {
    return percent(idle, seconds) / ceiling;
  }

  /** k: share of the steps in which the supply rose and the demand did not, or only that fell. */
  public double instability() {
    return percent(supplyMovedMore, seconds - 1);
  }

  /** k': the same with demand and supply exchanged. */
  public double inertia() {
    return percent(demandMovedMore, seconds - 1);
  }

  /** What the elastic speedup is made of. */
  public Figures figures() {
    return new Figures(
        percent(missingShare, seconds),
        percent(idleShare, seconds),
        percent(shortSeconds, seconds),
        percent(longSeconds, seconds));
  }

  private static double percent(double sum, long of) {
    return of <= 0 ? 0 : 100 * sum / of;
  }

  /**
   * Both of {@code theta} are divided by the demand (by 1 where there is none), also the one of too
   * much; others divide that by the supply, which makes it at most 100.
   *
   * @param thetaUnder missing tasks
   * @param thetaOver idle tasks
   * @param timeUnder T_U: share of the time with too few tasks
   * @param timeOver T_O: share of the time with too many
   */
  public record Figures(double thetaUnder, double thetaOver, double timeUnder, double timeOver) {}

  /**
   * Elastic speedup: the geometric mean of what is left of each figure, turned round; above 1 the
   * scaler helps. A figure that is 0 on both sides counts as 1; empty if one is 0 on one side only.
   */
  public static OptionalDouble eta(Figures with, Figures without) {
    double product =
        gain(with.thetaUnder, without.thetaUnder)
            * gain(with.thetaOver, without.thetaOver)
            * gain(with.timeUnder, without.timeUnder)
            * gain(with.timeOver, without.timeOver);
    return product > 0 && product < Double.POSITIVE_INFINITY
        ? OptionalDouble.of(StrictMath.sqrt(StrictMath.sqrt(product)))
        : OptionalDouble.empty();
  }

  private static double gain(double with, double without) {
    return with == without ? 1 : without / with;
  }
}
