package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.decision.Decision.Scale;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the desired count of one service: a pure function of policy, observation and history.
 *
 * <p>Stages, in this order: mode, eligible, outside change, policies, combine, range (towards a
 * lowered maximum), restore, guards, step limit, range, scale-in gate. Each stage that changes the
 * number records an {@link Adjustment}; guards can only stop a move, so their order cannot matter.
 */
public final class Decider {
  private final ServicePolicy policy;
  private final Observation observation;
  private final ScalingHistory history;
  private final Instant now;
  private final OutsideChange outside;
  private final int current;
  private final Map<String, PolicyResult> results = new LinkedHashMap<>();
  private final Course course;

  private Decider(ServicePolicy policy, Observation observation, ScalingHistory history) {
    this.policy = policy;
    this.observation = observation;
    this.history = history;
    this.now = observation.now();
    this.outside = OutsideChange.of(observation, history);
    this.current = outside.current();
    this.course = new Course(current);
  }

  /** Decides; the same arguments always give an equal decision. */
  public static Decision decide(
      ServicePolicy policy, Mode stackMode, Observation observation, ScalingHistory history) {
    Decider decider = new Decider(policy, observation, history);
    Mode mode = policy.mode().strictest(stackMode);
    return decider
        .standsStill(mode)
        .map(hold -> new Decision(hold, Map.of(), List.of(), null))
        .orElseGet(() -> decider.decide(mode));
  }

  private Optional<Hold> standsStill(Mode mode) {
    ServiceStatus service = observation.service();
    Span paused = history.paused();
    if (mode == Mode.OFF) {
      return hold(HoldReason.OFF, "the mode is off");
    }
    if (paused != null && paused.covers(now)) {
      return hold(HoldReason.PAUSED, "paused until " + paused.until());
    }
    if (service.lifecycle() != ServiceStatus.Lifecycle.ACTIVE) {
      return hold(HoldReason.NOT_ELIGIBLE, "the service is " + service.lifecycle());
    }
    return switch (service.controller()) {
      case ECS, CODE_DEPLOY ->
          outside.parked(policy)
              ? hold(HoldReason.PARKED, "somebody set the desired count to 0")
              : Optional.empty();
      case CODE_DEPLOY_SWITCHING ->
          hold(HoldReason.DEPLOYING, "two task sets exist: counts cover both colours");
      case EXTERNAL, DAEMON, UNKNOWN ->
          hold(
              HoldReason.NOT_ELIGIBLE,
              "the desired count of a service under " + service.controller() + " is not ours");
    };
  }

  private Optional<Hold> hold(HoldReason reason, String because) {
    return Optional.of(new Hold(reason, current, because));
  }

  private Decision decide(Mode mode) {
    String cause = policies();
    combine();
    if (current > policy.capacity().max()) {
      int max = policy.capacity().max();
      if (course.count() > max) {
        cause = "range";
        course.move("range", max, null, "the maximum is " + max);
      }
    }
    String restored = restore();
    if (restored != null) {
      cause = "restore";
    }
    int unlimited = course.count();
    guards();
    stepLimit(restored != null);
    int limited = course.count();
    range(limited);
    gate();
    if (course.count() != unlimited && course.count() == policy.capacity().min()) {
      cause = current < course.count() ? "range" : cause;
    }
    return outcome(mode, cause, because(cause, restored));
  }

  private String policies() {
    for (ScalingPolicy each : policy.policies()) {
      results.put(
          each.name(),
          switch (each) {
            case TargetTrackingPolicy tracking ->
                TargetTracking.recommend(tracking, policy, observation, history, current);
            case QueuePolicy queue ->
                QueueScaling.recommend(queue, policy, observation, history, current);
          });
    }
    String winner = "range";
    int largest = -1;
    for (ScalingPolicy each : policy.policies()) {
      if (recommendation(each) instanceof Count count) {
        int vote = vote(each, count);
        if (vote > largest) {
          largest = vote;
          winner = each.name();
        }
      }
    }
    if (largest >= 0) {
      course.move(
          "policies", largest, null, winner + ": " + result(winner).recommendation().because());
    }
    return winner;
  }

  private Recommendation recommendation(ScalingPolicy each) {
    return result(each.name()).recommendation();
  }

  private PolicyResult result(String name) {
    PolicyResult result = results.get(name);
    if (result == null) {
      throw new IllegalStateException("no result for " + name);
    }
    return result;
  }

  /** A policy that may only scale out votes its need as a floor, so that others cannot go below. */
  private int vote(ScalingPolicy each, Count count) {
    if (each.direction() == Direction.OUT && count.count() <= current) {
      return Math.min(count.need(), current);
    }
    // The CPU that an idle task burns is no demand: it must not keep the last task alive.
    return count.count() <= 1 && each instanceof TargetTrackingPolicy && mayBeZero()
        ? 0
        : count.count();
  }

  private boolean mayBeZero() {
    return policy.capacity().min() == 0 && results.values().stream().anyMatch(PolicyResult::empty);
  }

  private void combine() {
    String blind = null;
    boolean data = false;
    for (ScalingPolicy each : policy.policies()) {
      if (each.direction() == Direction.OUT) {
        continue;
      }
      switch (recommendation(each)) {
        case Recommendation.Blind reason ->
            blind = blind == null ? each.name() + " is blind: " + reason.because() : blind;
        case Count _ -> data = true;
        case Recommendation.Abstain _ -> {}
      }
    }
    if (blind != null) {
      course.floor("combine", current, HoldReason.BLIND, blind + "; not below " + current);
    } else if (!data) {
      course.floor(
          "combine",
          current,
          HoldReason.BLIND,
          "no policy that may scale in has data; not below " + current);
    }
  }

