package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a decision was given, judged by other code than its own. */
final class Seen {
  private static final Duration OLD = Duration.ofMinutes(5);
  private static final double SATURATED = 95;
  private static final double MORE = 1.1;

  private Seen() {}

  /** Whether a scale-in may rest on it. */
  static boolean usable(Load load, Observation observation) {
    Instant now = observation.now();
    return switch (load) {
      case Load.PerTask(var points, var period) ->
          observation.service().running() == 0
              || (fresh(points, Load.Point::at, period, now)
                  && points.stream().allMatch(point -> sound(point.average())));
      case Load.Total(var points, var period, var witness) ->
          (witness || fresh(points, Load.Sum::at, period, now))
              && points.stream().allMatch(point -> sound(point.sum()));
      case Load.QueueDepth depth -> !depth.at().isBefore(now.minus(OLD));
      case Load.Alarmed _ -> true;
      case Load.Missing _ -> false;
    };
  }

  private static boolean sound(double value) {
    return Double.isFinite(value) && value >= 0;
  }

  private static <P> boolean fresh(
      List<P> points, Function<P, Instant> at, Duration period, Instant now) {
    Duration most = period.multipliedBy(5).compareTo(OLD) > 0 ? period.multipliedBy(5) : OLD;
    return points.stream()
        .map(point -> at.apply(point).plus(period))
        .anyMatch(end -> !end.isBefore(now.minus(most)) && !end.isAfter(now));
  }

  static boolean emptyQueue(Load load) {
    return load instanceof Load.QueueDepth depth
        && depth.visible() + depth.inFlight() + depth.delayed() == 0;
  }

  /** Whether CPU was at its end in a point of that time. */
  static boolean saturated(Iterable<Load> loads, Instant from) {
    for (Load load : loads) {
      if (load instanceof Load.PerTask(var points, var period)
          && points.stream()
              .anyMatch(point ->
                  point.average() >= SATURATED && !point.at().plus(period).isBefore(from))) {
        return true;
      }
    }
    return false;
  }

  /** The same with a tenth more of each newest point, and of the messages that wait. */
  static Observation more(Observation observation) {
    Map<String, Load> loads = new TreeMap<>();
    observation.loads().forEach((name, load) -> loads.put(name, more(load)));
    return new Observation(observation.now(), observation.service(), loads, observation.alarms());
  }

  private static Load more(Load load) {
    return switch (load) {
      case Load.PerTask(var points, var period) ->
          new Load.PerTask(
              raised(
                  points,
                  Load.Point::at,
                  point ->
                      new Load.Point(
                          point.at(), Math.min(100, MORE * point.average()), point.count())),
              period);
      case Load.Total(var points, var period, var witness) ->
          new Load.Total(
              raised(points, Load.Sum::at, sum -> new Load.Sum(sum.at(), MORE * sum.sum())),
              period,
              witness);
      case Load.QueueDepth depth ->
          new Load.QueueDepth(
              depth.at(),
              (long) Math.ceil(MORE * depth.visible()),
              depth.inFlight(),
              depth.delayed(),
              depth.flow());
      case Load.Alarmed _, Load.Missing _ -> load;
    };
  }

  private static <P> List<P> raised(List<P> points, Function<P, Instant> at, Function<P, P> raise) {
    List<P> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparing(at));
    if (!sorted.isEmpty()) {
      sorted.set(sorted.size() - 1, raise.apply(sorted.getLast()));
    }
    return sorted;
  }
}
