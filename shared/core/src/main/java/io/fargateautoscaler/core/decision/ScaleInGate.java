package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Disturbance.Last;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A scale-in only where it is switched on, and only some time after the last disturbance. */
public final class ScaleInGate {
  private ScaleInGate() {}

  /**
   * @param ungated whether an empty queue decides, which waits for nothing else
   * @param blind whether a policy is blind now
   */
  static void apply(Situation situation, Course course, boolean ungated, boolean blind) {
    int current = situation.current();
    Span frozen = situation.history().frozen();
    if (frozen != null && frozen.covers(situation.now())) {
      course.floor(
          "frozen",
          current,
          HoldReason.FROZEN,
          "most services could not be read lately: no scale-in"
              + (frozen.until() == null
                  ? " for now"
                  : " for "
                      + Numbers.text(Duration.between(situation.now(), frozen.until()))
                      + " more"));
    }
    if (!course.scalesIn()) {
      return;
    }
    String frozenBy = situation.range().frozenBy();
    if (!situation.policy().scaleIn().enabled() || frozenBy != null) {
      // A count above the operator's own range comes down to it all the same.
      course.floor(
          "scale-in",
          Math.min(current, situation.max()),
          HoldReason.SCALE_IN_OFF,
          frozenBy == null
              ? "scale-in is switched off"
              : "the schedule " + frozenBy + " lets no count fall");
    }
    if (course.scalesIn() && !ungated) {
      wait(situation, course, blind);
    }
  }

  private static void wait(Situation situation, Course course, boolean blind) {
    Last last = Disturbance.last(situation, blind);
    if (last == null) {
      return;
    }
    Instant open = last.at().plus(situation.policy().scaleIn().every());
    if (situation.now().isBefore(open)) {
      course.move(
          "gate",
          situation.current(),
          last.unknownPast() ? HoldReason.STATE_LOST : HoldReason.GATE,
          (last.unknownPast()
                  ? "nothing is known of the time before "
                      + last.at().truncatedTo(ChronoUnit.SECONDS)
                      + "; "
                  : "")
              + "scale-in is possible in "
              + Numbers.text(Duration.between(situation.now(), open)));
    }
  }
}
