package io.fargateautoscaler.simulator.peers;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Predictive scaling of Application Auto Scaling over its target tracking at points of a minute: an
 * hourly forecast, made each 6 h from at least one day and at most 14, is the smallest count of its
 * hour from 5 min before it. It never lowers a count and keeps to the range. How the forecast is
 * made is not published; assumed is the mean load of the same hour of the days before, UTC.
 */
public final class AasPredictive implements Peer {
  private static final Duration NEEDED = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(14);
  private static final Duration REFRESH = Duration.ofHours(6);
  private static final Duration BUFFER = Duration.ofMinutes(5);
  private static final Duration COUNTS_KEPT = Duration.ofHours(1);

  private record Mean(double sum, int points) {
    private Mean plus(double value) {
      return new Mean(sum + value, points + 1);
    }

    private double value() {
      return sum / points;
    }
  }

  private final double target;
  private final AasTargetTracking reactive;
  private final NavigableMap<Instant, Mean> loadByHour = new TreeMap<>();
  private final NavigableMap<Instant, Integer> running = new TreeMap<>();
  private final Map<Integer, Integer> forecast = new HashMap<>();
  private @Nullable Instant first;
  private @Nullable Instant newest;
  private @Nullable Instant forecastAt;

  /**
   * @param target of the average per task, above 0, for the forecast and for target tracking
   * @throws IllegalArgumentException if it is not
   */
  public AasPredictive(double target) {
    this.target = target;
    reactive = AasTargetTracking.at60(target);
  }

  @Override
  public String name() {
    return "aas-predictive";
  }

  @Override
  public Duration interval() {
    return reactive.interval();
  }

  @Override
  public int desired(Look look) {
    learn(look);
    if (first != null
        && !look.at().isBefore(first.plus(NEEDED))
        && (forecastAt == null || !look.at().isBefore(forecastAt.plus(REFRESH)))) {
      forecast(look.at());
    }
    CapacityRange range = look.range();
    int floor = range.nearest(Math.max(hour(look.at()), hour(look.at().plus(BUFFER))));
    int wish = reactive.desired(look.with(new CapacityRange(floor, range.max())));
    // Alone, the range's own minimum moves nothing: it takes an alarm or a forecast.
    return floor > range.min() ? Math.max(wish, floor) : wish;
  }

  private int hour(Instant at) {
    return forecast.getOrDefault(at.atOffset(ZoneOffset.UTC).getHour(), 0);
  }

  private void learn(Look look) {
    running.put(look.at(), look.running());
    running.headMap(look.at().minus(COUNTS_KEPT)).clear();
    for (Look.Point point : look.points()) {
      if (newest == null || point.at().isAfter(newest)) {
        newest = point.at();
        first = first == null ? newest : first;
        var count = running.floorEntry(point.end());
        double load = point.value() * (count == null ? look.running() : count.getValue());
        Instant hour = point.at().truncatedTo(ChronoUnit.HOURS);
        loadByHour.put(hour, loadByHour.getOrDefault(hour, new Mean(0, 0)).plus(load));
      }
    }
    loadByHour.headMap(look.at().minus(KEPT)).clear();
  }

  /** The hour that is not over yet is not used. */
  private void forecast(Instant now) {
    Map<Integer, Mean> byHourOfDay = new HashMap<>();
    loadByHour
        .headMap(now.truncatedTo(ChronoUnit.HOURS))
        .forEach((hour, load) -> {
          int ofDay = hour.atOffset(ZoneOffset.UTC).getHour();
          Mean before = byHourOfDay.getOrDefault(ofDay, new Mean(0, 0));
          byHourOfDay.put(ofDay, before.plus(load.value()));
        });
    forecast.clear();
    byHourOfDay.forEach((hour, load) -> forecast.put(hour, (int) Math.ceil(load.value() / target)));
    forecastAt = now;
  }
}
