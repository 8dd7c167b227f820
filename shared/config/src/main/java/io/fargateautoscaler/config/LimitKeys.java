package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.time.Duration;
import java.util.List;

/** Keys of scale-out and scale-in. */
final class LimitKeys {
  private static final KeyTable TABLE = new KeyTable();
  private static final ValueType<Integer> STEP_TASKS = ValueType.whole(1, 5_000, "");

  static final Key<Duration> OUT_STABILIZATION =
      TABLE.key(
          Section.SCALE_OUT,
          "stabilization",
          ValueType.time(Duration.ZERO, Duration.ZERO),
          "0s",
          "Scale-out does not wait. Other values are not supported in this version.");

  static {
    TABLE.structure(
        Section.SCALE_OUT,
        "step",
        "mapping, or unlimited",
        false,
        "",
        "The largest scale-out: the larger of percent and tasks. Queue policies are not bound.");
  }

  static final Key<Integer> OUT_PERCENT =
      TABLE.key(
          Section.SCALE_OUT_STEP,
          "percent",
          ValueType.whole(1, 10_000, ""),
          "300",
          "Part of the count.");
  static final Key<Integer> OUT_TASKS =
      TABLE.key(Section.SCALE_OUT_STEP, "tasks", STEP_TASKS, "4", "Number of tasks.");
  static final Key<Duration> OUT_PER =
      TABLE.key(
          Section.SCALE_OUT_STEP,
          "per",
          ValueType.time(Duration.ofSeconds(1), Duration.ofHours(1)),
          "60s",
          "Time over which scale-outs are counted.");

  static final Key<Boolean> IN_ENABLED =
      TABLE.key(
          Section.SCALE_IN, "enabled", ValueType.FLAG, "true", "false: the count never falls.");
  static final Key<Duration> IN_STABILIZATION =
      TABLE.key(
          Section.SCALE_IN,
          "stabilization",
          ValueType.time(Duration.ZERO, Duration.ofHours(3)),
          "10m; queue policies only: 60s",
          "The largest need of this time counts.");
  static final Key<Duration> IN_EVERY =
      TABLE.key(
          Section.SCALE_IN,
          "every",
          PolicyKeys.ANY_TIME,
          "2m; queue policies only: 60s",
          "Least time between any change of the count and a scale-in.");

  static {
    TABLE.structure(
        Section.SCALE_IN,
        "step",
        "mapping, or unlimited",
        false,
        "percent: 50, tasks: 1; queue policies only: unlimited",
        "The largest scale-in: the larger of percent and tasks.");
  }

  static final Key<Integer> IN_PERCENT =
      TABLE.key(
          Section.SCALE_IN_STEP,
          "percent",
          ValueType.whole(1, 100, ""),
          "50",
          "Part of the count, rounded down.");
  static final Key<Integer> IN_TASKS =
      TABLE.key(Section.SCALE_IN_STEP, "tasks", STEP_TASKS, "1", "Number of tasks.");

  private LimitKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }
}
