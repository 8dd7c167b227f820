package io.fargateautoscaler.simulator;

/**
 * A revision of a service's task definition.
 *
 * @param fate what becomes of its tasks
 */
public record Revision(int number, Fate fate) {

  /** What becomes of a task. */
  public sealed interface Fate {}

  /** It starts and stays. */
  public record Good() implements Fate {}

  /** It never runs: the image cannot be pulled. */
  public record CannotPull(int afterSeconds) implements Fate {}

  /**
   * It runs for a while and ends.
   *
   * @param afterSeconds that it runs, on the average
   * @param spread part by which that differs at most, 0 to 1
   * @param oneIn 1: every task; n: one task of n, while the others stay
   */
  public record Ends(Happening.Cause cause, int afterSeconds, double spread, int oneIn)
      implements Fate {}
}
