package io.fargateautoscaler.simulator.benchmark;

/**
 * What one run of one policy gave.
 *
 * @param arrived requests or messages
 * @param late those of them that waited too long, or were given up or dropped
 * @param taskHours paid
 * @param usd for the tasks
 * @param apiUsd for the autoscaler's own calls and functions
 * @param changes of the desired count
 * @param reversals changes in another direction than the one before
 * @param hours simulated, above 0
 */
public record Measures(
    long arrived,
    long late,
    double taskHours,
    double usd,
    double apiUsd,
    int changes,
    int reversals,
    double hours) {
  private static final double HOURS_PER_MONTH = 730;

  /** Part of what arrived that was late, in percent; 0 if nothing arrived. */
  public double latePercent() {
    return arrived == 0 ? 0 : 100.0 * late / arrived;
  }

  /** What tasks and the autoscaler's own calls cost together. */
  public double totalUsd() {
    return usd + apiUsd;
  }

  public double reversalsPerHour() {
    return reversals / hours;
  }

  /** USD for the autoscaler's own calls and functions in 730 h. */
  public double apiUsdPerMonth() {
    return apiUsd / hours * HOURS_PER_MONTH;
  }
}
