package io.fargateautoscaler.core.policy;

/**
 * The smallest and largest desired count that the operator allows, both included; 0 ≤ min ≤ max.
 */
public record CapacityRange(int min, int max) {
  /**
   * @throws IllegalArgumentException if min is negative or above max
   */
  public CapacityRange {
    if (min < 0 || min > max) {
      throw new IllegalArgumentException("capacity " + min + "–" + max);
    }
  }

  /** The count of this range that is nearest to {@code count}. */
  public int nearest(int count) {
    return Math.clamp(count, min, max);
  }
}
