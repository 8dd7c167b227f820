package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Loads of target-tracking and step policies and flows of queues, all in the same calls. */
public final class CloudWatchLoads {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Older than this, a minute says nothing about now; CloudWatch is up to three minutes late. */
  private static final Duration NEWEST = Duration.ofMinutes(5);

  /** Points of less than a minute are gone after three hours; starts of periods are rounded. */
  static final Duration FINE_LASTS = Duration.ofHours(2);

  private final MetricReader reader;
  private final LoadPlans plans = new LoadPlans();

  /** A flow is of a full minute: asking again in the same one would only cost money. */
  private final Map<String, AskedFlow> flows = new HashMap<>();

  public CloudWatchLoads(CloudWatchClient cloudWatch) {
    this.reader = new MetricReader(cloudWatch);
  }

  /**
   * What one round of reading found.
   *
   * @param loads an answer for each request
   * @param flows by name of queue; a queue without a full minute is left out
   */
  public record Found(Map<Request, Load> loads, Map<String, Load.Flow> flows) {}

  /** Reads the requests of target-tracking and step policies, and the flows of {@code queues}. */
  public synchronized Found read(
      Collection<Request> requests, Collection<String> queues, Instant now) {
    Map<Request, LoadPlan> planned = new LinkedHashMap<>();
    requests.forEach(request -> planned.put(request, plans.of(request, now)));
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    List<String> asked = queues.stream().distinct().filter(queue -> !known(queue, minute)).toList();
    Map<SeriesQuery, MetricSeries> series = series(planned.values(), asked, minute);
    asked.forEach(queue -> flows.put(queue, new AskedFlow(minute, flow(flow(queue), series, now))));
    Map<Request, Load> loads = new LinkedHashMap<>();
    planned.forEach((request, plan) -> loads.put(request, plan.load(series, now)));
    return new Found(loads, flowsOf(queues));
  }

  /**
   * Long looks back have calls of their own: with them no call would have points under a minute.
   */
  private Map<SeriesQuery, MetricSeries> series(
      Collection<LoadPlan> planned, Collection<String> asked, Instant minute) {
    List<SeriesQuery> recent = new ArrayList<>();
    List<SeriesQuery> longAgo = new ArrayList<>();
    Duration recentWindow = NEWEST.plus(MINUTE);
    Duration longWindow = FINE_LASTS;
    for (LoadPlan plan : planned) {
      for (SeriesQuery query : plan.queries()) {
        if (plan.window().compareTo(FINE_LASTS) > 0 && query.period().compareTo(MINUTE) >= 0) {
          longAgo.add(query);
          longWindow = longest(longWindow, plan.window());
        } else {
          recent.add(query);
          recentWindow = longest(recentWindow, shortest(plan.window(), FINE_LASTS));
        }
      }
    }
    asked.forEach(queue -> recent.addAll(flow(queue)));
    recent.removeAll(new HashSet<>(longAgo));
    Map<SeriesQuery, MetricSeries> series = new HashMap<>();
    series.putAll(read(recent, minute, recentWindow));
    series.putAll(read(longAgo, minute, longWindow));
    return series;
  }

  private Map<SeriesQuery, MetricSeries> read(
      List<SeriesQuery> queries, Instant minute, Duration window) {
    return reader.read(queries, start(minute.minus(window), queries), minute.plus(MINUTE));
  }

  private boolean known(String queue, Instant minute) {
    AskedFlow asked = flows.get(queue);
    return asked != null && asked.minute().equals(minute);
  }

  private Map<String, Load.Flow> flowsOf(Collection<String> queues) {
    Map<String, Load.Flow> found = new TreeMap<>();
    for (String queue : queues) {
      AskedFlow asked = flows.get(queue);
      if (asked != null && asked.flow() != null) {
        found.put(queue, asked.flow());
      }
    }
    return found;
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shortest(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Rounded down to the longest period, since CloudWatch cuts periods from the start. */
  private static Instant start(Instant wanted, Collection<SeriesQuery> queries) {
    long period = MINUTE.toSeconds();
    for (SeriesQuery query : queries) {
      period = Math.max(period, query.period().toSeconds());
    }
    return Instant.ofEpochSecond(Math.floorDiv(wanted.getEpochSecond(), period) * period);
  }

  private static List<MetricQuery> flow(String queue) {
    Map<String, String> dimensions = Map.of("QueueName", queue);
    return List.of(
        MetricQuery.of("AWS/SQS", "NumberOfMessagesSent", dimensions, "Sum", MINUTE),
        MetricQuery.of("AWS/SQS", "NumberOfMessagesReceived", dimensions, "Sum", MINUTE),
        MetricQuery.of("AWS/SQS", "NumberOfMessagesDeleted", dimensions, "Sum", MINUTE));
  }

  /** The newest full minute that all three metrics have. */
  private static Load.@Nullable Flow flow(
      List<MetricQuery> queries, Map<SeriesQuery, MetricSeries> series, Instant now) {
    List<NavigableMap<Instant, Double>> values = new ArrayList<>();
    for (MetricQuery query : queries) {
      if (!(series.get(query) instanceof MetricSeries.Points points)) {
        return null;
      }
      values.add(
          points.values().subMap(now.minus(NEWEST).minus(MINUTE), true, now.minus(MINUTE), true));
    }
    for (Instant minute : values.getFirst().descendingKeySet()) {
      Double sent = values.get(0).get(minute);
      Double received = values.get(1).get(minute);
      Double deleted = values.get(2).get(minute);
      if (sent != null && received != null && deleted != null) {
        return new Load.Flow(minute, sent, received, deleted);
      }
    }
    return null;
  }

  private record AskedFlow(Instant minute, Load.@Nullable Flow flow) {}
}
