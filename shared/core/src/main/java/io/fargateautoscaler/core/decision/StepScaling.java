package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Recommendation.Abstain;
import io.fargateautoscaler.core.decision.Recommendation.Blind;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.decision.Recommendation.Wait;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.StepPolicy.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step scaling: the further a metric is beyond an alarm's threshold, the larger the step.
 *
 * <p>Bounds and rounding are those that AWS documents for step scaling policies: above the
 * threshold a step holds from its distance, included, to the next one's, excluded; below it the
 * other way round. A percentage is rounded towards zero, but to 1 between 0 and 1.
 *
 * <p>After a step the next one needs a datapoint that is newer than the step and its warm-up. In
 * between a larger step adds only the difference, since it counts from the same desired count.
 */
public final class StepScaling {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final StepPolicy policy;
  private final Load.Alarmed alarm;
  private final int current;
  private final @Nullable Step last;
  private final Instant now;

  /** The step that the newest datapoint takes. */
  private record Hit(BigDecimal distance, StepPolicy.Step step) {}

  private StepScaling(StepPolicy policy, Situation situation, Load.Alarmed alarm) {
    this.policy = policy;
    this.alarm = alarm;
    this.current = situation.current();
    this.last = situation.history().lastSteps().get(policy.name());
    this.now = situation.now();
  }

  static PolicyResult recommend(StepPolicy policy, Situation situation) {
    if (situation.current() == 0) {
      return PolicyResult.of(new Abstain("no tasks: only a queue or a schedule wakes a service"));
    }
    Load load = load(policy, situation);
    String blind = blind(policy, load, situation.now());
    return blind != null || !(load instanceof Load.Alarmed alarm)
        ? PolicyResult.of(new Blind(blind == null ? "another kind of data" : blind))
        : new StepScaling(policy, situation, alarm).result();
  }

  /** The step that counts after a decision: a new one if this decision took one. */
  static @Nullable Step remember(StepPolicy policy, Situation situation) {
    Load load = load(policy, situation);
    return blind(policy, load, situation.now()) == null && load instanceof Load.Alarmed alarm
        ? new StepScaling(policy, situation, alarm).next()
        : situation.history().lastSteps().get(policy.name());
  }

  private static @Nullable Load load(StepPolicy policy, Situation situation) {
    return situation.observation().loads().get(policy.name());
  }

  private static @Nullable String blind(StepPolicy policy, @Nullable Load load, Instant now) {
    return switch (load) {
      case Load.Alarmed alarm when alarm.state() == AlarmState.MISSING ->
          "the alarm " + policy.alarm() + " does not exist";
      case Load.Alarmed alarm when alarm.state() == AlarmState.ALARM -> unusable(alarm, now);
      case Load.Alarmed _ -> null;
      case Load.Missing missing -> missing.reason();
      case null -> "not read";
      default -> "another kind of data";
    };
  }

  /** What is wrong with the newest datapoint of an alarm that rings; null: nothing. */
  private static @Nullable String unusable(Load.Alarmed alarm, Instant now) {
    Load.Value newest = newest(alarm).orElse(null);
    if (newest == null) {
      return null;
    }
    return Double.isFinite(newest.value())
        ? Series.untimely(newest.at(), alarm.period(), now)
        : "the newest datapoint is " + newest.value();
  }

  private PolicyResult result() {
    if (alarm.state() != AlarmState.ALARM) {
      return PolicyResult.of(new Abstain("the alarm " + policy.alarm() + " is " + alarm.state()));
    }
    Hit hit = hit();
    if (hit == null) {
      return PolicyResult.of(
          new Abstain(policy.alarm() + " rings, but no step fits its datapoint"));
    }
    Step waiting = waiting();
    int base = waiting == null ? current : waiting.desired();
    int need = adjusted(hit.step(), base);
    String because =
        policy.alarm()
            + " rings"
            + beyond(hit)
            + ": "
            + text(hit.step())
            + " from "
            + Numbers.tasks(base)
            + " makes "
            + need;
    if (waiting != null && need == current) {
      because += "; the next step waits for a datapoint after " + rearmedAfter(waiting);
    }
    return PolicyResult.of(new Count(need, need, Wait.NONE, because), need);
  }

