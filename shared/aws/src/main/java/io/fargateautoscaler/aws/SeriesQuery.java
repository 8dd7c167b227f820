package io.fargateautoscaler.aws;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** What gives one series of points. Equal queries are asked once. */
sealed interface SeriesQuery permits MetricQuery, MathQuery {
  /** For messages. */
  String name();

  Duration period();

  /**
   * The parts of a call, of which the one with this id returns data; all other ids begin with it.
   */
  List<MetricDataQuery> sdk(String id);

  /** How many parts there are. */
  int size();
}
