package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Asks for no more tasks while those that were asked for do not come: AWS has none to give, a quota
 * is used up, or no address is free.
 */
public final class CapacityGuard {
  private static final Duration NO_START_FOR = Duration.ofMinutes(5);

  private CapacityGuard() {}

  /**
   * Whether fewer tasks run than the smallest count that was asked for in {@code within}, and none
   * has started for five minutes.
   */
  static boolean engaged(Situation situation, Duration within) {
    ScalingHistory history = situation.history();
    Instant now = situation.now();
    Instant shortSince = history.shortSince();
    Instant quiet = now.minus(NO_START_FOR);
    boolean started =
        Stream.concat(
                history.starts().stream().map(ScalingHistory.Start::at),
                Stream.ofNullable(history.grewAt()))
            .anyMatch(at -> at.isAfter(quiet));
    return situation.service().running() < situation.smallestDesired(within)
        && !started
        && knownFor(history, now.minus(within))
        && (shortSince == null || !shortSince.isAfter(quiet));
  }

  /** Without any memory of that time, the tasks may have been asked for a moment ago. */
  private static boolean knownFor(ScalingHistory history, Instant start) {
    Instant watched = history.watchedSince();
    return watched == null
        ? !history.actions().isEmpty() && history.actions().getFirst().at().isBefore(start)
        : watched.isBefore(start);
  }

  static void apply(Situation situation, Course course) {
    Duration within = situation.policy().guards().capacityAfter();
    if (engaged(situation, within)) {
      course.cap(
          "capacity",
          situation.current(),
          HoldReason.CAPACITY,
          situation.service().running()
              + " of "
              + Numbers.tasks(situation.current())
              + " run and none has started for "
              + Numbers.text(NO_START_FOR)
              + ": no more are asked for");
    }
  }
}
