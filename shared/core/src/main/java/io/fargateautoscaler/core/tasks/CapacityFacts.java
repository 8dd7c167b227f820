package io.fargateautoscaler.core.tasks;

import io.fargateautoscaler.core.decision.CapacityGuard;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.ClassifiedTrouble;
import io.fargateautoscaler.core.failure.ServiceClassifier;
import io.fargateautoscaler.core.failure.ServiceFacts;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble.Kind;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pure: what events say of whether the tasks of a service come, for the capacity guard. Of all that
 * was said the newest counts, so that order and copies make no difference.
 */
public final class CapacityFacts {
  private static final String STEADY = "SERVICE_STEADY_STATE";

  /** Row of both tables: tasks come, only slower. */
  private static final String LAUNCH_RATE = "launch-rate";

  /** A fact further in the future is none. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private static final int LONGEST = 500;

  private static final Comparator<Trouble> OLDEST =
      Comparator.comparing(Trouble::at)
          .thenComparing(Trouble::kind)
          .thenComparing(Trouble::cause)
          .thenComparing(Trouble::nextStep);

  private CapacityFacts() {}

  /** What a service action tells; empty if it has nothing to do with tasks that come or not. */
  public static Optional<Trouble> of(ServiceFacts action, Instant at) {
    ClassifiedTrouble meaning = ServiceClassifier.classify(action);
    if (STEADY.equals(action.eventName())) {
      return Optional.of(new Trouble(at, Kind.NONE, "", ""));
    }
    return switch (meaning.trouble()) {
      case CAPACITY ->
          Optional.of(capacity(meaning.row(), meaning.cause(), meaning.nextStep(), at));
      case PLACEMENT ->
          Optional.of(trouble(Kind.PLACEMENT, meaning.cause(), meaning.nextStep(), at));
      case NONE,
          START_IMPAIRED,
          UNHEALTHY,
          THROTTLED,
          CONFIGURATION,
          DEPLOYMENT_FAILED,
          ROLLING_BACK,
          UNKNOWN ->
          Optional.empty();
    };
  }

  /**
   * What a stopped task tells; empty unless it stopped for want of capacity.
   *
   * @param ended when it stopped
   */
  public static Optional<Trouble> of(TaskFacts task, Instant ended) {
    Classified why = task.classified();
    return task.stopped() && why.stopClass() == StopClass.CAPACITY
        ? Optional.of(capacity(why.row(), why.cause(), why.nextStep(), ended))
        : Optional.empty();
  }

  private static Trouble capacity(String row, String cause, String nextStep, Instant at) {
    return trouble(row.equals(LAUNCH_RATE) ? Kind.LAUNCH_RATE : Kind.CAPACITY, cause, nextStep, at);
  }

  private static Trouble trouble(Kind kind, String cause, String nextStep, Instant at) {
    return new Trouble(at, kind, Untrusted.cut(cause, LONGEST), Untrusted.cut(nextStep, LONGEST));
  }

  /** Whether a fact may still matter at {@code now}. */
  public static boolean matters(Trouble trouble, Instant now) {
    return !trouble.at().isBefore(now.minus(CapacityGuard.SAID_FOR))
        && !trouble.at().isAfter(now.plus(CLOCKS_DIFFER));
  }

  /** The one that counts. */
  public static Trouble newer(@Nullable Trouble one, Trouble other) {
    return one == null || OLDEST.compare(one, other) < 0 ? other : one;
  }
}
