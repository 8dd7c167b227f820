package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Decision.Hold;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import java.util.Optional;

/**
 * Whether the count of a service is ours to set at all: mode, pause, state, controller, parking.
 */
public final class Eligibility {
  private Eligibility() {}

  /** The hold that ends the decision before any policy is asked; empty: go on. */
  static Optional<Hold> hold(Situation situation, Mode mode) {
    ServiceStatus service = situation.service();
    Pause paused = situation.history().paused();
    if (mode == Mode.OFF) {
      return hold(situation, HoldReason.OFF, "the mode is off");
    }
    if (paused != null && paused.covers(situation.now())) {
      return hold(
          situation,
          HoldReason.PAUSED,
          "paused until " + paused.until() + (paused.by() == null ? "" : " by " + paused.by()));
    }
    if (service.lifecycle() != ServiceStatus.Lifecycle.ACTIVE) {
      return hold(situation, HoldReason.NOT_ELIGIBLE, "the service is " + service.lifecycle());
    }
    return switch (service.controller()) {
      case ECS, CODE_DEPLOY ->
          situation.outside().parked(situation.policy())
              ? hold(situation, HoldReason.PARKED, "somebody set the desired count to 0")
              : Optional.empty();
      case CODE_DEPLOY_SWITCHING ->
          hold(situation, HoldReason.DEPLOYING, "two task sets exist: counts cover both colours");
      case EXTERNAL, DAEMON, UNKNOWN ->
          hold(
              situation,
              HoldReason.NOT_ELIGIBLE,
              "the desired count of a service under " + service.controller() + " is not ours");
    };
  }

  private static Optional<Hold> hold(Situation situation, HoldReason reason, String because) {
    return Optional.of(new Hold(reason, situation.current(), because));
  }
}
