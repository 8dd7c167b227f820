package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the service was last disturbed, so that its load may not have settled. */
final class Disturbance {
  private static final Duration LONG_BLINDNESS = Duration.ofMinutes(5);

  private Disturbance() {}

  /** The newest change, end of a deployment, pause or long blindness; null: none is known. */
  static @Nullable Instant last(ScalingHistory history, @Nullable External change) {
    Instant last = history.watchedSince();
    if (!history.actions().isEmpty()) {
      last = later(last, history.actions().getLast().at());
    }
    if (change != null) {
      last = later(last, change.at());
    }
    last = later(last, end(history.deployment(), Duration.ZERO));
    last = later(last, end(history.paused(), Duration.ZERO));
    return later(last, end(history.blind(), LONG_BLINDNESS));
  }

  private static @Nullable Instant end(@Nullable Span span, Duration atLeast) {
    return span == null
            || span.until() == null
            || Duration.between(span.from(), span.until()).compareTo(atLeast) < 0
        ? null
        : span.until();
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }
}
