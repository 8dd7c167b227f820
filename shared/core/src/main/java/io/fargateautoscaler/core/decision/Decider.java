package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.decision.Decision.Scale;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Brake;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides the desired count of one service: a pure function of policy, observation and history.
 *
 * <p>Stages, in this order: {@link Eligibility}, {@link OutsideChange}, {@link RangeInForce}, the
 * policies with their combination ({@link Votes}), range (towards a lowered maximum), restore,
 * guards, {@link StepLimits}, range, {@link ScaleInGate}. Each stage that changes the number
 * records an {@link Adjustment}; guards can only stop a move, so their order cannot matter.
 */
public final class Decider {
  private final Situation situation;
  private final int current;
  private final Course course;
  private final Votes votes;

  private Decider(Situation situation) {
    this.situation = situation;
    this.current = situation.current();
    this.course = new Course(current);
    this.votes = Votes.of(situation);
  }

  /** Decides; the same arguments always give an equal decision. */
  public static Decision decide(
      ServicePolicy policy, Mode stackMode, Observation observation, ScalingHistory history) {
    Situation situation = Situation.of(policy, observation, history);
    Mode mode = policy.mode().strictest(stackMode);
    return Eligibility.hold(situation, mode)
        .map(hold -> new Decision(hold, Map.of(), List.of(), null))
        .orElseGet(() -> new Decider(situation).decide(mode));
  }

  private Decision decide(Mode mode) {
    String cause = votes.apply(course);
    if (current > situation.max() && course.count() > situation.max()) {
      cause = rangeCause();
      course.move("range", situation.max(), null, rangeText("maximum", situation.max()));
    }
    String restored = restore();
    cause = restored == null ? cause : "restore";
    guards();
    cause = probing() ? "probe" : cause;
    limitStep(restored != null);
    boolean belowMin = course.count() < situation.min();
    range();
    ScaleInGate.apply(situation, course, emptyQueueDecides(), votes.blind());
    cause = belowMin ? rangeCause() : cause;
    return outcome(mode, cause, because(cause, restored));
  }

  /** Puts back what a deployment took away, as far as the load needs it. */
  private @Nullable String restore() {
    External change = situation.outside().change();
    if (change == null
        || !situation.outside().deploymentReset(situation.observation(), situation.history())) {
      return null;
    }
    int to = Math.max(course.count(), Math.min(change.from(), votes.largestNeed()));
    if (to <= current) {
      return null;
    }
    String because =
        "a deployment reset the desired count "
            + change.from()
            + " → "
            + change.count()
            + "; remove DesiredCount from its template";
    course.move("restore", to, null, because);
    return because;
  }

  private void guards() {
    DeploymentGuard.apply(situation, course);
    int raised = situation.outside().floor(situation.policy(), situation.now());
    if (raised > 0) {
      course.floor(
          "outside-change",
          raised,
          HoldReason.EXTERNAL,
          situation.outside().raisedText(situation.policy(), situation.now()));
    }
    int busy = votes.inFlightFloor();
    if (busy > 0) {
      course.floor(
          "in-flight",
          Math.min(busy, situation.max()),
          HoldReason.BUSY,
          "messages in flight keep " + Numbers.tasks(busy) + " busy");
    }
    CrashLoopBrake.apply(situation, course);
    CapacityGuard.apply(situation, course);
    HealthGuard.apply(situation, course);
    VetoGuard.apply(situation, course);
  }

  /** Whether the brake let one task more than its cap through; else it only cut a count. */
  private boolean probing() {
    if (course.trace().isEmpty() || !course.trace().getLast().stage().equals("crash-loop")) {
      return false;
    }
    Brake brake = CrashLoopBrake.now(situation);
    return brake != null && course.count() > Math.max(brake.cap(), current);
  }

  private void limitStep(boolean restoring) {
    if (course.count() > current && !restoring) {
      StepLimits.applyOut(situation, course, votes.largestQueueCount());
    } else if (course.scalesIn() && !emptyQueueDecides()) {
      StepLimits.applyIn(situation, course);
    }
  }

  private boolean emptyQueueDecides() {
    return course.count() == situation.min() && votes.allEmpty();
  }

  private void range() {
    int min = situation.min();
    int max = situation.max();
    if (course.count() < min) {
      course.move("range", min, HoldReason.AT_MIN, rangeText("minimum", min));
    } else if (course.count() > max) {
      course.cap("range", max, HoldReason.AT_MAX, rangeText("maximum", max));
    }
  }

  private String rangeCause() {
    return situation.range().from().startsWith("schedule") ? "schedule" : "range";
  }

  private String rangeText(String bound, int value) {
    RangeInForce range = situation.range();
    return "the "
        + bound
        + " is "
        + value
        + (range.from().equals("document") ? "" : ": " + range.because());
  }

  private Decision outcome(Mode mode, String cause, String because) {
    Map<String, Recommendation> recommended = votes.recommended();
    if (course.count() == current) {
      return new Decision(holdReason(recommended), recommended, course.trace(), null);
    }
    Scale scale = new Scale(current, course.count(), cause, because);
    String other = situation.service().otherScaler();
    if (other != null) {
      Hold hold = new Hold(HoldReason.OTHER_SCALER, current, other + " scales this service too");
      return new Decision(hold, recommended, course.trace(), scale);
    }
    if (mode == Mode.OBSERVE) {
      Hold hold = new Hold(HoldReason.OBSERVE, current, "observed only: would scale");
      return new Decision(hold, recommended, course.trace(), scale);
    }
    return new Decision(scale, recommended, course.trace(), null);
  }

  private String because(String cause, @Nullable String restored) {
    if (restored != null && "restore".equals(cause)) {
      return restored;
    }
    Recommendation recommended = votes.recommended().get(cause);
    Adjustment last = course.trace().isEmpty() ? null : course.trace().getLast();
    if (recommended == null) {
      return last == null ? "" : last.because();
    }
    // What a later stage made of the policy's count belongs to the reason of the count.
    return recommended instanceof Recommendation.Count count
            && count.count() != course.count()
            && last != null
            && !last.stage().equals("policies")
        ? recommended.because() + "; " + last.because()
        : recommended.because();
  }

  private Hold holdReason(Map<String, Recommendation> recommended) {
    return course
        .pinned()
        .orElseGet(() -> UnpinnedHold.of(recommended, current, situation.service()));
  }
}
