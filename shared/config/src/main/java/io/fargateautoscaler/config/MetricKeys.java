package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.time.Duration;
import java.util.List;

/** Keys of a policy's own metric: one of CloudWatch, or an expression over several. */
final class MetricKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final int MAX_DIMENSIONS = 30;
  static final int MAX_METRICS = 10;

  static final ValueType<String> CLOUDWATCH_NAME =
      ValueType.text("[!-~]([ -~]{0,253}[!-~])?", "1 to 255 printable ASCII characters");
  static final Key<String> NAMESPACE =
      TABLE.required(Section.METRIC, "namespace", CLOUDWATCH_NAME, "Namespace of the metric.");
  static final Key<String> NAME =
      TABLE.required(Section.METRIC, "name", CLOUDWATCH_NAME, "Name of the metric.");

  static {
    dimensions(Section.METRIC);
  }

  static final Key<String> STATISTIC =
      TABLE.required(
          Section.METRIC,
          "statistic",
          ValueType.text(
              "Average|Sum|Minimum|Maximum|SampleCount|p\\d{1,2}(\\.\\d{1,10})?",
              "Average, Sum, Minimum, Maximum, SampleCount, or a percentile like p90"),
          "The statistic of CloudWatch that is read.");
  static final Key<String> LOAD =
      TABLE.required(
          Section.METRIC,
          "load",
          ValueType.words(List.of("total", "per-task")),
          "total: a point is the load of the whole service; per-task: the average of a task.");
  static final Key<Duration> PERIOD =
      TABLE.key(
          Section.METRIC,
          "period",
          periods(),
          "60s",
          "Period of the points. Below 60s: the metric must be published in high resolution.");

  static final Key<String> EXPRESSION =
      TABLE.required(
          Section.EXPRESSION,
          "expression",
          ValueType.text("(?! *$)[ -~]{1,1024}", "1 to 1024 printable ASCII characters"),
          "Metric math of CloudWatch over the names of metrics, for example m1 + m2.");

  static {
    TABLE.structure(
        Section.EXPRESSION,
        "metrics",
        "mapping of names to metrics, 1 to " + MAX_METRICS,
        true,
        "",
        "What the expression reads. A name is [a-z][A-Za-z0-9_]{0,254}.");
  }

  static final ValueType<String> METRIC_ID =
      ValueType.text("[a-z][A-Za-z0-9_]{0,254}", "[a-z][A-Za-z0-9_]{0,254}");
  static final Key<String> EXPRESSION_LOAD =
      TABLE.key(
          Section.EXPRESSION,
          "load",
          onlyTotal(),
          "total",
          "A point is the load of the whole service.");
  static final Key<Duration> EXPRESSION_PERIOD =
      TABLE.key(
          Section.EXPRESSION, "period", PERIOD.scalar(), "60s", "Period of all metrics' points.");

  static {
    TABLE.required(
        Section.EXPRESSION_METRIC, "namespace", NAMESPACE.scalar(), "Namespace of the metric.");
    TABLE.required(Section.EXPRESSION_METRIC, "name", NAME.scalar(), "Name of the metric.");
    dimensions(Section.EXPRESSION_METRIC);
    TABLE.required(
        Section.EXPRESSION_METRIC,
        "statistic",
        STATISTIC.scalar(),
        "The statistic of CloudWatch that is read.");
  }

  private MetricKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }

  private static void dimensions(Section section) {
    TABLE.structure(
        section,
        "dimensions",
        "mapping of names to values, at most " + MAX_DIMENSIONS,
        false,
        "none",
        "All dimensions of the metric: CloudWatch finds nothing if one is left out.");
  }

  private static ValueType<String> onlyTotal() {
    ValueType<String> total = ValueType.words(List.of("total"));
    return new ValueType<>(
        "total (how many tasks are behind a result is not known: multiply in the expression)",
        total.schema(),
        total.parser());
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
}
