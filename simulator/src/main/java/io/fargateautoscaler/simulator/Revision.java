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

  /** It runs for a while and exits with an error. */
  public record Crashes(int afterSeconds) implements Fate {}
}
