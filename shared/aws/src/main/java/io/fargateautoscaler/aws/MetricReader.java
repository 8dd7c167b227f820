package io.fargateautoscaler.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
  Map<MetricQuery, MetricSeries> read(
      Collection<MetricQuery> queries, Instant from, Instant until) {
    Map<MetricQuery, MetricSeries> series = new HashMap<>();
    List<MetricQuery> distinct = new ArrayList<>(new LinkedHashSet<>(queries));
    for (int start = 0; start < distinct.size(); start += BATCH) {
      readBatch(
          distinct.subList(start, Math.min(start + BATCH, distinct.size())), from, until, series);
    }
    return series;
  }

  private void readBatch(
      List<MetricQuery> queries,
      Instant from,
      Instant until,
      Map<MetricQuery, MetricSeries> series) {
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

  private Map<MetricQuery, MetricSeries> pages(
      List<MetricQuery> queries, Instant from, Instant until) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      answers.put("q" + i, new Answer(queries.get(i)));
    }
    GetMetricDataRequest request =
        GetMetricDataRequest.builder()
            .startTime(from)
            .endTime(until)
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .metricDataQueries(
                answers.entrySet().stream().map(e -> e.getValue().query.sdk(e.getKey())).toList())
            .build();
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      GetMetricDataResponse response = cloudWatch.getMetricData(request);
      for (MetricDataResult result : response.metricDataResults()) {
        Answer answer = answers.get(result.id());
        if (answer != null) {
          answer.add(result);
        }
      }
      more = response.nextToken() != null && !response.nextToken().isEmpty();
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
    boolean cutOff = more;
    Map<MetricQuery, MetricSeries> series = new HashMap<>();
    answers.values().forEach(answer -> series.put(answer.query, answer.series(cutOff)));
    return series;
  }

  /** The pages of one query. */
  private static final class Answer {
    private final MetricQuery query;
    private final NavigableMap<Instant, Double> values = new TreeMap<>();
    private @Nullable StatusCode status;

    Answer(MetricQuery query) {
      this.query = query;
    }

    void add(MetricDataResult result) {
      status = result.statusCode();
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
      return new MetricSeries.Points(values);
    }
  }
}
