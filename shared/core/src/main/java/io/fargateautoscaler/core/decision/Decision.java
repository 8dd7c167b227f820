package io.fargateautoscaler.core.decision;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of a decision, with its whole explanation.
 *
 * @param outcome scale or hold
 * @param recommended by name of policy
 * @param trace the stages that changed the count, in order
 * @param would in observe mode: what would have been done
 */
public record Decision(
    Outcome outcome,
    Map<String, Recommendation> recommended,
    List<Adjustment> trace,
    @Nullable Scale would) {
  public Decision {
    recommended = Collections.unmodifiableSortedMap(new TreeMap<>(recommended));
    trace = List.copyOf(trace);
  }

  /** The desired count after this decision. */
  public int count() {
    return switch (outcome) {
      case Scale scale -> scale.to();
      case Hold hold -> hold.count();
    };
  }

  /** Scale or hold. */
  public sealed interface Outcome {}

  /**
   * Set the desired count to {@code to}.
   *
   * @param cause the name of the policy, or {@code range}, {@code restore}
   * @param because a sentence for an operator
   */
  public record Scale(int from, int to, String cause, String because) implements Outcome {
    /** What it does, for example {@code scaled out from 7 to 10 tasks}. */
    public String words() {
      return "scaled " + (to > from ? "out" : "in") + " from " + from + " to " + Numbers.tasks(to);
    }
  }

  /** Leave the desired count at {@code count}. */
  public record Hold(HoldReason reason, int count, String because) implements Outcome {}
}
