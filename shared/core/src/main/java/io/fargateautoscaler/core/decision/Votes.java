package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What the policies say, and how their counts are combined: the largest wins, and nothing falls
 * while one that may lower the count is blind, or while none of these has data.
 */
final class Votes {
  private final Situation situation;
  private final Map<ScalingPolicy, PolicyResult> results = new LinkedHashMap<>();

  private Votes(Situation situation) {
    this.situation = situation;
  }

  static Votes of(Situation situation) {
    Votes votes = new Votes(situation);
    for (ScalingPolicy each : situation.policy().policies()) {
      votes.results.put(
          each,
          switch (each) {
            case TargetTrackingPolicy tracking -> TargetTracking.recommend(tracking, situation);
            case QueuePolicy queue -> QueueScaling.recommend(queue, situation);
            case StepPolicy step -> StepScaling.recommend(step, situation);
          });
    }
    return votes;
  }

  /** Applies the largest vote; the name of the policy that gave it, {@code range} if none did. */
  String apply(Course course) {
    String winner = "range";
    int largest = -1;
    String because = "";
    for (Map.Entry<ScalingPolicy, PolicyResult> each : results.entrySet()) {
      if (each.getValue().recommendation() instanceof Count count
          && !(mayBeZero() && idle(each.getKey(), count))) {
        int vote = vote(each.getKey(), count);
        if (vote > largest) {
          largest = vote;
          winner = each.getKey().name();
          because = winner + ": " + count.because();
        }
      }
    }
    if (largest >= 0) {
      course.move("policies", largest, null, because);
    }
    combine(course);
    return winner;
  }

  /** A policy that may only scale out votes its need as a floor, so that others cannot go below. */
  private int vote(ScalingPolicy policy, Count count) {
    int current = situation.current();
    if (!mayScaleIn(policy) && count.count() <= current) {
      return Math.min(count.need(), current);
    }
    return count.count();
  }

  /** The CPU and memory that an idle task uses are no demand: they must not keep it alive. */
  private static boolean idle(ScalingPolicy policy, Count count) {
    return count.need() <= 1
        && policy instanceof TargetTrackingPolicy tracking
        && tracking.metric() instanceof TargetMetric.Utilization;
  }

  /** Whether a policy found no usable data. */
  boolean blind() {
    return results.values().stream()
        .anyMatch(result -> result.recommendation() instanceof Recommendation.Blind);
  }

  private static boolean mayScaleIn(ScalingPolicy policy) {
    return policy instanceof StepPolicy step
        ? step.mayScaleIn()
        : policy.direction() == Direction.BOTH;
  }

  private boolean mayBeZero() {
    return situation.min() == 0 && empty();
  }

  private void combine(Course course) {
    int current = situation.current();
    String blind = null;
    boolean data = false;
    for (Map.Entry<ScalingPolicy, PolicyResult> each : results.entrySet()) {
      if (!mayScaleIn(each.getKey())) {
        continue;
      }
      switch (each.getValue().recommendation()) {
        case Recommendation.Blind reason ->
            blind = blind == null ? each.getKey().name() + " is blind: " + reason.because() : blind;
        case Count _ -> data = true;
        case Recommendation.Abstain _ -> {}
      }
    }
    if (results.keySet().stream().noneMatch(Votes::mayScaleIn)) {
      course.floor(
          "combine",
          current,
          HoldReason.SCALE_IN_OFF,
          "no policy of the document may scale in; not below " + current);
    } else if (blind != null || !data) {
      String reason = blind == null ? "no policy that may scale in has data" : blind;
      course.floor("combine", current, HoldReason.BLIND, reason + "; not below " + current);
    }
  }

  private boolean empty() {
    return results.values().stream().anyMatch(PolicyResult::empty);
  }

  /**
   * Whether all that is asked is queues, and each has been empty for long enough to go straight to
   * the minimum. Beside another policy the step limit and the gate hold for its sake.
   */
  boolean allEmpty() {
    return results.values().stream().allMatch(PolicyResult::empty);
  }

  /** The largest need that any data shows, for putting back a count that a deployment reset. */
  int largestNeed() {
    return largest(PolicyResult::largestNeed);
  }

  /** Tasks that messages in flight keep busy; 0 if unknown. */
  int inFlightFloor() {
    return largest(PolicyResult::inFlightFloor);
  }

  private int largest(ToIntFunction<PolicyResult> part) {
    return results.values().stream().mapToInt(part).max().orElse(0);
  }

  /** The largest count that queue policies ask for; 0 if there is none. */
  int largestQueueCount() {
    int largest = 0;
    for (Map.Entry<ScalingPolicy, PolicyResult> each : results.entrySet()) {
      if (each.getKey() instanceof QueuePolicy
          && each.getValue().recommendation() instanceof Count count) {
        largest = Math.max(largest, count.count());
      }
    }
    return largest;
  }

  /** By name of policy, in the order of the document. */
  Map<String, Recommendation> recommended() {
    Map<String, Recommendation> recommended = new LinkedHashMap<>();
    results.forEach((policy, result) -> recommended.put(policy.name(), result.recommendation()));
    return recommended;
  }
}
