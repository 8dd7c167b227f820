package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * What every stage of one decision reads.
 *
 * @param policy with the range that counts now
 */
record Situation(
    ServicePolicy policy,
    RangeInForce range,
    Observation observation,
    ScalingHistory history,
    OutsideChange outside) {

  static Situation of(ServicePolicy policy, Observation observation, ScalingHistory history) {
    RangeInForce range = RangeInForce.of(policy, history, observation.now());
    return new Situation(
        policy.within(range.range()),
        range,
        observation,
        history,
        OutsideChange.of(observation, history));
  }

  Instant now() {
    return observation.now();
  }

  ServiceStatus service() {
    return observation.service();
  }

  /** The desired count that stands. */
  int current() {
    return outside.current();
  }

  int min() {
    return policy.capacity().min();
  }

  int max() {
    return policy.capacity().max();
  }

  /** The desired count at a past instant, as far as the actions tell. */
  int desiredAt(Instant at) {
    for (Action action : history.actions()) {
      if (action.at().isAfter(at)) {
        return action.from();
      }
    }
    // A change by others that nobody had seen yet may be as old as the last look.
    External change = outside.change();
    return outside.fresh() && change != null ? change.from() : current();
  }

  /** The smallest desired count of a time until now, as far as the actions tell. */
  int smallestDesired(Duration within) {
    Instant start = now().minus(within);
    int smallest = Math.min(current(), desiredAt(start));
    for (Action action : history.actions()) {
      if (action.at().isAfter(start)) {
        smallest = Math.min(smallest, action.to());
      }
    }
    return smallest;
  }
}
