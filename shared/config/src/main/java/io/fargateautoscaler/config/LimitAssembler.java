package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.StepLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the limits of scale-out and scale-in. */
final class LimitAssembler {
  private LimitAssembler() {}

  static ScaleOut scaleOut(Fields document) {
    Fields fields = document.fields("scale-out");
    if (fields == null) {
      return ScaleOut.DEFAULT;
    }
    fields.only(PolicyKeys.names(Section.SCALE_OUT));
    if (fields.has("stabilization")
        && fields.node("stabilization") instanceof Node.Scalar(_, var text)
        && isLong(ValueType.parseDuration(text))) {
      fields.problem(
          "stabilization", Found.value(text) + " is not supported in this version; allowed 0s");
    } else {
      fields.value("stabilization", LimitKeys.OUT_STABILIZATION.scalar());
    }
    if (isUnlimited(fields)) {
      return new ScaleOut(new StepLimit.Unlimited());
    }
    Fields step = step(fields);
    if (step == null) {
      return ScaleOut.DEFAULT;
    }
    step.only(PolicyKeys.names(Section.SCALE_OUT_STEP));
    return new ScaleOut(
        new StepLimit.Limited(
            step.value("percent", LimitKeys.OUT_PERCENT.scalar(), 300),
            step.value("tasks", LimitKeys.OUT_TASKS.scalar(), 4),
            step.value("per", LimitKeys.OUT_PER.scalar(), Duration.ofSeconds(60))));
  }

  static ScaleIn scaleIn(Fields document, ScaleIn byDefault) {
    Fields fields = document.fields("scale-in");
    if (fields == null) {
      return byDefault;
    }
    fields.only(PolicyKeys.names(Section.SCALE_IN));
    return new ScaleIn(
        fields.value("enabled", LimitKeys.IN_ENABLED.scalar(), byDefault.enabled()),
        fields.value(
            "stabilization", LimitKeys.IN_STABILIZATION.scalar(), byDefault.stabilization()),
        fields.value("every", LimitKeys.IN_EVERY.scalar(), byDefault.every()),
        scaleInStep(fields, byDefault.step()));
  }

  private static StepLimit scaleInStep(Fields scaleIn, StepLimit byDefault) {
    if (isUnlimited(scaleIn)) {
      return new StepLimit.Unlimited();
    }
    Fields step = step(scaleIn);
    if (step == null) {
      return byDefault;
    }
    step.only(PolicyKeys.names(Section.SCALE_IN_STEP));
    return new StepLimit.Limited(
        step.value("percent", LimitKeys.IN_PERCENT.scalar(), 50),
        step.value("tasks", LimitKeys.IN_TASKS.scalar(), 1),
        Duration.ZERO);
  }

  private static boolean isLong(@Nullable Duration duration) {
    return duration != null && !duration.isZero();
  }

  private static boolean isUnlimited(Fields fields) {
    return fields.node("step") instanceof Node.Scalar(_, var text)
        && text.equals(PolicyKeys.UNLIMITED);
  }

  private static @Nullable Fields step(Fields fields) {
    Node node = fields.node("step");
    if (node == null || node instanceof Node.Entries) {
      return fields.fields("step");
    }
    fields.problem(
        "step", Found.node(node) + "; allowed unlimited, or a mapping of percent and tasks");
    return null;
  }
}
