package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the service was last disturbed, so that its load may not have settled. */
final class Disturbance {
  private static final Duration LONG_BLINDNESS = Duration.ofMinutes(5);

  private Disturbance() {}

  /**
   * The newest disturbance.
   *
   * @param unknownPast whether it is merely the start of what is known
   */
  record Last(Instant at, boolean unknownPast) {}

  /**
   * The newest change of the count, end of a deployment, brake, pause or long blindness, or start
   * of what is known; null: none is known. What was there at the last look and is no more ends now.
   *
   * @param blind whether a policy is blind now
   */
  static @Nullable Last last(Situation situation, boolean blind) {
    ScalingHistory history = situation.history();
    Instant now = situation.now();
    External change = situation.outside().change();
    Brake brake = CrashLoopBrake.now(situation);
    boolean deploying = situation.service().deploying();
    Pause pause = history.paused();
    Instant last = history.actions().isEmpty() ? null : history.actions().getLast().at();
    last = later(last, change == null ? null : change.at());
    last = later(last, end(history.deployment(), deploying, Duration.ZERO, now));
    last = later(last, brake == null ? null : brake.until());
    last = later(last, pause == null || pause.until().isAfter(now) ? null : pause.until());
    last = later(last, end(history.blind(), blind, LONG_BLINDNESS, now));
    Instant watched = history.watchedSince();
    if (watched != null && (last == null || watched.isAfter(last))) {
      return new Last(watched, true);
    }
    return last == null ? null : new Last(last, false);
  }

  private static @Nullable Instant end(
      @Nullable Span span, boolean goesOn, Duration atLeast, Instant now) {
    if (span == null || (span.until() == null && goesOn)) {
      return null;
    }
    Instant until = span.until() == null ? now : span.until();
    return Duration.between(span.from(), until).compareTo(atLeast) < 0 ? null : until;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }
}
