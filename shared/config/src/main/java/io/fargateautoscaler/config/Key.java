package io.fargateautoscaler.config;

import org.jspecify.annotations.Nullable;

/**
 * One key of the policy document.
 *
 * @param type null: a mapping, or a word or a mapping, which {@code allowed} describes
 * @param allowed for people
 * @param byDefault text of the default; empty: there is none
 */
record Key<T>(
    Section in,
    String name,
    @Nullable ValueType<T> type,
    String allowed,
    boolean required,
    String byDefault,
    String meaning) {

  /** A mapping of the document, with what follows it in its path. */
  enum Section {
    DOCUMENT("Document", ""),
    CAPACITY("capacity", "capacity"),
    TARGET_TRACKING("Policy of type target-tracking", "policies.NAME"),
    METRIC("metric of a target-tracking policy, for any CloudWatch metric", "policies.NAME.metric"),
    EXPRESSION(
        "metric of a target-tracking policy, computed from several metrics",
        "policies.NAME.metric"),
    EXPRESSION_METRIC("metrics of an expression", "policies.NAME.metric.metrics.ID"),
    QUEUE("Policy of type queue", "policies.NAME"),
    STEP("Policy of type step", "policies.NAME"),
    STEP_ITEM("steps of a step policy", "policies.NAME.steps[N]"),
    SCHEDULE("schedules", "schedules[N]"),
    SCHEDULE_CAPACITY("capacity of a schedule", "schedules[N].capacity"),
    SCALE_OUT("scale-out", "scale-out"),
    SCALE_OUT_STEP("scale-out.step", "scale-out.step"),
    SCALE_IN("scale-in", "scale-in"),
    SCALE_IN_STEP("scale-in.step", "scale-in.step"),
    GUARDS("guards", "guards"),
    CRASH_LOOP("guards.crash-loop", "guards.crash-loop");

    private final String title;
    private final String path;

    Section(String title, String path) {
      this.title = title;
      this.path = path;
    }

    String title() {
      return title;
    }

    String path() {
      return path;
    }
  }

  /** The type of a key that has one. */
  ValueType<T> scalar() {
    if (type == null) {
      throw new IllegalStateException(name + " is no scalar");
    }
    return type;
  }
}
