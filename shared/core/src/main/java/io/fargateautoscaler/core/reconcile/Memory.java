package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Aftermath;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.OutsideChange;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.RangeHold;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.observation.ScalingHistory.Trouble;
import io.fargateautoscaler.core.observation.ScalingHistoryBuilder;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.tasks.CapacityFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pure: what the history is after a decision. All of it is bounded. */
final class Memory {
  private static final Duration KEPT = Duration.ofMinutes(16);
  private static final Duration STARTS_KEPT = Duration.ofMinutes(30);
  private static final int MOST_ACTIONS = 64;
  private static final int MOST_STARTS = 500;

  private Memory() {}

  /** What a decision reads of the past: what is remembered, and what is known apart from it. */
  static ScalingHistory before(
      ScalingHistory remembered,
      StackState stack,
      StateStore.Stored stored,
      boolean acting,
      Instant now) {
    Instant frozenUntil = stack.frozenUntil();
    Instant oldest = now.minus(STARTS_KEPT);
    ScalingHistoryBuilder history =
        remembered
            .but()
            .paused(paused(remembered.paused(), stored.orders().pause(), now))
            .hold(inForce(stored.orders().hold(), now))
            .external(unparked(remembered.external(), stored.orders().resumed()))
            .frozen(
                frozenUntil != null && frozenUntil.isAfter(now) ? new Span(now, frozenUntil) : null)
            .starts(
                stored.starts().stream()
                    .filter(start -> start.newest().isAfter(oldest))
                    .sorted(Comparator.comparing(Start::newest).reversed())
                    .limit(MOST_STARTS)
                    .toList()
                    .reversed())
            .capacity(inForce(stored.capacity(), now));
    if (!acting) {
      // Somebody else is the scaler: every change is theirs, and none is news.
      history.lastApplied(null).appliedAt(null);
    }
    return history.build();
  }

  /** A pause that is taken back ends now. */
  private static @Nullable Pause paused(
      @Nullable Pause remembered, @Nullable Pause ordered, Instant now) {
    if (ordered != null) {
      return ordered;
    }
    return remembered != null && remembered.covers(now)
        ? new Pause(remembered.from(), now, remembered.by())
        : remembered;
  }

  /** Who orders that a service scales again takes back that somebody set it to 0 before. */
  private static @Nullable External unparked(
      @Nullable External external, @Nullable Instant resumed) {
    return external != null
            && external.count() == 0
            && resumed != null
            && !resumed.isBefore(external.at())
        ? null
        : external;
  }

  /** What is over is not news for a decision. */
  private static @Nullable Trouble inForce(@Nullable Trouble said, Instant now) {
    return said != null && said.kind() != Trouble.Kind.NONE && CapacityFacts.matters(said, now)
        ? said
        : null;
  }

  private static @Nullable RangeHold inForce(@Nullable RangeHold hold, Instant now) {
    return hold != null && now.isBefore(hold.until()) ? hold : null;
  }

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
    return Aftermath.of(policy, observation, history)
        .but()
        .actions(recent(actions, now))
        .lastApplied(lastApplied)
        .running(service.running())
        .grewAt(grew(history, service) ? now : history.grewAt())
        .shortSince(shortSince(history, service, now))
        .frozen(null)
        .starts(List.of())
        .capacity(null)
        .blind(span(history.blind(), blind(decision), now, now))
        .external(acting ? external : history.external())
        .deployment(deployment(history.deployment(), service, now))
        .build();
  }

  /** The history after we set the count. */
  static ScalingHistory applied(ScalingHistory history, Instant at, int from, int to) {
    return history
        .but()
        .actions(recent(with(history.actions(), new Action(at, from, to)), at))
        .lastApplied(to)
        .appliedAt(at)
        .build();
  }

  /** A service that is seen for the first time, or whose state was lost. */
  static ScalingHistory begin(Instant now) {
    return ScalingHistory.NONE.but().watchedSince(now).build();
  }

  /** Whether a policy found no usable data. */
  static boolean blind(Decision decision) {
    return decision.recommended().values().stream()
        .anyMatch(Recommendation.Blind.class::isInstance);
  }

  private static boolean grew(ScalingHistory history, ServiceStatus service) {
    return history.running() != null && service.running() > history.running();
  }

  private static @Nullable Instant shortSince(
      ScalingHistory history, ServiceStatus service, Instant now) {
    if (service.running() >= service.desired()) {
      return null;
    }
    return history.shortSince() == null ? now : history.shortSince();
  }

  /** A deployment that follows another at once is a new one, with its own time. */
  private static @Nullable Span deployment(
      @Nullable Span known, ServiceStatus service, Instant now) {
    boolean open = service.deploying();
    Instant started = service.deploymentStartedAt();
    Instant since = started == null || started.isAfter(now) ? now : started;
    return open && started != null && known != null && since.isAfter(known.from())
        ? new Span(since, null)
        : span(known, open, since, now);
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
