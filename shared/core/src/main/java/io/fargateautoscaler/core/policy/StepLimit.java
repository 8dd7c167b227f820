package io.fargateautoscaler.core.policy;

import java.time.Duration;

/** The largest change of the count in one go. */
public sealed interface StepLimit {
  /** No limit but the range. */
  record Unlimited() implements StepLimit {}

  /**
   * The larger of a part of the count and a number of tasks.
   *
   * @param percent of the count, at least 1
   * @param tasks at least 1
   * @param per the time over which a scale-out is counted; ignored by scale-in
   */
  record Limited(int percent, int tasks, Duration per) implements StepLimit {}
}
