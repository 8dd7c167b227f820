package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.policy.StepLimit;

/** How far the count may move at once. */
public final class StepLimits {
  private StepLimits() {}

  /**
   * Limits a scale-out to the larger of a part of the count some time ago and a number of tasks.
   *
   * @param asked the largest count that queue policies ask for: a queue shows its whole load, so
   *     that is no guess and not limited
   */
  static void applyOut(Situation situation, Course course, int asked) {
    if (situation.policy().scaleOut().step() instanceof StepLimit.Limited step) {
      int before = situation.desiredAt(situation.now().minus(step.per()));
      long limit = Math.max(before * (100L + step.percent()) / 100, (long) before + step.tasks());
      int cap = (int) Math.min(Integer.MAX_VALUE, Math.max(limit, asked));
      course.cap(
          "step-limit",
          cap,
          HoldReason.STEP_LIMIT,
          "at most "
              + limit
              + " within "
              + Numbers.text(step.per())
              + " of "
              + Numbers.tasks(before));
    }
  }

  /** Limits a scale-in to the larger of a part of the count and a number of tasks. */
  static void applyIn(Situation situation, Course course) {
    if (situation.policy().scaleIn().step() instanceof StepLimit.Limited step) {
      int current = situation.current();
      int most = (int) Math.max(step.tasks(), (long) current * step.percent() / 100);
      course.floor(
          "step-limit",
          current - most,
          HoldReason.STEP_LIMIT,
          "at most " + Numbers.tasks(most) + " fewer at once");
    }
  }
}
