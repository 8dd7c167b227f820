package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.OutsideChange;
import io.fargateautoscaler.core.decision.QueueScaling;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.decision.SamplesPerTask;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pure: what the history is after a decision. All of it is bounded. */
final class Memory {
  private static final Duration KEPT = Duration.ofMinutes(16);
  private static final int MOST_ACTIONS = 64;

  private Memory() {}

  /** The history after this observation and decision, before anything is applied. */
  static ScalingHistory after(
      ServicePolicy policy,
      Observation observation,
      ScalingHistory history,
      Decision decision,
      boolean acting) {
    Instant now = observation.now();
    ServiceStatus service = observation.service();
    if (service.lifecycle() != ServiceStatus.Lifecycle.ACTIVE) {
      return history;
    }
    OutsideChange outside = OutsideChange.of(observation, history);
    List<Action> actions = history.actions();
    External external = history.external();
    Integer lastApplied = outside.current();
    if (outside.fresh() && outside.change() != null) {
      actions = with(actions, new Action(now, outside.change().from(), outside.change().count()));
      external = outside.change();
    }
    return new ScalingHistory(
        recent(actions, now),
        lastApplied,
        history.appliedAt(),
        queues(policy, observation, history),
        SamplesPerTask.learn(policy, observation, history),
        span(history.blind(), blind(decision), now, now),
        acting ? external : null,
        span(
            history.deployment(),
            service.deployment() != ServiceStatus.Deployment.STEADY,
            service.deploymentStartedAt() == null ? now : service.deploymentStartedAt(),
            now),
        history.paused(),
        history.watchedSince());
  }

  /** The history after we set the count. */
  static ScalingHistory applied(ScalingHistory history, Instant at, int from, int to) {
    return new ScalingHistory(
        recent(with(history.actions(), new Action(at, from, to)), at),
        to,
        at,
        history.queues(),
        history.samplesPerTask(),
        history.blind(),
        history.external(),
        history.deployment(),
        history.paused(),
        history.watchedSince());
  }

  /** A service that is seen for the first time, or whose state was lost. */
  static ScalingHistory begin(Instant now) {
    ScalingHistory none = ScalingHistory.NONE;
    return new ScalingHistory(
        none.actions(), null, null, Map.of(), Map.of(), null, null, null, null, now);
  }

  /** Whether a policy found no usable data. */
  static boolean blind(Decision decision) {
    return decision.recommended().values().stream()
        .anyMatch(Recommendation.Blind.class::isInstance);
  }

  private static Map<String, QueueMemory> queues(
      ServicePolicy policy, Observation observation, ScalingHistory history) {
    Map<String, QueueMemory> queues = new TreeMap<>();
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof QueuePolicy queue) {
        queues.put(queue.name(), QueueScaling.remember(queue, policy, observation, history));
      }
    }
    return queues;
  }

  private static @Nullable Span span(
      @Nullable Span known, boolean open, Instant since, Instant now) {
    boolean wasOpen = known != null && known.until() == null;
    if (open) {
      return wasOpen ? known : new Span(since.isAfter(now) ? now : since, null);
    }
    return wasOpen && known != null ? new Span(known.from(), now) : known;
  }

  private static List<Action> with(List<Action> actions, Action next) {
    List<Action> all = new ArrayList<>(actions);
    all.add(next);
    return all;
  }

  /** The newest action stays, however old: the gate and the saturation rule ask for it. */
  private static List<Action> recent(List<Action> actions, Instant now) {
    List<Action> kept = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      boolean last = i == actions.size() - 1;
      if ((last || action.at().isAfter(now.minus(KEPT))) && i >= actions.size() - MOST_ACTIONS) {
        kept.add(action);
      }
    }
    return kept;
  }
}
