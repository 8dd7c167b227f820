package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Valid points of one metric, oldest first, one for each instant.
 *
 * @param blind why the points cannot be used; null: they can
 */
record Series(List<Sample> samples, Duration period, @Nullable String blind) {
  private static final Duration FUTURE = Duration.ofSeconds(60);
  private static final Duration STALE = Duration.ofSeconds(300);

  /** Periods after which a sum is there if there is one. */
  private static final int LATEST_SUM = 3;

  /**
   * One point.
   *
   * @param value average per task, or the sum over all tasks
   * @param count tasks that reported; 1 for a sum, so that load = value × count in both
   */
  record Sample(Instant at, BigDecimal value, BigDecimal count) {
    BigDecimal load() {
      return value.multiply(count);
    }
  }

  /**
   * What was read for a policy.
   *
   * @param window how far back a witnessed absence counts as zero
   */
  static Series of(TargetTrackingPolicy policy, Duration window, Situation situation) {
    Instant now = situation.now();
    return switch (situation.observation().loads().get(policy.name())) {
      case Load.PerTask points when !policy.metric().total() ->
          of(points, BigDecimal.valueOf(samplesPerTask(policy, points, situation.history())), now);
      case Load.Total points when policy.metric().total() -> of(points, window, now);
      case Load.Missing missing -> unusable(policy.metric().period(), missing.reason());
      case null -> unusable(policy.metric().period(), "not read");
      default -> unusable(policy.metric().period(), "another kind of data");
    };
  }

  /** What was learned of a minute says nothing of the 20 s in which each task reports once. */
  private static int samplesPerTask(
      TargetTrackingPolicy policy, Load.PerTask points, ScalingHistory history) {
    boolean fine =
        policy.metric() instanceof TargetMetric.Utilization
            && points.period().compareTo(policy.metric().period()) < 0;
    return fine ? 1 : history.samplesPerTask().getOrDefault(policy.name(), 1);
  }

  static Series of(Load.PerTask load, BigDecimal samplesPerTask, Instant now) {
    TreeMap<Instant, Sample> byTime = new TreeMap<>();
    for (Load.Point point : load.points()) {
      if (BadValue.is(point.average()) || BadValue.is(point.count())) {
        return unusable(load.period(), BadValue.of(point));
      }
      Sample sample =
          new Sample(
              point.at(), Numbers.exact(point.average()), tasks(point.count(), samplesPerTask));
      byTime.merge(point.at(), sample, Series::larger);
    }
    return checked(byTime, load.period(), now);
  }

  private static BigDecimal tasks(double samples, BigDecimal perTask) {
    BigDecimal count = Numbers.exact(samples);
    return perTask.equals(BigDecimal.ONE) ? count : count.divide(perTask, Numbers.PRECISION);
  }

  /**
   * @param window how far back a witnessed absence counts as zero
   */
  static Series of(Load.Total load, Duration window, Instant now) {
    TreeMap<Instant, Sample> byTime = new TreeMap<>();
    for (Load.Sum point : load.points()) {
      if (BadValue.is(point.sum())) {
        return unusable(load.period(), BadValue.of(point));
      }
      Sample sample = new Sample(point.at(), Numbers.exact(point.sum()), BigDecimal.ONE);
      byTime.merge(point.at(), sample, Series::larger);
    }
    if (load.witness()) {
      fillWithZeros(byTime, load.period(), window, now);
    }
    return checked(byTime, load.period(), now);
  }

  /**
   * AWS publishes no sum at zero. A sum may come three periods after its end: a zero in its place
   * before that would hide the newest one there is. Where a later one is there it stays absent.
   */
  private static void fillWithZeros(
      TreeMap<Instant, Sample> byTime, Duration period, Duration window, Instant now) {
    long step = period.toSeconds();
    long offset = byTime.isEmpty() ? 0 : Math.floorMod(byTime.lastKey().getEpochSecond(), step);
    long newest = now.getEpochSecond() - (LATEST_SUM + 1) * step;
    newest -= Math.floorMod(newest - offset, step);
    if (!byTime.isEmpty() && !byTime.lastKey().isAfter(now)) {
      newest = Math.max(newest, byTime.lastKey().getEpochSecond());
    }
    long oldest = newest - window.toSeconds() - step;
    for (long at = newest; at >= oldest; at -= step) {
      Instant instant = Instant.ofEpochSecond(at);
      byTime.putIfAbsent(instant, new Sample(instant, BigDecimal.ZERO, BigDecimal.ONE));
    }
  }

  private static Series checked(TreeMap<Instant, Sample> byTime, Duration period, Instant now) {
    if (byTime.isEmpty()) {
      return unusable(period, "no datapoints");
    }
    String untimely = untimely(byTime.lastKey(), period, now);
    return untimely == null
        ? new Series(new ArrayList<>(byTime.values()), period, null)
        : unusable(period, untimely);
  }

  /** Why the newest point of a metric is too old or too early to be used; null: it is neither. */
  static @Nullable String untimely(Instant newest, Duration period, Instant now) {
    if (newest.isAfter(now.plus(FUTURE))) {
      return "a datapoint lies in the future";
    }
    Duration age = Duration.between(newest.plus(period), now);
    return age.toMillis() > Math.max(STALE.toMillis(), 5 * period.toMillis())
        ? "the newest datapoint is " + Numbers.text(age) + " old"
        : null;
  }

  private static Series unusable(Duration period, String blind) {
    return new Series(List.of(), period, blind);
  }

  private static Sample larger(Sample a, Sample b) {
    return a.load().compareTo(b.load()) >= 0 ? a : b;
  }

  Sample newest() {
    return samples.getLast();
  }

  /** The point before {@code sample}, however long before; null if there is none. */
  @Nullable Sample before(Sample sample) {
    int index = samples.indexOf(sample);
    return index > 0 ? samples.get(index - 1) : null;
  }

  /** Whether {@code earlier} ends where {@code later} begins. */
  boolean adjacent(Sample earlier, Sample later) {
    return earlier.at().plus(period).equals(later.at());
  }

  /**
   * The point at {@code end}, and those before it that began after {@code end} − {@code window}.
   */
  List<Sample> window(Instant end, Duration window) {
    Instant start = end.minus(window);
    List<Sample> within = new ArrayList<>();
    for (Sample sample : samples) {
      Instant at = sample.at();
      if (at.equals(end) || (at.isAfter(start) && at.isBefore(end))) {
        within.add(sample);
      }
    }
    return within;
  }

  /** Whether a point covers the instant {@code at}. */
  boolean covers(Instant at) {
    return samples.stream().anyMatch(s -> !s.at().isAfter(at) && s.at().plus(period).isAfter(at));
  }
}
