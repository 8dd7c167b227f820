package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody else changed the desired count.
 *
 * @param current the count that stands: as read, or ours while ECS may still answer with an old one
 * @param change the change by others that is still of interest; null: none
 * @param fresh whether this observation is the first to show it
 */
public record OutsideChange(int current, @Nullable External change, boolean fresh) {
  private static final Duration EVENTUALLY = Duration.ofSeconds(30);
  private static final Duration RESET_WINDOW = Duration.ofMinutes(15);

  /** Compares the observation with the count that was last applied. */
  public static OutsideChange of(Observation observation, ScalingHistory history) {
    int read = observation.service().desired();
    Integer lastApplied = history.lastApplied();
    if (lastApplied == null || read == lastApplied) {
      return new OutsideChange(read, history.external(), false);
    }
    Instant own = ownChange(history);
    if (own != null && observation.now().isBefore(own.plus(EVENTUALLY))) {
      return new OutsideChange(lastApplied, history.external(), false);
    }
    return new OutsideChange(read, new External(observation.now(), lastApplied, read), true);
  }

  private static @Nullable Instant ownChange(ScalingHistory history) {
    return history.appliedAt() != null || history.actions().isEmpty()
        ? history.appliedAt()
        : history.actions().getLast().at();
  }

  /** Set to 0 by somebody although the policy asks for tasks. */
  boolean parked(ServicePolicy policy) {
    return change != null && change.count() == 0 && current == 0 && policy.capacity().min() > 0;
  }

  /** The count below which a raise by others still holds scale-in; 0: none. */
  int floor(ServicePolicy policy, Instant now) {
    return change != null
            && change.raised()
            && !now.isAfter(change.at().plus(policy.respectExternal()))
        ? Math.min(change.count(), policy.capacity().max())
        : 0;
  }

  /** What {@link #floor} respects, in words; only where it is above 0. */
  String raisedText(ServicePolicy policy, Instant now) {
    if (change == null) {
      return "";
    }
    int max = policy.capacity().max();
    return "somebody raised the desired count to "
        + change.count()
        + (change.count() > max ? ", at most " + max + " here" : "")
        + "; respected for "
        + Numbers.text(Duration.between(now, change.at().plus(policy.respectExternal())))
        + " more";
  }

  /** A deployment took more than a quarter of the tasks away and nobody has put them back. */
  public boolean deploymentReset(Observation observation, ScalingHistory history) {
    return change != null
        && change.count() > 0
        && change.count() * 4L < change.from() * 3L
        && current <= change.count()
        && !observation.now().isAfter(change.at().plus(RESET_WINDOW))
        && youngDeployment(observation, history);
  }

  private static boolean youngDeployment(Observation observation, ScalingHistory history) {
    Instant oldest = observation.now().minus(RESET_WINDOW);
    Instant started = observation.service().deploymentStartedAt();
    ScalingHistory.Span known = history.deployment();
    if (started != null) {
      return !started.isBefore(oldest);
    }
    if (known != null && known.covers(observation.now())) {
      return !known.from().isBefore(oldest);
    }
    return observation.service().deploying();
  }
}
