package io.fargateautoscaler.core.decision;

/**
 * One stage changed the count.
 *
 * @param stage name of the stage
 * @param because a sentence for an operator
 */
public record Adjustment(String stage, int from, int to, String because) {
  /** As notices and {@code explain} say it. */
  public String words() {
    return stage + ": " + from + " to " + to + ", " + because;
  }
}
