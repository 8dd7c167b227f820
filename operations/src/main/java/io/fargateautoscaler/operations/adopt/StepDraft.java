package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.operations.adopt.AutoScaling.Alarm;
import io.fargateautoscaler.operations.adopt.AutoScaling.Side;
import io.fargateautoscaler.operations.adopt.AutoScaling.Step;
import io.fargateautoscaler.operations.adopt.AutoScaling.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From step-scaling policies of Application Auto Scaling to ours, one for each alarm. */
final class StepDraft {
  private static final int LONGEST_WARM_UP = 3600;

  private final Names names;

  StepDraft(Names names) {
    this.names = names;
  }

  List<Piece> of(Steps policy) {
    if (policy.alarms().isEmpty()) {
      return List.of(
          Piece.told(
              head(policy) + ": no alarm calls it, so it does nothing; " + described(policy)));
    }
    return policy.alarms().stream().map(alarm -> of(policy, alarm)).toList();
  }

  private Piece of(Steps policy, Alarm alarm) {
    boolean above = above(policy, alarm);
    List<String> comments = new ArrayList<>();
    comments.add(
        head(policy)
            + (policy.cooldown() == null
                ? ""
                : "; cooldown " + policy.cooldown() + " s (here: warm-up)")
            + (policy.aggregation().equals("Average") || policy.aggregation().isEmpty()
                ? ""
                : "; aggregates by " + Written.name(policy.aggregation())));
    Map<Double, Step> steps = side(policy.steps(), above);
    if (steps.isEmpty()) {
      return Piece.told(
          head(policy) + ": no step lies where its alarm rings; " + described(policy));
    }
    if (alarm.side() == Side.NEITHER && (steps.size() > 1 || !steps.containsKey(0.0))) {
      return Piece.told(
          head(policy)
              + ": the alarm "
              + Written.name(alarm.name())
              + " has no threshold, so it can have one step only; "
              + described(policy));
    }
    if (alarm.side() == Side.MISSING) {
      comments.add("There is no alarm of this name: nothing calls it, and it would be blind.");
    }
    if (steps.size() < policy.steps().size()) {
      comments.add("Steps on the other side of the threshold are left out; " + described(policy));
    }
    List<String> written = new ArrayList<>();
    boolean first = true;
    for (Map.Entry<Double, Step> each : steps.entrySet()) {
      String adjustment = adjustment(policy, each.getValue());
      if (adjustment.isEmpty() && !first) {
        return Piece.told(
            head(policy) + ": a step that changes nothing above others; " + described(policy));
      }
      first = first && adjustment.isEmpty();
      if (!adjustment.isEmpty()) {
        first = false;
        written.add(
            "{"
                + (above ? "above" : "below")
                + ": "
                + Written.number(each.getKey())
                + ", "
                + adjustment
                + "}");
      }
    }
    return written.isEmpty()
        ? Piece.told(head(policy) + ": changes nothing; " + described(policy))
        : new Piece(
            comments,
            names.of(policy.name(), "steps")
                + ": {type: step, alarm: "
                + Written.quoted(alarm.name())
                + warmUp(policy)
                + ", steps: ["
                + String.join(", ", written)
                + "]}",
            alarm.side() == Side.MISSING);
  }

  private static boolean above(Steps policy, Alarm alarm) {
    return switch (alarm.side()) {
      case ABOVE -> true;
      case BELOW -> false;
      case NEITHER, MISSING ->
          policy.steps().stream().anyMatch(step -> step.upper() == null || step.upper() > 0);
    };
  }

  /** The steps of one side by their distance from the threshold. */
  private static Map<Double, Step> side(List<Step> steps, boolean above) {
    Map<Double, Step> found = new TreeMap<>();
    for (Step step : steps) {
      Double near = above ? step.lower() : step.upper();
      Double far = above ? step.upper() : step.lower();
      double sign = above ? 1 : -1;
      if (far == null || far * sign > 0) {
        // Adding zero makes a plain 0 of -0.
        found.putIfAbsent(near == null ? 0.0 : Math.max(0, near * sign) + 0.0, step);
      }
    }
    return found;
  }

  /** Empty if the step changes nothing, or in a way that is not known here. */
  private static String adjustment(Steps policy, Step step) {
    int value = step.adjustment();
    String atLeast =
        policy.atLeast() == null || policy.atLeast() <= 0 ? "" : ", at-least: " + policy.atLeast();
    return switch (policy.adjustment()) {
      case "ExactCapacity" -> "set: " + value;
      case "ChangeInCapacity" ->
          value == 0 ? "" : value > 0 ? "add: " + value : "remove: " + -(long) value;
      case "PercentChangeInCapacity" ->
          value == 0
              ? ""
              : (value > 0 ? "add-percent: " + value : "remove-percent: " + -(long) value)
                  + atLeast;
      default -> "";
    };
  }

  private static String warmUp(Steps policy) {
    return policy.cooldown() == null
        ? ""
        : ", warm-up: " + Math.clamp(policy.cooldown(), 0, LONGEST_WARM_UP) + "s";
  }

  private static String head(Steps policy) {
    return "Policy " + Written.name(policy.name());
  }

  private static String described(Steps policy) {
    return Written.name(policy.adjustment())
        + " "
        + policy.steps().stream()
            .limit(8)
            .map(step ->
                "["
                    + (step.lower() == null ? "" : Written.number(step.lower()))
                    + ", "
                    + (step.upper() == null ? "" : Written.number(step.upper()))
                    + ") "
                    + step.adjustment())
            .collect(Collectors.joining(", "));
  }
}
