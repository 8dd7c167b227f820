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
    QUEUE("Policy of type queue", "policies.NAME"),
    SCALE_OUT("scale-out", "scale-out"),
    SCALE_OUT_STEP("scale-out.step", "scale-out.step"),
    SCALE_IN("scale-in", "scale-in"),
    SCALE_IN_STEP("scale-in.step", "scale-in.step"),
    GUARDS("guards", "guards");

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
