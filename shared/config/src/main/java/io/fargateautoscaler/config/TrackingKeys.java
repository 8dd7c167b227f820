package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Keys of policies of type target-tracking. */
final class TrackingKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final Key<String> TYPE = PolicyKeys.type(TABLE, Section.TARGET_TRACKING);

  static {
    TABLE.structure(
        Section.TARGET_TRACKING,
        "metric",
        String.join(", ", PolicyKeys.METRICS) + ", or a mapping",
        true,
        "",
        "What is kept at the target. cpu and memory: percent of what the task reserves;"
            + " alb-requests-per-task: requests per task and minute; a mapping: any metric, or an"
            + " expression over several.");
  }

  static final Key<BigDecimal> TARGET =
      TABLE.required(
          Section.TARGET_TRACKING,
          "target",
          ValueType.positive("1000000000000"),
          "Load that one task should carry, in the metric's unit. cpu and memory: 10 to 85.");
  static final ValueType<BigDecimal> UTILIZATION_TARGET = ValueType.number("10", "85");
  static final Key<BigDecimal> TOLERANCE =
      TABLE.key(
          Section.TARGET_TRACKING,
          "tolerance",
          PolicyKeys.TOLERANCE,
          "0.1",
          "Part of the target by which the load may differ before the count changes.");
  static final Key<Duration> WARM_UP =
      TABLE.key(
          Section.TARGET_TRACKING,
          "warm-up",
          ValueType.time(Duration.ZERO, Duration.ofMinutes(15)),
          "60s",
          "Time in which a starting task's own work distorts the metric.");
  static final Key<Direction> TRACKING_DIRECTION =
      TABLE.key(
          Section.TARGET_TRACKING,
          "direction",
          ValueType.words(Direction.class),
          "both; memory: out",
          "out: scale-out only; the need still is a floor for scale-in.");
  static final Key<String> TARGET_GROUP =
      TABLE.key(
          Section.TARGET_TRACKING,
          "target-group",
          ValueType.text(
              "targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-f]{1,32}", "targetgroup/NAME/ID of the ARN"),
          "found from the service",
          "Only for alb-requests-per-task, and only if the service has several target groups.");
  static final Key<String> LOAD_BALANCER =
      TABLE.key(
          Section.TARGET_TRACKING,
          "load-balancer",
          ValueType.text("app/[A-Za-z0-9-]{1,32}/[0-9a-f]{1,32}", "app/NAME/ID of the ARN"),
          "found from the target group",
          "Only for alb-requests-per-task.");

  private TrackingKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }
}
