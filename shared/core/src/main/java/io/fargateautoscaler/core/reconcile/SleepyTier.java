package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Pure: which services need not be looked at by every tick. One that an alarm wakes and that has
 * been idle at its minimum for {@link #CALM} is looked at every {@link #EVERY} minutes; events that
 * name it wake it at any time.
 */
final class SleepyTier {
  /** How long it must have been idle. */
  static final Duration CALM = Duration.ofMinutes(10);

  /** Minutes between two looks at a sleeping service. */
  static final int EVERY = 5;

  /** Idle is a load below this part of the target. */
  private static final double IDLE = 0.6;

  private SleepyTier() {}

  /** Whether this tick may leave the service out. */
  static boolean skips(
      Trigger.Kind trigger, ServiceRef service, StateStore.Stored stored, Instant now) {
    ServiceState state = stored.state();
    if (trigger != Trigger.Kind.TICK
        || state == null
        || stored.policy().policy().wakeAlarm() == null
        || !asleep(state.calmSince(), now)
        || state.intent() != null
        || !state.incidents().isEmpty()
        || inForce(stored.orders(), now)) {
      return false;
    }
    // A schedule may have begun since: its range counts now.
    int min = RangeInForce.of(stored.policy().policy(), state.history(), now).range().min();
    Integer desired = state.history().lastApplied();
    return desired != null && desired == min && !itsMinute(service, now);
  }

  private static boolean inForce(Orders orders, Instant now) {
    return (orders.pause() != null && orders.pause().covers(now))
        || (orders.hold() != null && now.isBefore(orders.hold().until()));
  }

  /** Whether what has been idle since then may sleep. */
  static boolean asleep(@Nullable Instant calmSince, Instant now) {
    return calmSince != null && !now.isBefore(calmSince.plus(CALM));
  }

  /** A stable spread, so that not all of them are looked at by the same tick. */
  static boolean itsMinute(ServiceRef service, Instant now) {
    long minute = now.getEpochSecond() / 60;
    return Math.floorMod(minute + service.toString().hashCode(), EVERY) == 0;
  }

  /**
   * Since when the service is idle.
   *
   * @param before what was known before this decision
   * @return null if it is not idle, or must not sleep
   */
  static @Nullable Instant calmSince(DecisionRecord decided, ServiceState before) {
    Instant known = before.calmSince();
    Instant now = decided.at();
    boolean calm = before.intent() == null && before.incidents().isEmpty() && calm(decided);
    return !calm ? null : known == null ? now : known;
  }

  private static boolean calm(DecisionRecord decided) {
    ServicePolicy policy = decided.policy().policy();
    Observation seen = decided.observation();
    ServiceStatus service = seen.service();
    int min = RangeInForce.of(policy, decided.history(), decided.at()).range().min();
    return policy.wakeAlarm() != null
        && wakes(seen.alarms().get(policy.wakeAlarm()))
        && decided.decision().outcome() instanceof Decision.Hold
        && decided.decision().would() == null
        && !Memory.blind(decided.decision())
        && service.lifecycle() == ServiceStatus.Lifecycle.ACTIVE
        && min > 0
        && service.desired() == min
        && service.running() == min
        && service.pending() == 0
        && !service.deploying()
        && quiet(decided.history(), seen.now())
        && policy.policies().stream()
            .allMatch(each -> idle(each, seen.loads().get(each.name()), min, seen.now()));
  }

  /** One that is not there cannot wake anybody, and one that rings does. */
  private static boolean wakes(@Nullable AlarmState state) {
    return state == AlarmState.OK || state == AlarmState.INSUFFICIENT_DATA;
  }

  private static boolean quiet(ScalingHistory history, Instant now) {
    ScalingHistory.Brake brake = history.brake();
    return (brake == null || !brake.engaged())
        && (history.paused() == null || !history.paused().covers(now))
        && history.hold() == null
        && history.frozen() == null;
  }

  /** All that is known of the last {@link #CALM}; nothing known is not idle. */
  private static boolean idle(ScalingPolicy policy, @Nullable Load load, int tasks, Instant now) {
    Instant from = now.minus(CALM);
    return switch (policy) {
      case QueuePolicy _ -> false;
      case StepPolicy _ -> load instanceof Load.Alarmed alarm && alarm.state() == AlarmState.OK;
      case TargetTrackingPolicy tracking -> {
        double most = tracking.target().multiply(BigDecimal.valueOf(IDLE)).doubleValue();
        yield switch (load) {
          case Load.PerTask points -> {
            var recent =
                points.points().stream().filter(point -> point.at().isAfter(from)).toList();
            yield !recent.isEmpty() && recent.stream().allMatch(point -> point.average() < most);
          }
          case Load.Total sums -> {
            var recent = sums.points().stream().filter(sum -> sum.at().isAfter(from)).toList();
            yield (!recent.isEmpty() || sums.witness())
                && recent.stream().allMatch(sum -> sum.sum() < most * tasks);
          }
          case null, default -> false;
        };
      }
    };
  }
}
