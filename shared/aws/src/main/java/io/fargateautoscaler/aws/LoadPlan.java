package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which series a load needs, and how it is made of them. */
sealed interface LoadPlan {
  List<SeriesQuery> queries();

  /** How far back points are needed. */
  Duration window();

  Load load(Map<SeriesQuery, MetricSeries> series, Instant now);

  /** No series is needed. */
  record Known(Load answer) implements LoadPlan {
    @Override
    public List<SeriesQuery> queries() {
      return List.of();
    }

    @Override
    public Duration window() {
      return Duration.ZERO;
    }

    @Override
    public Load load(Map<SeriesQuery, MetricSeries> series, Instant now) {
      return answer;
    }
  }

  /** An average and its number of samples. */
  record PerTask(SeriesQuery value, SeriesQuery count, Duration window) implements LoadPlan {
    @Override
    public List<SeriesQuery> queries() {
      return List.of(value, count);
    }

    @Override
    public Load load(Map<SeriesQuery, MetricSeries> series, Instant now) {
      return points(series, value, window, now)
          .then(values ->
              points(series, count, window, now)
                  .then(counts -> {
                    List<Load.Point> points = new ArrayList<>();
                    values.forEach((at, average) -> {
                      Double samples = counts.get(at);
                      if (samples != null) {
                        points.add(new Load.Point(at, average, samples));
                      }
                    });
                    return new Load.PerTask(points, value.period());
                  }));
    }
  }

  /**
   * A sum.
   *
   * @param witness proves that the source is alive, for sums that are absent at zero
   */
  record Total(SeriesQuery value, @Nullable SeriesQuery witness, Duration window)
      implements LoadPlan {
    @Override
    public List<SeriesQuery> queries() {
      return witness == null ? List.of(value) : List.of(value, witness);
    }

    /**
     * CloudWatch has no request count at zero requests. A minute in which the source is known to be
     * alive and that has no sum, though it is old enough to have one, had none. The zeros are
     * written out, so that nobody takes a minute without the source for zero as well.
     */
    @Override
    public Load load(Map<SeriesQuery, MetricSeries> series, Instant now) {
      Duration period = value.period();
      Instant settled = now.minus(period.multipliedBy(2)).truncatedTo(ChronoUnit.MINUTES);
      return points(series, value, window, now)
          .then(values -> {
            NavigableMap<Instant, Double> sums = new TreeMap<>(values);
            healthy(series, now).headSet(settled, true).forEach(at -> sums.putIfAbsent(at, 0.0));
            List<Load.Sum> points = new ArrayList<>();
            sums.forEach((at, sum) -> points.add(new Load.Sum(at, sum)));
            return new Load.Total(points, period, false);
          });
    }

    /** The minutes in which the source had a healthy target. */
    private NavigableSet<Instant> healthy(Map<SeriesQuery, MetricSeries> series, Instant now) {
      NavigableSet<Instant> minutes = new TreeSet<>();
      if (witness != null
          && points(series, witness, window, now) instanceof Points.There(var values)) {
        values.forEach((at, healthy) -> {
          if (healthy >= 1) {
            minutes.add(at);
          }
        });
      }
      return minutes;
    }
  }

  /** The newest points of an alarm that rings; without them its state still counts. */
  record Alarmed(Alarm alarm, SeriesQuery value) implements LoadPlan {
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final int PERIODS = 5;

    @Override
    public List<SeriesQuery> queries() {
      return List.of(value);
    }

    @Override
    public Duration window() {
      Duration periods = alarm.period().multipliedBy(PERIODS);
      return periods.compareTo(LEAST) > 0 ? periods : LEAST;
    }

    @Override
    public Load load(Map<SeriesQuery, MetricSeries> series, Instant now) {
      List<Load.Value> values = new ArrayList<>();
      if (points(series, value, window(), now) instanceof Points.There(var found)) {
        found.forEach((at, one) -> values.add(new Load.Value(at, one)));
      }
      return new Load.Alarmed(alarm.state(), alarm.threshold(), values, alarm.period());
    }
  }

  /**
   * CPU or memory, which a service publishes by the minute unless it is set to every 20 s.
   *
   * @param minutes null: not asked for, since it is known to be published every 20 s
   * @param fine null: not asked for, since it is known not to be
   * @param key by which the resolution is remembered
   */
  record Utilization(
      @Nullable PerTask minutes,
      @Nullable PerTask fine,
      SeriesQuery key,
      Resolutions resolutions,
      Duration window)
      implements LoadPlan {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NEWEST = Duration.ofMinutes(3);

    @Override
    public List<SeriesQuery> queries() {
      List<SeriesQuery> all = new ArrayList<>();
      if (minutes != null) {
        all.addAll(minutes.queries());
      }
      if (fine != null) {
        all.addAll(fine.queries());
      }
      return all;
    }

    @Override
    public Load load(Map<SeriesQuery, MetricSeries> series, Instant now) {
      Load byMinute = minutes == null ? null : minutes.load(series, now);
      if (fine == null) {
        return byMinute == null ? new Load.Missing("CloudWatch was not asked") : byMinute;
      }
      Load finest = fine.load(series, now);
      if (finest instanceof Load.PerTask load && isFine(load.points())) {
        resolutions.found(key, true, now);
        return finest;
      }
      if (byMinute == null) {
        // No longer every 20 s, or without data: the next read asks for both.
        resolutions.forget(key);
        return finest instanceof Load.PerTask load ? wholeMinutes(load) : finest;
      }
      if (byMinute instanceof Load.PerTask load && !load.points().isEmpty()) {
        if (finest instanceof Load.Missing) {
          resolutions.failed(key, now);
        } else {
          resolutions.found(key, false, now);
        }
      }
      return byMinute;
    }

    /** Whether two of the newest points are less than a minute apart. */
    private static boolean isFine(List<Load.Point> points) {
      if (points.isEmpty()) {
        return false;
      }
      Instant since = points.getLast().at().minus(NEWEST);
      for (int i = points.size() - 1; i > 0 && points.get(i).at().isAfter(since); i--) {
        if (points.get(i - 1).at().plus(MINUTE).isAfter(points.get(i).at())) {
          return true;
        }
      }
      return false;
    }

    private static Load wholeMinutes(Load.PerTask load) {
      return new Load.PerTask(
          load.points().stream()
              .filter(point -> point.at().truncatedTo(ChronoUnit.MINUTES).equals(point.at()))
              .toList(),
          MINUTE);
    }
  }

  /** The points of a query that are not older than {@code window}. */
  private static Points points(
      Map<SeriesQuery, MetricSeries> series, SeriesQuery query, Duration window, Instant now) {
    Instant oldest = now.minus(window).truncatedTo(ChronoUnit.MINUTES);
    return switch (series.get(query)) {
      case MetricSeries.Points points -> new Points.There(points.values().tailMap(oldest, true));
      case MetricSeries.NotRead notRead -> new Points.NotRead(notRead.reason());
      case null -> new Points.NotRead("CloudWatch was not asked");
    };
  }

  /** Points, or why there are none. */
  sealed interface Points {
    /** By the start of their period. */
    record There(NavigableMap<Instant, Double> values) implements Points {}

    record NotRead(String reason) implements Points {}

    /** The load of these points; missing if they were not read. */
    default Load then(Function<NavigableMap<Instant, Double>, Load> make) {
      return switch (this) {
        case There(var values) -> make.apply(values);
        case NotRead(var reason) -> new Load.Missing(reason);
      };
    }
  }
}
