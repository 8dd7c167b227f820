package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one table of all keys: it drives reading, hints for unknown keys, and the reference. */
final class PolicyKeys {
  static final List<String> TYPES = List.of("target-tracking", "queue");
  static final List<String> METRICS = List.of("cpu", "memory", "alb-requests-per-task");
  static final List<String> RESERVED_NAMES = List.of("range", "schedule", "restore", "probe");
  static final String UNLIMITED = "unlimited";

  private static final List<Key<?>> ALL = new ArrayList<>();

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final ValueType<Duration> ANY_TIME = ValueType.time(Duration.ZERO, LONGEST);
  private static final ValueType<Integer> STEP_TASKS = ValueType.whole(1, 5_000, "");
  private static final ValueType<BigDecimal> TOLERANCE_TYPE = ValueType.number("0", "0.9");

  static final Key<Integer> SCHEMA =
      key(Section.DOCUMENT, "schema", ValueType.whole(1, 1, ""), "1", "Version of this format.");
  static final Key<String> SERVICE =
      required(
          Section.DOCUMENT,
          "service",
          ValueType.text(
              "[A-Za-z0-9_-]{1,255}/[A-Za-z0-9_-]{1,255}",
              "the name of a service, cluster/service"),
          "The ECS service. Must equal the path of the document's parameter.");

  static {
    structure(Section.DOCUMENT, "capacity", "mapping", true, "", "The range of the desired count.");
  }

  static final Key<Mode> MODE =
      key(
          Section.DOCUMENT,
          "mode",
          ValueType.words(Mode.class),
          "active",
          "off: decide nothing; observe: decide and tell, but do not act; active: decide and act."
              + " The stricter of this and the stack's mode counts.");

  static {
    structure(
        Section.DOCUMENT,
        "policies",
        "mapping of names to policies, at least one",
        true,
        "",
        "The largest count that a policy asks for wins. A name is [a-z][a-z0-9-]{0,31}, not "
            + String.join(", ", RESERVED_NAMES)
            + ".");
    structure(Section.DOCUMENT, "scale-out", "mapping", false, "", "How fast the count may grow.");
    structure(Section.DOCUMENT, "scale-in", "mapping", false, "", "How fast the count may fall.");
    structure(Section.DOCUMENT, "guards", "mapping", false, "", "What may stop a move.");
  }

  static final Key<Duration> RESPECT_EXTERNAL =
      key(
          Section.DOCUMENT,
          "respect-external",
          ANY_TIME,
          "15m",
          "How long a count that others raised is a floor.");

  static final Key<Integer> MIN =
      required(
          Section.CAPACITY,
          "min",
          ValueType.whole(0, 5_000, ""),
          "Smallest desired count, at most max. 0 needs a queue policy, which can wake the"
              + " service.");
  static final Key<Integer> MAX =
      required(Section.CAPACITY, "max", ValueType.whole(1, 5_000, ""), "Largest desired count.");

  static final Key<String> TRACKING_TYPE = type(Section.TARGET_TRACKING);

  static {
    structure(
        Section.TARGET_TRACKING,
        "metric",
        String.join(", ", METRICS) + ", or a mapping",
        true,
        "",
        "What is kept at the target. cpu and memory: percent of what the task reserves;"
            + " alb-requests-per-task: requests per task and minute; a mapping: any metric.");
  }

  static final Key<BigDecimal> TARGET =
      required(
          Section.TARGET_TRACKING,
          "target",
          ValueType.positive("1000000000000"),
          "Load that one task should carry, in the metric's unit. cpu and memory: 10 to 85.");
  static final ValueType<BigDecimal> UTILIZATION_TARGET = ValueType.number("10", "85");
  static final Key<BigDecimal> TOLERANCE =
      key(
          Section.TARGET_TRACKING,
          "tolerance",
          TOLERANCE_TYPE,
          "0.1",
          "Part of the target by which the load may differ before the count changes.");
  static final Key<Duration> WARM_UP =
      key(
          Section.TARGET_TRACKING,
          "warm-up",
          ValueType.time(Duration.ZERO, Duration.ofMinutes(15)),
          "60s",
          "Time in which a starting task's own work distorts the metric.");
  static final Key<Direction> TRACKING_DIRECTION =
      key(
          Section.TARGET_TRACKING,
          "direction",
          ValueType.words(Direction.class),
          "both; memory: out",
          "out: scale-out only; the need still is a floor for scale-in.");
  static final Key<String> TARGET_GROUP =
      key(
          Section.TARGET_TRACKING,
          "target-group",
          ValueType.text(
              "targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-f]{1,32}", "targetgroup/NAME/ID of the ARN"),
          "found from the service",
          "Only for alb-requests-per-task, and only if the service has several target groups.");
  static final Key<String> LOAD_BALANCER =
      key(
          Section.TARGET_TRACKING,
          "load-balancer",
          ValueType.text("app/[A-Za-z0-9-]{1,32}/[0-9a-f]{1,32}", "app/NAME/ID of the ARN"),
          "found from the target group",
          "Only for alb-requests-per-task.");

