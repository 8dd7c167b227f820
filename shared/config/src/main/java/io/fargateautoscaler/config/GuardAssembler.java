package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Guards.CrashLoop;

/** Makes guards. */
final class GuardAssembler {
  private GuardAssembler() {}

  static Guards read(Fields document) {
    Fields fields = document.fields("guards");
    if (fields == null) {
      return Guards.DEFAULT;
    }
    fields.only(PolicyKeys.names(Section.GUARDS));
    return new Guards(
        crashLoop(fields),
        fields.texts("veto-scale-out", PolicyKeys.ALARM, GuardKeys.MOST_ALARMS),
        fields.texts("veto-scale-in", PolicyKeys.ALARM, GuardKeys.MOST_ALARMS),
        fields.value(
            "capacity-after", GuardKeys.CAPACITY_AFTER.scalar(), Guards.DEFAULT.capacityAfter()),
        fields.value(
            "deployment-hold",
            GuardKeys.DEPLOYMENT_HOLD.scalar(),
            Guards.DEFAULT.deploymentHold()));
  }

  private static CrashLoop crashLoop(Fields guards) {
    Fields fields = guards.fields("crash-loop");
    if (fields == null) {
      return CrashLoop.DEFAULT;
    }
    fields.only(PolicyKeys.names(Section.CRASH_LOOP));
    return new CrashLoop(
        fields.value("bad-starts", GuardKeys.BAD_STARTS.scalar(), CrashLoop.DEFAULT.badStarts()),
        fields.value("percent", GuardKeys.PERCENT.scalar(), CrashLoop.DEFAULT.percent()),
        fields.value("within", GuardKeys.WITHIN.scalar(), CrashLoop.DEFAULT.within()));
  }
}
