package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for no more tasks while those that were asked for do not come: AWS has none to give, a quota
 * is used up, or no address is free. ECS says so at once, but its event may be lost; then the
 * counts tell it later.
 */
public final class CapacityGuard {
  /** What ECS said longer ago says nothing of now. */
  public static final Duration SAID_FOR = Duration.ofHours(6);

  private static final Duration NO_START_FOR = Duration.ofMinutes(5);

  /** A shortage is seen up to a tick later than ECS knows of it. */
  private static final Duration SEEN_AFTER = Duration.ofMinutes(2);

  /** A launch rate that is still exceeded after this does not pass with one burst. */
  private static final Duration BURST = Duration.ofMinutes(2);

  /** For a shortage whose beginning nobody saw. */
  private static final Duration LATELY = Duration.ofMinutes(10);

  private CapacityGuard() {}

  /**
   * What ECS said of the shortage that is there now: while fewer than {@code desired} tasks run,
   * and not what it said of an earlier one. A launch rate counts only if ECS speaks of it when the
   * shortage is two minutes old: until then the tasks are merely on their way.
   *
   * @param desired the count that was asked for
   */
  public static Optional<Trouble> said(
      int running, int desired, ScalingHistory history, Instant now) {
    Trouble trouble = history.capacity();
    return trouble != null
            && trouble.kind() != Trouble.Kind.NONE
            && running < desired
            && !trouble.at().isBefore(now.minus(SAID_FOR))
            && ofThisShortage(trouble, history, now)
        ? Optional.of(trouble)
        : Optional.empty();
  }

  private static boolean ofThisShortage(Trouble trouble, ScalingHistory history, Instant now) {
    Instant shortSince = history.shortSince();
    if (trouble.kind() == Trouble.Kind.LAUNCH_RATE) {
      return shortSince != null && !trouble.at().isBefore(shortSince.plus(BURST));
    }
    Instant since =
        shortSince != null
            ? shortSince.minus(SEEN_AFTER)
            : now.minus(history.running() == null ? LATELY : SEEN_AFTER);
    return !trouble.at().isBefore(since);
  }

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
    int running = situation.service().running();
    int current = situation.current();
    Optional<Trouble> said = said(running, current, situation.history(), situation.now());
    Duration within = situation.policy().guards().capacityAfter();
    if (said.isPresent()) {
      course.cap(
          "capacity",
          current,
          HoldReason.CAPACITY,
          running
              + " of "
              + Numbers.tasks(current)
              + " run, "
              + said.get().cause()
              + ": no more are asked for");
    } else if (engaged(situation, within)) {
      course.cap(
          "capacity",
          current,
          HoldReason.CAPACITY,
          running
              + " of "
              + Numbers.tasks(current)
              + " run and none has started for "
              + Numbers.text(NO_START_FOR)
              + ": no more are asked for");
    }
  }
}