  private static final ValueType<String> CLOUDWATCH_NAME =
      ValueType.text("[!-~]([ -~]{0,253}[!-~])?", "1 to 255 printable ASCII characters");
  static final Key<String> NAMESPACE =
      required(Section.METRIC, "namespace", CLOUDWATCH_NAME, "Namespace of the metric.");
  static final Key<String> NAME =
      required(Section.METRIC, "name", CLOUDWATCH_NAME, "Name of the metric.");

  static {
    structure(
        Section.METRIC,
        "dimensions",
        "mapping of names to values, at most 30",
        false,
        "none",
        "All dimensions of the metric: CloudWatch finds nothing if one is left out.");
  }

  static final ValueType<String> DIMENSION = CLOUDWATCH_NAME;
  static final Key<String> STATISTIC =
      required(
          Section.METRIC,
          "statistic",
          ValueType.text(
              "Average|Sum|Minimum|Maximum|SampleCount|p\\d{1,2}(\\.\\d{1,10})?",
              "Average, Sum, Minimum, Maximum, SampleCount, or a percentile like p90"),
          "The statistic of CloudWatch that is read.");
  static final Key<String> LOAD =
      required(
          Section.METRIC,
          "load",
          ValueType.words(List.of("total", "per-task")),
          "total: a point is the load of the whole service; per-task: the average of a task.");
  static final Key<Duration> PERIOD =
      key(
          Section.METRIC,
          "period",
          periods(),
          "60s",
          "Period of the points. Below 60s: the metric must be published in high resolution.");

  static final Key<String> QUEUE_TYPE = type(Section.QUEUE);
  static final Key<String> QUEUE =
      required(
          Section.QUEUE,
          "queue",
          ValueType.text(
              "[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo",
              "the name (no URL or ARN) of an SQS queue"),
          "An SQS queue of this account and Region.");
  static final Key<BigDecimal> SECONDS_PER_MESSAGE =
      key(
          Section.QUEUE,
          "seconds-per-message",
          ValueType.positive("86400"),
          "none",
          "Time that one message takes. Not together with messages-per-task.");
  static final Key<Integer> CONCURRENCY =
      key(
          Section.QUEUE,
          "concurrency",
          ValueType.whole(1, 10_000, ""),
          "1",
          "Messages that one task works on at once. Counts with seconds-per-message only.");
  static final Key<Duration> DRAIN_WITHIN =
      key(
          Section.QUEUE,
          "drain-within",
          ValueType.time(Duration.ofSeconds(1), LONGEST),
          "3m",
          "Longest time that a message should wait, detection and start of tasks included. Needs"
              + " seconds-per-message.");
  static final Key<BigDecimal> MESSAGES_PER_TASK =
      key(
          Section.QUEUE,
          "messages-per-task",
          ValueType.positive("1000000000"),
          "10, if seconds-per-message is not given",
          "A fixed number of messages for each task. Not together with seconds-per-message.");
  static final Key<BigDecimal> QUEUE_TOLERANCE =
      key(
          Section.QUEUE,
          "tolerance",
          TOLERANCE_TYPE,
          "0",
          "Part of the goal within which the count does not change. Counts with messages-per-task"
              + " only.");
  static final Key<Duration> IDLE_FOR =
      key(
          Section.QUEUE,
          "idle-for",
          ANY_TIME,
          "5m",
          "How long the queue must be empty before the count falls to 0.");
  static final Key<Long> ACTIVATION =
      key(
          Section.QUEUE,
          "activation",
          ValueType.wholeLong(0, 1_000_000_000L),
          "0",
          "Waiting messages that do not yet wake a service from 0 tasks.");
  static final Key<Direction> QUEUE_DIRECTION =
      key(
          Section.QUEUE,
          "direction",
          ValueType.words(Direction.class),
          "both",
          "out: scale-out only; the need still is a floor for scale-in.");