  /** Puts back what a deployment took away, as far as the load needs it. */
  private @Nullable String restore() {
    External change = outside.change();
    if (change == null || !outside.deploymentReset(observation, history)) {
      return null;
    }
    int needed = results.values().stream().mapToInt(PolicyResult::largestNeed).max().orElse(0);
    int to = Math.max(course.count(), Math.min(change.from(), needed));
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
    if (deploying()) {
      course.floor(
          "deployment",
          current,
          HoldReason.DEPLOYING,
          "a deployment is in progress; not below " + current);
    }
    course.floor(
        "outside-change",
        outside.floor(policy, now),
        HoldReason.EXTERNAL,
        "somebody raised the desired count to " + outside.floor(policy, now));
    int busy = results.values().stream().mapToInt(PolicyResult::inFlightFloor).max().orElse(0);
    course.floor(
        "in-flight",
        Math.min(busy, policy.capacity().max()),
        HoldReason.BUSY,
        "messages in flight keep " + Numbers.tasks(busy) + " busy");
  }

  private boolean deploying() {
    ServiceStatus service = observation.service();
    if (service.deployment() == ServiceStatus.Deployment.STEADY) {
      return false;
    }
    Span known = history.deployment();
    Instant since =
        known != null && known.covers(now) ? known.from() : service.deploymentStartedAt();
    return since == null || now.isBefore(since.plus(policy.guards().deploymentHold()));
  }

  private void stepLimit(boolean restoring) {
    if (course.count() > current && !restoring) {
      limitOut();
    } else if (course.scalesIn() && !emptyQueueDecides()) {
      limitIn();
    }
  }

  private void limitOut() {
    if (policy.scaleOut().step() instanceof StepLimit.Limited step) {
      int before = desiredAt(now.minus(step.per()));
      long limit = Math.max(before * (100L + step.percent()) / 100, (long) before + step.tasks());
      int asked = largestQueueCount();
      int cap = (int) Math.min(Integer.MAX_VALUE, Math.max(Math.max(limit, asked), current));
      if (course.count() > cap) {
        course.move(
            "step-limit",
            cap,
            HoldReason.STEP_LIMIT,
            "at most "
                + limit
                + " within "
                + Numbers.text(step.per())
                + " of "
                + Numbers.tasks(before));
      }
    }
  }

  /** A queue shows its whole load, so what it asks for is no guess and is not limited. */
  private int largestQueueCount() {
    int largest = 0;
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof QueuePolicy && recommendation(each) instanceof Count count) {
        largest = Math.max(largest, count.count());
      }
    }
    return largest;
  }

  private void limitIn() {
    if (policy.scaleIn().step() instanceof StepLimit.Limited step) {
      int most = (int) Math.max(step.tasks(), (long) current * step.percent() / 100);
      if (course.count() < current - most) {
        course.move(
            "step-limit",
            current - most,
            HoldReason.STEP_LIMIT,
            "at most " + Numbers.tasks(most) + " fewer at once");
      }
    }
  }

  private boolean emptyQueueDecides() {
    return course.count() == policy.capacity().min()
        && results.values().stream().anyMatch(PolicyResult::empty);
  }

  private void range(int limited) {
    int min = policy.capacity().min();
    int max = policy.capacity().max();
    if (course.count() < min) {
      course.move("range", min, HoldReason.AT_MIN, "the minimum is " + min);
    } else if (course.count() > max && limited >= current) {
      course.move(
          "range",
          Math.max(max, Math.min(current, limited)),
          HoldReason.AT_MAX,
          "the maximum is " + max);
    }
  }

  private void gate() {
    if (!course.scalesIn()) {
      return;
    }
    boolean aboveMax = current > policy.capacity().max();
    if (!policy.scaleIn().enabled() && !aboveMax) {
      course.move("scale-in", current, HoldReason.SCALE_IN_OFF, "scale-in is switched off");
      return;
    }
    if (emptyQueueDecides()) {
      return;
    }
    Instant last = Disturbance.last(history, outside.change());
    Instant open = last == null ? null : last.plus(policy.scaleIn().every());
    if (open != null && now.isBefore(open)) {
      course.move(
          "gate",
          current,
          HoldReason.GATE,
          "scale-in is possible in " + Numbers.text(Duration.between(now, open)));
    }
  }

  /** The desired count at an instant of the past, as far as the actions tell. */
  private int desiredAt(Instant at) {
    for (Action action : history.actions()) {
      if (action.at().isAfter(at)) {
        return action.from();
      }
    }
    return current;
  }

  private Decision outcome(Mode mode, String cause, String because) {
    Map<String, Recommendation> recommended = new LinkedHashMap<>();
    results.forEach((name, result) -> recommended.put(name, result.recommendation()));
    if (course.count() == current) {
      return new Decision(holdReason(), recommended, course.trace(), null);
    }
    Scale scale = new Scale(current, course.count(), cause, because);
    String other = observation.service().otherScaler();
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
    return results.containsKey(cause) || course.trace().isEmpty()
        ? recommended(cause)
        : course.trace().getLast().because();
  }

  private String recommended(String cause) {
    PolicyResult result = results.get(cause);
    return result == null ? "" : result.recommendation().because();
  }

  private Hold holdReason() {
    return course
        .pinned()
        .orElseGet(() ->
            UnpinnedHold.of(
                policy.policies(), this::recommendation, current, observation.service()));
  }
}
