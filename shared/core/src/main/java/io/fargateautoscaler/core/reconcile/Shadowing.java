package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.compare.Counting;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.ShadowSight;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pure: what an observed service would be if this autoscaler scaled it. The same rules decide a
 * second time, on the same load, with the count and the memory that they would have.
 */
final class Shadowing {
  private static final Duration USUAL_START_UP = Duration.ofSeconds(60);

  /** Longer than any point is looked at that was not averaged over another count. */
  private static final Duration KEPT = Duration.ofMinutes(20);

  private static final int MOST_KEPT = 64;

  private Shadowing() {}

  /**
   * The shadow after a look.
   *
   * @param known null: the service was not observed before
   * @param real what was decided for the service itself
   * @param acting whether the service is scaled by this autoscaler, so that nothing is compared
   * @return null if there is nothing to compare and nothing left to be written
   */
  static @Nullable Shadow after(
      @Nullable Shadow known,
      DecisionRecord real,
      boolean acting,
      StackState stack,
      StateStore.Stored stored) {
    Shadow before = known == null || known.ended() ? null : known;
    if (acting) {
      return before == null ? null : ended(before, real.at());
    }
    boolean asked = !real.decision().recommended().isEmpty();
    if (before == null) {
      return asked ? first(real, stack, stored) : null;
    }
    return asked ? look(before, real, stack, stored) : idle(before, real);
  }

  private static Shadow first(DecisionRecord real, StackState stack, StateStore.Stored stored) {
    return look(begin(real, DayTally.from(real.at()), null), real, stack, stored);
  }

  private static Shadow begin(DecisionRecord real, DayTally today, @Nullable DayTally finished) {
    int desired = real.observation().service().desired();
    ScalingHistory history =
        real.history()
            .but()
            .lastApplied(desired)
            .appliedAt(null)
            .external(null)
            .starts(List.of())
            .capacity(null)
            .frozen(null)
            .build();
    return new Shadow(desired, history, Map.of(), List.of(), null, today, finished, false);
  }

  /** Nobody may act, so neither would this autoscaler: it begins anew once somebody may. */
  private static Shadow idle(Shadow before, DecisionRecord real) {
    Counting.Counted counted = Counting.until(real.at(), before.last(), before.today());
    return begin(real, counted.today(), counted.finished());
  }

  /** The last write of a service that is observed no longer. */
  private static Shadow ended(Shadow before, Instant now) {
    Counting.Counted counted = Counting.until(now, before.last(), before.today());
    DayTally part = counted.finished() == null ? counted.today() : counted.finished();
    return new Shadow(
        before.desired(),
        ScalingHistory.NONE,
        Map.of(),
        List.of(),
        null,
        counted.today(),
        part.measuredSeconds() > 0 ? part : null,
        true);
  }

  private static Shadow look(
      Shadow known, DecisionRecord real, StackState stack, StateStore.Stored stored) {
    Instant now = real.at();
    ServicePolicy policy = real.policy().policy();
    ServiceStatus service = real.observation().service();
    Duration startUp = stored.startUp() == null ? USUAL_START_UP : stored.startUp().median();
    Shadow before = ran(known, service.running(), now);
    ShadowSight sight = ShadowSight.of(policy, real.observation(), real.history(), before, startUp);
    int running = before.runningAt(now, startUp);
    Observation seen =
        new Observation(
            now,
            status(service, before.desired(), running),
            sight.loads(),
            real.observation().alarms());
    ScalingHistory history = history(before, real, stack, stored);
    Decision would = Decider.decide(active(policy), Mode.ACTIVE, seen, history);
    ScalingHistory next = Memory.after(policy, seen, history, would, true);
    int desired = before.desired();
    if (would.outcome() instanceof Decision.Scale scale) {
      next = Memory.applied(next, now, scale.from(), scale.to());
      desired = scale.to();
    }
    Shadow.Look last = before.last();
    Counting.Counted counted = Counting.until(now, last, before.today());
    DayTally today =
        counted
            .today()
            .changed(
                last != null && last.desired() != service.desired(), desired != before.desired())
            .by(service.otherScaler());
    Shadow.Look look =
        new Shadow.Look(
            now,
            service.desired(),
            service.running(),
            running,
            sight.actualLate() || fewer(policy, real.decision(), service.running()),
            sight.shadowLate() || fewer(policy, would, running),
            sight.hidden());
    return new Shadow(
        desired,
        next,
        sight.queues(),
        before.ran(),
        Memory.blind(real.decision()) ? null : look,
        today,
        counted.finished(),
        false);
  }

  private static ScalingHistory history(
      Shadow before, DecisionRecord real, StackState stack, StateStore.Stored stored) {
    Map<String, QueueMemory> queues = new TreeMap<>(before.history().queues());
    // How long a message takes only the real consumers show.
    queues.replaceAll((name, memory) -> {
      QueueMemory known = real.history().queues().getOrDefault(name, QueueMemory.NONE);
      return new QueueMemory(
          memory.reads(),
          memory.votes(),
          memory.emptySince(),
          memory.emptyReads(),
          known.learned());
    });
    return Memory.before(before.history(), stack, stored, true, real.at())
        .but()
        .queues(queues)
        .samplesPerTask(real.history().samplesPerTask())
        .build();
  }

  private static ServicePolicy active(ServicePolicy policy) {
    return new ServicePolicy(
        policy.service(),
        policy.capacity(),
        Mode.ACTIVE,
        policy.policies(),
        policy.schedules(),
        policy.scaleOut(),
        policy.scaleIn(),
        policy.guards(),
        policy.respectExternal());
  }

  private static ServiceStatus status(ServiceStatus service, int desired, int running) {
    return new ServiceStatus(
        desired,
        running,
        Math.max(0, desired - running),
        service.lifecycle(),
        service.controller(),
        service.deployment(),
        service.deploymentStartedAt(),
        service.deploymentId(),
        service.targetGroups(),
        null);
  }

  /** Whether a queue or an alarm asks for more tasks than run. */
  private static boolean fewer(ServicePolicy policy, Decision decision, int running) {
    return policy.policies().stream()
        .filter(each -> !(each instanceof TargetTrackingPolicy))
        .map(ScalingPolicy::name)
        .map(decision.recommended()::get)
        .anyMatch(each ->
            each instanceof Recommendation.Count count
                && Math.min(count.count(), count.need()) > running);
  }

  /** The shadow with a running count of the service itself. */
  private static Shadow ran(Shadow shadow, int running, Instant now) {
    List<Shadow.Ran> ran = new ArrayList<>(shadow.ran());
    if (ran.isEmpty() || ran.getLast().running() != running) {
      ran.add(new Shadow.Ran(now, running));
    }
    Instant oldest = now.minus(KEPT);
    while (ran.size() > MOST_KEPT || (ran.size() > 1 && ran.get(1).at().isBefore(oldest))) {
      ran.removeFirst();
    }
    return new Shadow(
        shadow.desired(),
        shadow.history(),
        shadow.queues(),
        ran,
        shadow.last(),
        shadow.today(),
        shadow.finished(),
        shadow.ended());
  }
}
