package io.fargateautoscaler.core.record;

import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision with everything that it read: enough to make it again.
 *
 * @param id unique; grows with time
 * @param stackMode the mode of the stack at that time
 * @param applied null if nothing was changed
 */
public record DecisionRecord(
    String id,
    ServiceRef service,
    Trigger trigger,
    PolicyDocument policy,
    Mode stackMode,
    Observation observation,
    ScalingHistory history,
    Decision decision,
    @Nullable Applied applied) {

  /** The same with another decision. */
  public DecisionRecord with(Decision other) {
    return new DecisionRecord(
        id, service, trigger, policy, stackMode, observation, history, other, applied);
  }

  /** The instant of the decision. */
  public Instant at() {
    return observation.now();
  }

  /**
   * What was done.
   *
   * @param usdPerHour what the tasks cost before and after; null: not known
   */
  public record Applied(Instant at, int count, @Nullable UsdPerHour usdPerHour) {
    /** At a cost that is not known. */
    public Applied(Instant at, int count) {
      this(at, count, null);
    }
  }
}
