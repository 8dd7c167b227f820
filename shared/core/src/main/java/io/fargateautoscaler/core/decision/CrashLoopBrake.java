package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.Guards.CrashLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking for more tasks while those that start do not live: more of them would not help.
 *
 * <p>It counts starts, not stops: a start has a verdict when its task ended badly within three
 * minutes (bad) or has lived for three minutes (good). Bad verdicts come sooner than good ones, so
 * where many tasks began together a few bad ones are no loop: not fewer than one in ten of those
 * that have a verdict or already run for longer than any of the bad ones did. Tasks that overload
 * kills after they have run are no reason to brake: such a service needs more tasks.
 */
public final class CrashLoopBrake {
  /** A task that has lived for so long is of use. */
  public static final Duration GOOD_AFTER = Duration.ofMinutes(3);

  /** Fewer than one in so many are no loop. */
  private static final int FEW = 10;

  private static final Comparator<Start> NEWEST =
      Comparator.comparing(Start::at).reversed().thenComparing(start -> !start.bad());

  private CrashLoopBrake() {}

  /** The brake after this observation: engaged, released, or as it was; null: never engaged. */
  public static @Nullable Brake next(
      CrashLoop rule, Observation observation, ScalingHistory history, int current) {
    Brake known = history.brake();
    Instant now = observation.now();
    if (known != null && known.engaged()) {
      return released(rule, known, observation, history)
          ? new Brake(known.since(), known.cap(), now)
          : known;
    }
    if (history.starts().size() < rule.badStarts()) {
      return known;
    }
    Instant deployed = deployed(observation, history);
    List<Start> fresh =
        history.starts().stream()
            .filter(start -> known == null || start.at().isAfter(known.until()))
            .filter(start -> deployed == null || start.at().isAfter(deployed))
            .toList();
    List<Start> counted = verdictsAfter(now.minus(rule.within()), fresh, now);
    long bad = counted.stream().filter(Start::bad).count();
    if (bad < rule.badStarts()) {
      return known;
    }
    boolean many = bad * 100 >= (long) rule.percent() * counted.size();
    boolean few = bad * FEW < counted.size() + outlivingTheBad(counted, fresh, now);
    return many && !few ? new Brake(now, current, null) : known;
  }

  /** Tasks without a verdict that have run for longer than each of the bad starts did. */
  private static long outlivingTheBad(List<Start> counted, List<Start> all, Instant now) {
    Duration longest =
        counted.stream()
            .filter(Start::bad)
            .map(CrashLoopBrake::length)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return all.stream()
        .filter(start -> !start.bad() && start.ended() == null && !lived(start, now))
        .filter(start -> Duration.between(start.at(), now).compareTo(longest) > 0)
        .count();
  }

  private static Duration length(Start start) {
    return start.ended() == null ? Duration.ZERO : Duration.between(start.at(), start.ended());
  }

  /** The brake as this decision sees it; null: never engaged. */
  static @Nullable Brake now(Situation situation) {
    return next(
        situation.policy().guards().crashLoop(),
        situation.observation(),
        situation.history(),
        situation.current());
  }

  /**
   * A start after the engagement lived, and they fail less often, or no longer: the newest ones all
   * lived, or none was bad of late. Or a new deployment began.
   */
  private static boolean released(
      CrashLoop rule, Brake brake, Observation observation, ScalingHistory history) {
    Instant deployed = deployed(observation, history);
    if (deployed != null && deployed.isAfter(brake.since())) {
      return true;
    }
    List<Start> since = verdictsAfter(brake.since(), history.starts(), observation.now());
    boolean lived =
        since.stream().anyMatch(start -> !start.bad() && start.at().isAfter(brake.since()));
    long bad = since.stream().filter(Start::bad).count();
    return lived
        && (bad * 100 < (long) rule.percent() * since.size()
            || newestLived(rule.badStarts(), since)
            || verdictsAfter(observation.now().minus(rule.within()), since, observation.now())
                .stream()
                .noneMatch(Start::bad));
  }

  /** When the newest deployment began: what was before it says nothing of its tasks. */
  private static @Nullable Instant deployed(Observation observation, ScalingHistory history) {
    Instant told = observation.service().deploymentStartedAt();
    Instant seen = history.deployment() == null ? null : history.deployment().from();
    return told == null || (seen != null && seen.isAfter(told)) ? seen : told;
  }

  private static boolean newestLived(int number, List<Start> starts) {
    return starts.size() >= number
        && starts.stream().sorted(NEWEST).limit(number).noneMatch(Start::bad);
  }

  /** The starts whose fate became known after {@code from}. */
  private static List<Start> verdictsAfter(Instant from, List<Start> starts, Instant now) {
    return starts.stream()
        .filter(start -> {
          Instant verdict = verdictAt(start, now);
          return verdict != null && verdict.isAfter(from);
        })
        .toList();
  }

  /** When a start's fate was known; null: not yet, or it ended early by somebody's wish. */
  private static @Nullable Instant verdictAt(Start start, Instant now) {
    Instant ended = start.ended();
    if (start.bad()) {
      return ended == null ? start.at() : ended;
    }
    return lived(start, now) ? start.at().plus(GOOD_AFTER) : null;
  }

  /** Whether a start turned out good. */
  static boolean lived(Start start, Instant now) {
    Instant good = start.at().plus(GOOD_AFTER);
    return !start.bad() && !good.isAfter(start.ended() == null ? now : start.ended());
  }

  /** Caps the count at that of the engagement, and one probe while all tasks run. */
  static void apply(Situation situation, Course course) {
    Brake brake = now(situation);
    if (brake == null || !brake.engaged()) {
      return;
    }
    boolean probe =
        situation.service().running() == situation.current() && situation.current() == brake.cap();
    course.cap(
        "crash-loop",
        brake.cap() + (probe ? 1 : 0),
        HoldReason.CRASH_LOOP,
        "starting tasks fail since "
            + brake.since()
            + (probe ? ": one more task tries" : ": not above " + brake.cap()));
  }
}
