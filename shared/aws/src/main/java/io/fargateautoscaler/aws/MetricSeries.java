package io.fargateautoscaler.aws;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What CloudWatch said to one query. */
sealed interface MetricSeries {
  /** All of its points, perhaps none, by the start of their period. */
  record Points(NavigableMap<Instant, Double> values) implements MetricSeries {
    public Points {
      values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
    }
  }

  /** Not read, or not in full, which is as good as nothing. */
  record NotRead(String reason) implements MetricSeries {}
}
