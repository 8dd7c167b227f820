package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * No scale-in for some time after a health check has ended a task that had run: overload fails
 * health checks too, and what the metrics then show is the load of fewer tasks.
 */
public final class HealthGuard {
  private static final Duration HOLD = Duration.ofMinutes(10);

  private HealthGuard() {}

  static void apply(Situation situation, Course course) {
    Instant failed = lastFailure(situation);
    if (failed == null || !course.scalesIn()) {
      return;
    }
    Duration age = Duration.between(failed, situation.now());
    if (age.compareTo(HOLD) < 0) {
      // A count above the operator's own range comes down all the same.
      course.floor(
          "health",
          Math.min(situation.current(), situation.max()),
          HoldReason.GATE,
          "a task failed its health check "
              + (age.isNegative() ? "just now" : Numbers.text(age) + " ago")
              + ": no scale-in for "
              + Numbers.text(HOLD.minus(age))
              + " more");
    }
  }

  private static @Nullable Instant lastFailure(Situation situation) {
    Instant last = null;
    for (Start start : situation.history().starts()) {
      Instant ended = start.ended();
      if (start.unhealthy() && ended != null && (last == null || ended.isAfter(last))) {
        last = ended;
      }
    }
    return last;
  }
}
