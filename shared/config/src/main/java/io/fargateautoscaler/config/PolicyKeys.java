package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one table of all keys: it drives reading, hints for unknown keys, and the reference. */
final class PolicyKeys {
  static final List<String> TYPES = List.of("target-tracking", "queue", "step");
  static final List<String> METRICS = List.of("cpu", "memory", "alb-requests-per-task");
  static final List<String> RESERVED_NAMES = List.of("range", "schedule", "restore", "probe");
  static final String UNLIMITED = "unlimited";

  static final Duration LONGEST = Duration.ofDays(30);
  static final ValueType<Duration> ANY_TIME = ValueType.time(Duration.ZERO, LONGEST);
  static final ValueType<BigDecimal> TOLERANCE = ValueType.number("0", "0.9");

  /** Name of a CloudWatch alarm; lone surrogates could not be stored. */
  static final ValueType<String> ALARM =
      ValueType.text(
          "[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,255}",
          "the name of an alarm, 1 to 255 characters without control characters");

  private PolicyKeys() {}

  /** All keys of a mapping, in the order of the document. */
  static List<Key<?>> of(Section section) {
    return Tables.BY_SECTION.getOrDefault(section, List.of());
  }

  /** Made when it is first asked for, since the tables use the types above. */
  private static final class Tables {
    static final Map<Section, List<Key<?>>> BY_SECTION =
        Stream.of(
                DocumentKeys.all(),
                TrackingKeys.all(),
                MetricKeys.all(),
                QueueKeys.all(),
                StepKeys.all(),
                ScheduleKeys.all(),
                LimitKeys.all(),
                GuardKeys.all())
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Key::in, Collectors.toUnmodifiableList()));
  }

  static List<String> names(Section section) {
    return of(section).stream().map(Key::name).toList();
  }

  /** The key that says which kind of policy it is. */
  static Key<String> type(KeyTable table, Section section) {
    return table.required(
        section,
        "type",
        ValueType.words(TYPES),
        "Kind of policy; it decides which other keys there are.");
  }
}
