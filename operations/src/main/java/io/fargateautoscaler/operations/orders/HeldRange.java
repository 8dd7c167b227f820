package io.fargateautoscaler.operations.orders;

import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.operations.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range that an operator asks for.
 *
 * @param min null: as the document says
 * @param max null: as the document says
 */
record HeldRange(@Nullable Integer min, @Nullable Integer max) {
  /** What ECS allows in one service. */
  private static final int MOST = 5000;

  /**
   * @throws Refusal with every problem
   */
  static HeldRange of(@Nullable Integer min, @Nullable Integer max) {
    List<String> problems = new ArrayList<>();
    if (min == null && max == null) {
      problems.add("give --min, --max or both; --release takes a hold back");
    }
    check("--min", min, problems);
    check("--max", max, problems);
    if (problems.isEmpty() && min != null && max != null && min > max) {
      problems.add("--min " + min + " is above --max " + max);
    }
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    return new HeldRange(min, max);
  }

  private static void check(String name, @Nullable Integer count, List<String> problems) {
    if (count != null && (count < 0 || count > MOST)) {
      problems.add(name + " " + count + "; allowed 0 to " + MOST + " (tasks)");
    }
  }

  /** As it was asked for. */
  String text() {
    if (min != null && max != null) {
      return min + " to " + max + " tasks";
    }
    return min == null ? "at most " + max + " tasks" : "at least " + min + " tasks";
  }

  /** The range that counts with it, in words. */
  String inForce(ServicePolicy policy, RangeHold hold, Instant now) {
    CapacityRange range =
        RangeInForce.of(policy, ScalingHistory.NONE.but().hold(hold).build(), now).range();
    return range.min() == range.max()
        ? range.min() + (range.min() == 1 ? " task" : " tasks")
        : range.min() + " to " + range.max() + " tasks";
  }

  List<String> remarks(CapacityRange document) {
    boolean below = max != null && max < document.min() || min != null && min < document.min();
    boolean above = min != null && min > document.max() || max != null && max > document.max();
    return below || above
        ? List.of(
            "the document allows "
                + document.min()
                + " to "
                + document.max()
                + " tasks: a hold goes above it until it ends")
        : List.of();
  }
}
