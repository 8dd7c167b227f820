package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The range that counts now: of the document, or of the last schedule in force, or, above both, as
 * an operator holds it.
 *
 * @param from {@code document}, {@code schedule:NAME} or {@code hold}
 * @param because a sentence for an operator
 * @param frozenBy name of a schedule that lets no count fall; null: none is in force
 */
public record RangeInForce(
    CapacityRange range, String from, String because, @Nullable String frozenBy) {

  public static RangeInForce of(ServicePolicy policy, ScalingHistory history, Instant now) {
    RangeInForce found =
        new RangeInForce(policy.capacity(), "document", "the document says so", null);
    for (Schedule schedule : policy.schedules()) {
      if (schedule.covers(now)) {
        found = found.with(schedule, policy.capacity());
      }
    }
    RangeHold hold = history.hold();
    return hold != null && now.isBefore(hold.until()) ? found.with(hold) : found;
  }

  private RangeInForce with(Schedule schedule, CapacityRange document) {
    String frozen = schedule.scaleIn() ? frozenBy : schedule.name();
    if (schedule.min() == null && schedule.max() == null) {
      return new RangeInForce(range, from, because, frozen);
    }
    return new RangeInForce(
        narrowed(document, schedule.min(), schedule.max()),
        "schedule:" + schedule.name(),
        "the schedule " + schedule.name() + " is in force",
        frozen);
  }

  private RangeInForce with(RangeHold hold) {
    String by = hold.by() == null ? "an operator holds it" : hold.by() + " holds it";
    return new RangeInForce(
        narrowed(range, hold.min(), hold.max()), "hold", by + " until " + hold.until(), frozenBy);
  }

  /** What is given counts; the other end gives way if they cross. */
  private static CapacityRange narrowed(
      CapacityRange range, @Nullable Integer min, @Nullable Integer max) {
    int least = min == null ? range.min() : min;
    int most = max == null ? range.max() : max;
    return max == null
        ? new CapacityRange(least, Math.max(least, most))
        : new CapacityRange(Math.min(least, most), most);
  }
}
