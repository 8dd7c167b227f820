package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Disturbance.Last;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import java.time.Duration;
import java.time.Instant;

/** A scale-in only where it is switched on, and only some time after the last disturbance. */
public final class ScaleInGate {
  private ScaleInGate() {}

  /**
   * @param ungated whether an empty queue decides, which waits for nothing else
   */
  static void apply(Situation situation, Course course, boolean ungated) {
    int current = situation.current();
    Span frozen = situation.history().frozen();
    if (frozen != null && frozen.covers(situation.now())) {
      course.floor(
          "frozen",
          current,
          HoldReason.FROZEN,
          "most services could not be read lately: no scale-in for now");
    }
    if (!course.scalesIn()) {
      return;
    }
    // A count above the operator's own range comes down whatever the document says of scale-in.
    boolean aboveMax = current > situation.max();
    String frozenBy = situation.range().frozenBy();
    if (!aboveMax && (!situation.policy().scaleIn().enabled() || frozenBy != null)) {
      course.move(
          "scale-in",
          current,
          HoldReason.SCALE_IN_OFF,
          frozenBy == null
              ? "scale-in is switched off"
              : "the schedule " + frozenBy + " lets no count fall");
      return;
    }
    if (!ungated) {
      wait(situation, course);
    }
  }

  private static void wait(Situation situation, Course course) {
    Last last = Disturbance.last(situation);
    if (last == null) {
      return;
    }
    Instant open = last.at().plus(situation.policy().scaleIn().every());
    if (situation.now().isBefore(open)) {
      course.move(
          "gate",
          situation.current(),
          last.unknownPast() ? HoldReason.STATE_LOST : HoldReason.GATE,
          (last.unknownPast() ? "nothing is known of the time before " + last.at() + "; " : "")
              + "scale-in is possible in "
              + Numbers.text(Duration.between(situation.now(), open)));
    }
  }
}