  static final Key<Duration> OUT_STABILIZATION =
      key(
          Section.SCALE_OUT,
          "stabilization",
          ValueType.time(Duration.ZERO, Duration.ZERO),
          "0s",
          "Scale-out does not wait. Other values are not supported in this version.");

  static {
    structure(
        Section.SCALE_OUT,
        "step",
        "mapping, or unlimited",
        false,
        "",
        "The largest scale-out: the larger of percent and tasks. Queue policies are not bound.");
  }

  static final Key<Integer> OUT_PERCENT =
      key(
          Section.SCALE_OUT_STEP,
          "percent",
          ValueType.whole(1, 10_000, ""),
          "300",
          "Part of the count.");
  static final Key<Integer> OUT_TASKS =
      key(Section.SCALE_OUT_STEP, "tasks", STEP_TASKS, "4", "Number of tasks.");
  static final Key<Duration> OUT_PER =
      key(
          Section.SCALE_OUT_STEP,
          "per",
          ValueType.time(Duration.ofSeconds(1), Duration.ofHours(1)),
          "60s",
          "Time over which scale-outs are counted.");

  static final Key<Boolean> IN_ENABLED =
      key(Section.SCALE_IN, "enabled", ValueType.FLAG, "true", "false: the count never falls.");
  static final Key<Duration> IN_STABILIZATION =
      key(
          Section.SCALE_IN,
          "stabilization",
          ANY_TIME,
          "10m; queue policies only: 60s",
          "The largest need of this time counts.");
  static final Key<Duration> IN_EVERY =
      key(
          Section.SCALE_IN,
          "every",
          ANY_TIME,
          "2m; queue policies only: 60s",
          "Least time between any change of the count and a scale-in.");

  static {
    structure(
        Section.SCALE_IN,
        "step",
        "mapping, or unlimited",
        false,
        "percent: 50, tasks: 1; queue policies only: unlimited",
        "The largest scale-in: the larger of percent and tasks.");
  }

  static final Key<Integer> IN_PERCENT =
      key(
          Section.SCALE_IN_STEP,
          "percent",
          ValueType.whole(1, 100, ""),
          "50",
          "Part of the count, rounded down.");
  static final Key<Integer> IN_TASKS =
      key(Section.SCALE_IN_STEP, "tasks", STEP_TASKS, "1", "Number of tasks.");

  static final Key<Duration> DEPLOYMENT_HOLD =
      key(
          Section.GUARDS,
          "deployment-hold",
          ANY_TIME,
          "60m",
          "How long a running deployment holds scale-in at most.");

  /** Keys of a later version: known, so that nobody is told that they are a slip. */
  static final Map<Section, List<String>> LATER =
      Map.of(
          Section.DOCUMENT,
          List.of("schedules"),
          Section.GUARDS,
          List.of("crash-loop", "veto-scale-out", "veto-scale-in", "capacity-after"));

  private PolicyKeys() {}

  /** All keys of a mapping, in the order of the document. */
  static List<Key<?>> of(Section section) {
    return ALL.stream().filter(key -> key.in() == section).toList();
  }

  static List<String> names(Section section) {
    return of(section).stream().map(Key::name).toList();
  }

  private static Key<String> type(Section section) {
    return required(
        section,
        "type",
        ValueType.words(TYPES),
        "Kind of policy; it decides which other keys there are.");
  }

  private static ValueType<Duration> periods() {
    var any = ValueType.time(Duration.ofSeconds(10), Duration.ofHours(1));
    return new ValueType<>(
        "10s, 20s, 30s, or whole minutes to 60m",
        any.schema(),
        text -> {
          Duration period = any.parser().apply(text);
          boolean fits =
              period != null
                  && (period.toSeconds() % 60 == 0
                      || List.of(10L, 20L, 30L).contains(period.toSeconds()));
          return fits ? period : null;
        });
  }

  private static <T> Key<T> key(
      Section in, String name, ValueType<T> type, String byDefault, String meaning) {
    return add(new Key<>(in, name, type, type.allowed(), false, byDefault, meaning));
  }

  private static <T> Key<T> required(Section in, String name, ValueType<T> type, String meaning) {
    return add(new Key<>(in, name, type, type.allowed(), true, "", meaning));
  }

  private static void structure(
      Section in, String name, String allowed, boolean required, String byDefault, String meaning) {
    add(new Key<String>(in, name, null, allowed, required, byDefault, meaning));
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
