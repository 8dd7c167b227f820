package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.Guards;

/**
 * Alarms that forbid a direction. For scale-out only a ringing alarm counts; for scale-in anything
 * but a quiet one does, since not to know is no reason to remove tasks.
 */
public final class VetoGuard {
  private VetoGuard() {}

  static void apply(Situation situation, Course course) {
    Guards guards = situation.policy().guards();
    int current = situation.current();
    for (String alarm : guards.vetoScaleOut()) {
      if (state(situation, alarm) == AlarmState.ALARM) {
        course.cap("veto", current, HoldReason.VETOED, alarm + " rings: not above " + current);
      }
    }
    for (String alarm : guards.vetoScaleIn()) {
      AlarmState state = state(situation, alarm);
      if (state != AlarmState.OK) {
        course.floor(
            "veto",
            current,
            HoldReason.VETOED,
            alarm
                + (state == AlarmState.ALARM ? " rings" : " is " + state)
                + ": not below "
                + current);
      }
    }
  }

  private static AlarmState state(Situation situation, String alarm) {
    return situation.observation().alarms().getOrDefault(alarm, AlarmState.MISSING);
  }
}