  private String beyond(Hit hit) {
    if (alarm.threshold() == null) {
      return "";
    }
    return newest(alarm).isEmpty()
        ? ", without a datapoint"
        : ", "
            + Numbers.text(hit.distance())
            + (policy.side() == Side.ABOVE ? " above" : " below")
            + " its threshold";
  }

  private Instant rearmedAfter(Step step) {
    return step.at().plus(policy.warmUp());
  }

  private @Nullable Step next() {
    return hit() != null && waiting() == null ? new Step(now, current) : last;
  }

  private @Nullable Hit hit() {
    BigDecimal distance = alarm.state() == AlarmState.ALARM ? distance() : null;
    StepPolicy.Step step = distance == null ? null : stepAt(distance);
    return distance == null || step == null ? null : new Hit(distance, step);
  }

  /** The last step, until a datapoint after its warm-up arms the next one; null: it is armed. */
  private @Nullable Step waiting() {
    // Without any datapoint the clock counts.
    Instant newest = newest(alarm).map(Load.Value::at).orElse(now);
    return last == null || newest.isAfter(rearmedAfter(last)) ? null : last;
  }

  private static Optional<Load.Value> newest(Load.Alarmed alarm) {
    return alarm.points().stream().max(Comparator.comparing(Load.Value::at));
  }

  /** How far the newest datapoint is beyond the threshold; null: it is not. */
  private @Nullable BigDecimal distance() {
    Double threshold = alarm.threshold();
    Optional<Load.Value> newest = newest(alarm);
    if (threshold == null || newest.isEmpty()) {
      return BigDecimal.ZERO;
    }
    double value = newest.get().value();
    if (!Double.isFinite(threshold)) {
      return null;
    }
    BigDecimal above = Numbers.exact(value).subtract(Numbers.exact(threshold));
    BigDecimal beyond = policy.side() == Side.ABOVE ? above : above.negate();
    return beyond.signum() < 0 ? null : beyond;
  }

  /**
   * The step whose part of the distances holds this one. Above the threshold that is the last step
   * whose distance is reached; below it AWS excludes the far bound instead of the near one, which
   * in distances reads the same.
   */
  private StepPolicy.@Nullable Step stepAt(BigDecimal distance) {
    StepPolicy.Step found = null;
    for (StepPolicy.Step step : policy.steps()) {
      if (step.distance().compareTo(distance) <= 0) {
        found = step;
      }
    }
    return found;
  }

  private static int adjusted(StepPolicy.Step step, int base) {
    BigDecimal count = BigDecimal.valueOf(base);
    BigDecimal changed =
        switch (step.adjust()) {
          case ADD -> count.add(step.value());
          case REMOVE -> count.subtract(step.value());
          case ADD_PERCENT -> count.add(part(step, count));
          case REMOVE_PERCENT -> count.subtract(part(step, count));
          case SET -> step.value();
        };
    return changed.max(BigDecimal.ZERO).min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  private static BigDecimal part(StepPolicy.Step step, BigDecimal count) {
    BigDecimal exact = count.multiply(step.value()).divide(HUNDRED);
    BigDecimal least = BigDecimal.valueOf(Math.max(exact.signum(), step.atLeast()));
    return exact.setScale(0, RoundingMode.DOWN).max(least);
  }

  private static String text(StepPolicy.Step step) {
    String value = Numbers.text(step.value());
    String percent = value + " %" + (step.atLeast() > 0 ? ", at least " + step.atLeast() : "");
    return switch (step.adjust()) {
      case ADD -> value + " more";
      case REMOVE -> value + " fewer";
      case ADD_PERCENT -> percent + " more";
      case REMOVE_PERCENT -> percent + " fewer";
      case SET -> "set to " + value;
    };
  }
}
