package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetMetric.AlbRequestsPerTask;
import io.fargateautoscaler.core.policy.TargetMetric.Custom;
import io.fargateautoscaler.core.policy.TargetMetric.Utilization;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Loads of target-tracking policies and flows of queues, all in the same calls. */
public final class CloudWatchLoads {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Older than this, a minute says nothing about now; CloudWatch is up to three minutes late. */
  private static final Duration NEWEST = Duration.ofMinutes(5);

  private final MetricReader reader;

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

  /** Reads the requests of target-tracking policies, and the flows of {@code queues}. */
  public synchronized Found read(
      Collection<Request> requests, Collection<String> queues, Instant now) {
    Map<Request, Load> loads = new LinkedHashMap<>();
    Map<Request, Source> sources = new LinkedHashMap<>();
    for (Request request : requests) {
      if (request.policy() instanceof TargetTrackingPolicy policy) {
        switch (source(request, policy.metric())) {
          case Source known -> sources.put(request, known);
          case Unknown unknown -> loads.put(request, new Load.Missing(unknown.reason()));
        }
      } else {
        loads.put(request, new Load.Missing("CloudWatch has no load for this type of policy"));
      }
    }
    List<MetricQuery> queries = new ArrayList<>();
    sources.values().forEach(source -> queries.addAll(source.queries()));
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    List<String> asked = queues.stream().distinct().filter(queue -> !known(queue, minute)).toList();
    asked.forEach(queue -> queries.addAll(flow(queue)));
    if (!queries.isEmpty()) {
      Duration window = NEWEST.plus(MINUTE);
      for (Request request : sources.keySet()) {
        window = longest(window, request.window());
      }
      Map<MetricQuery, MetricSeries> series =
          reader.read(queries, start(minute.minus(window), queries), minute.plus(MINUTE));
      sources.forEach(
          (request, source) -> loads.put(request, load(source, series, request.window(), now)));
      asked.forEach(
          queue -> flows.put(queue, new AskedFlow(minute, flow(flow(queue), series, now))));
    }
    return new Found(loads, flowsOf(queues));
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

  /** Rounded down to the longest period, since CloudWatch cuts periods from the start. */
  private static Instant start(Instant wanted, Collection<MetricQuery> queries) {
    long period = MINUTE.toSeconds();
    for (MetricQuery query : queries) {
      period = Math.max(period, query.period().toSeconds());
    }
    return Instant.ofEpochSecond(Math.floorDiv(wanted.getEpochSecond(), period) * period);
  }

  private static Sourced source(Request request, TargetMetric metric) {
    return switch (metric) {
      case Utilization utilization ->
          perTask(
              "AWS/ECS",
              switch (utilization.resource()) {
                case CPU -> "CPUUtilization";
                case MEMORY -> "MemoryUtilization";
              },
              dimensions(request.service()),
              "Average",
              utilization.period());
      case AlbRequestsPerTask requests -> requests(request, requests);
      case TargetMetric.Expression _ -> new Unknown("expressions cannot be read yet");
      case Custom custom ->
          custom.total()
              ? new Source(
                  MetricQuery.of(
                      custom.namespace(),
                      custom.name(),
                      custom.dimensions(),
                      custom.statistic(),
                      custom.period()),
                  null,
                  null)
              : perTask(
                  custom.namespace(),
                  custom.name(),
                  custom.dimensions(),
                  custom.statistic(),
                  custom.period());
    };
  }

  private static Source perTask(
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      Duration period) {
    return new Source(
        MetricQuery.of(namespace, name, dimensions, statistic, period),
        MetricQuery.of(namespace, name, dimensions, "SampleCount", period),
        null);
  }

  private static Map<String, String> dimensions(ServiceRef service) {
    return Map.of("ClusterName", service.cluster(), "ServiceName", service.service());
  }

  private static Sourced requests(Request request, AlbRequestsPerTask metric) {
    String loadBalancer = metric.loadBalancer();
    if (loadBalancer == null) {
      return new Unknown("load balancer not known");
    }
    String targetGroup = metric.targetGroup();
    if (targetGroup == null) {
      List<String> arns = request.status().targetGroups();
      if (arns.size() != 1) {
        return new Unknown(
            arns.isEmpty()
                ? "the service has no target group"
                : "the service has " + arns.size() + " target groups: name one in the policy");
      }
      targetGroup = arns.getFirst().substring(arns.getFirst().lastIndexOf(':') + 1);
    }
    Map<String, String> dimensions =
        Map.of("TargetGroup", targetGroup, "LoadBalancer", loadBalancer);
    return new Source(
        MetricQuery.of("AWS/ApplicationELB", "RequestCount", dimensions, "Sum", metric.period()),
        null,
        MetricQuery.of(
            "AWS/ApplicationELB", "HealthyHostCount", dimensions, "Maximum", metric.period()));
  }

  private static Load load(
      Source source, Map<MetricQuery, MetricSeries> series, Duration window, Instant now) {
    Instant oldest = now.minus(window).truncatedTo(ChronoUnit.MINUTES);
    NavigableMap<Instant, Double> values;
    switch (series.get(source.value())) {
      case MetricSeries.Points points -> values = points.values().tailMap(oldest, true);
      case MetricSeries.NotRead notRead -> {
        return new Load.Missing(notRead.reason());
      }
      case null -> {
        return new Load.Missing("CloudWatch was not asked");
      }
    }
    Duration period = source.value().period();
    if (source.count() == null) {
      return total(values, healthy(source.witness(), series).tailSet(oldest, true), period, now);
    }
    return switch (series.get(source.count())) {
      case MetricSeries.Points counts -> {
        List<Load.Point> points = new ArrayList<>();
        values.forEach((at, average) -> {
          Double count = counts.values().get(at);
          if (count != null) {
            points.add(new Load.Point(at, average, count));
          }
        });
        yield new Load.PerTask(points, period);
      }
      case MetricSeries.NotRead notRead -> new Load.Missing(notRead.reason());
      case null -> new Load.Missing("CloudWatch was not asked");
    };
  }

  /**
   * CloudWatch has no request count at zero requests. A minute in which the source is known to be
   * alive and that has no sum, though it is old enough to have one, had none.
   */
  private static Load total(
      NavigableMap<Instant, Double> values,
      NavigableSet<Instant> healthy,
      Duration period,
      Instant now) {
    Instant settled = now.minus(period.multipliedBy(2)).truncatedTo(ChronoUnit.MINUTES);
    NavigableMap<Instant, Double> sums = new TreeMap<>(values);
    healthy.headSet(settled, true).forEach(at -> sums.putIfAbsent(at, 0.0));
    List<Load.Sum> points = new ArrayList<>();
    sums.forEach((at, sum) -> points.add(new Load.Sum(at, sum)));
    return new Load.Total(points, period, !healthy.tailSet(settled, true).isEmpty());
  }

  /** The minutes in which the source of a total had a healthy target. */
  private static NavigableSet<Instant> healthy(
      @Nullable MetricQuery witness, Map<MetricQuery, MetricSeries> series) {
    NavigableSet<Instant> minutes = new TreeSet<>();
    if (witness != null && series.get(witness) instanceof MetricSeries.Points points) {
      points
          .values()
          .forEach((at, healthy) -> {
            if (healthy >= 1) {
              minutes.add(at);
            }
          });
    }
    return minutes;
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
      List<MetricQuery> queries, Map<MetricQuery, MetricSeries> series, Instant now) {
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

  private sealed interface Sourced {}

  /**
   * The series of a load.
   *
   * @param count number of samples, for averages per task
   * @param witness proves that the source is alive, for totals that are absent at zero
   */
  private record Source(
      MetricQuery value, @Nullable MetricQuery count, @Nullable MetricQuery witness)
      implements Sourced {
    List<MetricQuery> queries() {
      List<MetricQuery> all = new ArrayList<>(List.of(value));
      if (count != null) {
        all.add(count);
      }
      if (witness != null) {
        all.add(witness);
      }
      return all;
    }
  }

  private record Unknown(String reason) implements Sourced {}

  private record AskedFlow(Instant minute, Load.@Nullable Flow flow) {}
}
