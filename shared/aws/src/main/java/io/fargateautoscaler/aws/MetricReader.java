package io.fargateautoscaler.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Reads many series in as few calls of GetMetricData as possible. */
final class MetricReader {
  /** The most queries of one call. */
  static final int BATCH = 500;

  /** Far more than 500 series of some hours need; an endless chain of tokens ends here. */
  private static final int MOST_PAGES = 50;

  private final CloudWatchClient cloudWatch;

  MetricReader(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /**
   * Reads each query once.
   *
   * @param from first instant, included
   * @param until last instant, excluded
   * @return an answer for each of {@code queries}
   */
  <Q extends SeriesQuery> Map<Q, MetricSeries> read(
      Collection<Q> queries, Instant from, Instant until) {
    Map<Q, MetricSeries> series = new HashMap<>();
    List<Q> batch = new ArrayList<>();
    int size = 0;
    for (Q query : new LinkedHashSet<>(queries)) {
      if (size + query.size() > BATCH) {
        readBatch(batch, from, until, series);
        batch = new ArrayList<>();
        size = 0;
      }
      batch.add(query);
      size += query.size();
    }
    readBatch(batch, from, until, series);
    return series;
  }

  private <Q extends SeriesQuery> void readBatch(
      List<Q> queries, Instant from, Instant until, Map<Q, MetricSeries> series) {
    if (queries.isEmpty()) {
      return;
    }
    try {
      series.putAll(pages(queries, from, until));
    } catch (SdkException e) {
      if (queries.size() > 1 && Reasons.invalidRequest(e)) {
        // CloudWatch refuses the whole call for one bad query: find it, keep the others.
        int half = queries.size() / 2;
        readBatch(queries.subList(0, half), from, until, series);
        readBatch(queries.subList(half, queries.size()), from, until, series);
      } else {
        MetricSeries failed = new MetricSeries.NotRead(Reasons.of(e));
        queries.forEach(query -> series.put(query, failed));
      }
    }
  }

  private <Q extends SeriesQuery> Map<Q, MetricSeries> pages(
      List<Q> queries, Instant from, Instant until) {
    Map<String, Answer<Q>> answers = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      answers.put("q" + i, new Answer<>(queries.get(i)));
    }
    GetMetricDataRequest request =
        GetMetricDataRequest.builder()
            .startTime(from)
            .endTime(until)
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .metricDataQueries(
                answers.entrySet().stream()
                    .flatMap(e -> e.getValue().query.sdk(e.getKey()).stream())
                    .toList())
            .build();
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      GetMetricDataResponse response = cloudWatch.getMetricData(request);
      for (MetricDataResult result : response.metricDataResults()) {
        Answer<Q> answer = answers.get(result.id());
        if (answer != null) {
          answer.add(result);
        }
      }
      more = response.nextToken() != null && !response.nextToken().isEmpty();
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
    boolean cutOff = more;
    Map<Q, MetricSeries> series = new HashMap<>();
    answers.values().forEach(answer -> series.put(answer.query, answer.series(cutOff)));
    return series;
  }

  /** The pages of one query. */
  private static final class Answer<Q extends SeriesQuery> {
    private final Q query;
    private final NavigableMap<Instant, Double> values = new TreeMap<>();
    private final Set<String> labels = new HashSet<>();
    private @Nullable StatusCode status;

    Answer(Q query) {
      this.query = query;
    }

    void add(MetricDataResult result) {
      status = result.statusCode();
      labels.add(String.valueOf(result.label()));
      int points = Math.min(result.timestamps().size(), result.values().size());
      for (int i = 0; i < points; i++) {
        values.put(result.timestamps().get(i), result.values().get(i));
      }
    }

    /** The last page's status counts: before it, a query is partial as a matter of course. */
    MetricSeries series(boolean cutOff) {
      if (status == null) {
        return new MetricSeries.NotRead("CloudWatch did not answer for " + query.name());
      }
      if (status != StatusCode.COMPLETE || cutOff) {
        return new MetricSeries.NotRead(
            "CloudWatch: " + (cutOff ? "too many pages" : status) + " for " + query.name());
      }
      if (query instanceof MathQuery && labels.size() > 1) {
        return new MetricSeries.NotRead("the expression gives more than one series");
      }
      return new MetricSeries.Points(values);
    }
  }
}
