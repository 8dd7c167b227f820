package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import io.fargateautoscaler.core.policy.StepPolicy.Side;
import io.fargateautoscaler.core.policy.StepPolicy.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes step policies. */
final class StepAssembler {
  private final Set<BigDecimal> distances = new HashSet<>();
  private @Nullable Side side;

  private StepAssembler() {}

  /** The policy; null if there was a problem that leaves none. */
  static @Nullable StepPolicy read(String name, Fields policy) {
    String alarm = policy.required("alarm", StepKeys.ALARM.scalar());
    var assembler = new StepAssembler();
    List<Step> steps = assembler.steps(policy);
    Duration warmUp =
        policy.value("warm-up", StepKeys.WARM_UP.scalar(), StepPolicy.DEFAULT_WARM_UP);
    Direction direction = policy.value("direction", StepKeys.DIRECTION.scalar(), Direction.BOTH);
    Side side = assembler.side;
    return alarm == null || side == null || steps.isEmpty()
        ? null
        : new StepPolicy(name, alarm, warmUp, side, steps, direction);
  }

  private List<Step> steps(Fields policy) {
    if (!policy.has("steps")) {
      policy.problem("steps", "missing; a list of steps is needed: [{above: 0, add: 1}]");
      return List.of();
    }
    if (policy.node("steps") instanceof Node.Items items && items.nodes().isEmpty()) {
      policy.problem("steps", "empty; at least one step is needed");
    }
    policy.atMost("steps", StepKeys.MOST);
    var steps = new ArrayList<Step>();
    for (Fields step : policy.list("steps")) {
      Step read = step(step);
      if (read != null) {
        steps.add(read);
      }
    }
    return steps;
  }

  private @Nullable Step step(Fields step) {
    step.only(PolicyKeys.names(Section.STEP_ITEM));
    BigDecimal distance = distance(step);
    Adjust adjust = adjust(step);
    if (adjust == null) {
      return null;
    }
    Key<BigDecimal> key = StepKeys.ADJUSTMENTS.get(adjust);
    BigDecimal value = key == null ? null : step.value(key.name(), key.scalar());
    int atLeast = step.value("at-least", StepKeys.AT_LEAST.scalar(), 0);
    boolean percent = adjust == Adjust.ADD_PERCENT || adjust == Adjust.REMOVE_PERCENT;
    if (!percent && step.has("at-least")) {
      step.problem("at-least", "allowed only with add-percent or remove-percent");
    }
    return distance == null || value == null ? null : new Step(distance, adjust, value, atLeast);
  }

  private @Nullable BigDecimal distance(Fields step) {
    if (step.has("above") && step.has("below")) {
      step.problem("below", "given together with above; allowed is one of the two");
      return null;
    }
    if (!step.has("above") && !step.has("below")) {
      step.problem("needs one of above, below");
      return null;
    }
    boolean above = step.has("above");
    String key = above ? "above" : "below";
    BigDecimal distance =
        step.value(key, above ? StepKeys.ABOVE.scalar() : StepKeys.BELOW.scalar());
    Side own = above ? Side.ABOVE : Side.BELOW;
    if (side != null && side != own) {
      step.problem(key, "all steps of a policy must lie on one side; the first is " + word(side));
    } else if (distance != null && !distances.add(distance)) {
      step.problem(key, distance.toPlainString() + " is given twice; distances must differ");
    }
    side = side == null ? own : side;
    return distance;
  }

  private static String word(Side side) {
    return ValueType.word(side);
  }

  private static @Nullable Adjust adjust(Fields step) {
    Adjust found = null;
    for (Map.Entry<Adjust, Key<BigDecimal>> each : StepKeys.ADJUSTMENTS.entrySet()) {
      String name = each.getValue().name();
      if (step.has(name) && found != null) {
        step.problem(
            name, "given together with " + ValueType.word(found) + "; a step has one adjustment");
      } else if (step.has(name)) {
        found = each.getKey();
      }
    }
    if (found == null) {
      step.problem("needs one of " + Found.list(StepKeys.adjustmentNames()));
    }
    return found;
  }
}
