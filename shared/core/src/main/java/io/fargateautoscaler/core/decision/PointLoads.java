package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Series.Sample;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What load the points of one metric show. A point's average is of all tasks that reported, and its
 * count is how many those were; tasks that start, leave, die or report late make either wrong, and
 * each rule here is for one of these cases.
 */
final class PointLoads {
  private static final BigDecimal SATURATED = new BigDecimal("95");
  private static final BigDecimal HIDDEN_DEMAND = new BigDecimal("1.5");
  private static final Duration OVERLOADED_AFTER = Duration.ofMinutes(3);
  private static final Duration PEAK_WINDOW = Duration.ofMinutes(15);

  /** How long ECS may take until the tasks of a scale-in are gone. */
  private static final Duration LEAVING = Duration.ofSeconds(30);

  private final TargetTrackingPolicy policy;
  private final Situation situation;
  private final Series series;
  private final int current;
  private final boolean total;
  private final boolean deployedLately;
  private final int mostTasks;
  private @Nullable List<Series> totals;

  PointLoads(TargetTrackingPolicy policy, Situation situation, Series series) {
    this.policy = policy;
    this.situation = situation;
    this.series = series;
    this.current = situation.current();
    this.total = policy.metric().total();
    this.deployedLately = deployedSince(situation.now().minus(PEAK_WINDOW));
    this.mostTasks = mostTasks();
  }

  /**
   * What a scale-out goes by.
   *
   * @param load as measured: the point's average times {@code count}
   * @param demand with what a metric at its limit hides
   * @param count the tasks that {@code load} was taken over
   */
  record Shown(BigDecimal load, BigDecimal demand, BigDecimal count) {
    private Shown larger(Shown other) {
      BigDecimal over = load.compareTo(other.load) >= 0 ? count : other.count;
      return new Shown(load.max(other.load), demand.max(other.demand), over);
    }

    private Shown smaller(Shown other) {
      BigDecimal over = load.compareTo(other.load) <= 0 ? count : other.count;
      return new Shown(load.min(other.load), demand.min(other.demand), over);
    }
  }

  /**
   * What the newest point shows. A count below that of the point before and below the current one
   * is a partial point, whose load is too small: the larger of the two counts.
   */
  Shown newest() {
    Sample newest = series.newest();
    Sample before = series.before(newest);
    Shown shown = of(newest);
    return before != null
            && newest.count().compareTo(before.count()) < 0
            && newest.count().compareTo(BigDecimal.valueOf(current)) < 0
        ? shown.larger(of(before))
        : shown;
  }

  /** What a point shows. */
  Shown of(Sample sample) {
    BigDecimal count = countForOut(sample);
    BigDecimal load = sample.value().multiply(count);
    return new Shown(load, demand(sample, load), count);
  }

  /**
   * The least that the points of the warm-up show, and of one period more: what tasks burn while
   * they start is over by then.
   */
  Shown leastOfWarmUp() {
    Sample newest = series.newest();
    Instant start = newest.at().minus(policy.warmUp()).minus(series.period());
    Shown least = newest();
    for (Sample sample : series.samples()) {
      if (!sample.at().isBefore(start) && sample.at().isBefore(newest.at())) {
        least = least.smaller(of(sample));
      }
    }
    return least;
  }

  /** Whether tasks of a deployment may have been starting in the time of the newest point. */
  boolean deployed() {
    boolean deploying = situation.service().deploying();
    // One that does not come to an end is no reason to be slow for ever.
    if (total || (deploying && !DeploymentGuard.engaged(situation))) {
      return false;
    }
    Sample newest = series.newest();
    Instant end = newest.at().plus(series.period());
    Span known = situation.history().deployment();
    if (known != null && known.from().isBefore(end)) {
      return known.until() == null || known.until().plus(policy.warmUp()).isAfter(newest.at());
    }
    Instant since = situation.service().deploymentStartedAt();
    return deploying && (since == null || since.isBefore(end));
  }

  /** Starting tasks burn CPU and report half minutes: for scale-out the smallest count counts. */
  private BigDecimal countForOut(Sample sample) {
    if (total) {
      return sample.count();
    }
    if (overloaded(sample)) {
      return BigDecimal.valueOf(current);
    }
    BigDecimal count = count(sample);
    Instant start = sample.at().minus(policy.warmUp());
    Sample before = series.before(sample);
    for (Sample other : series.samples()) {
      boolean inWarmUp = other.at().isBefore(sample.at()) && !other.at().isBefore(start);
      if (inWarmUp || other.equals(before)) {
        count = count.min(count(other));
      }
    }
    return count;
  }

  /** A metric at its cap hides demand, unless an uncapped total of the same minute shows it. */
  private BigDecimal demand(Sample sample, BigDecimal load) {
    return saturated(sample) && !shownByATotal(sample.at()) ? load.multiply(HIDDEN_DEMAND) : load;
  }

  /** Whether an uncapped total of the same service has a point of that time. */
  private boolean shownByATotal(Instant at) {
    // Only saturated points ask, and then many of them.
    if (totals == null) {
      totals =
          situation.policy().policies().stream()
              .filter(TargetTrackingPolicy.class::isInstance)
              .map(TargetTrackingPolicy.class::cast)
              .filter(other -> other.metric().total() && !other.name().equals(policy.name()))
              .map(other -> Series.of(other, Duration.ZERO, situation))
              .toList();
    }
    return totals.stream().anyMatch(other -> other.covers(at));
  }

  boolean saturated(Sample sample) {
    return policy.metric().capped() && sample.value().compareTo(SATURATED) >= 0;
  }

  /** Saturated, long after the last change, and still fewer tasks than asked for: they die. */
  private boolean overloaded(Sample sample) {
    List<Action> actions = situation.history().actions();
    return saturated(sample)
        && !situation.service().deploying()
        && sample.count().compareTo(BigDecimal.valueOf(current)) < 0
        && (actions.isEmpty()
            || !sample.at().isBefore(actions.getLast().at().plus(OVERLOADED_AFTER)));
  }

  /** The largest load of these points, each by its own count. */
  BigDecimal largest(List<Sample> points) {
    BigDecimal largest = BigDecimal.ZERO;
    for (Sample sample : points) {
      largest = largest.max(demand(sample, sample.value().multiply(count(sample))));
    }
    return largest;
  }

  /**
   * Tasks behind a point: not more than could run in that time, since some services report several
   * samples a task, and tasks that leave report for the whole of a period that they only began.
   * During a deployment both revisions report.
   */
  private BigDecimal count(Sample sample) {
    if (total || deployedLately) {
      return sample.count();
    }
    return sample.count().min(BigDecimal.valueOf(Math.min(mostTasks, left(sample))));
  }

  /** Tasks that a scale-in in the time of a point left; otherwise without bound. */
  private int left(Sample sample) {
    Instant end = sample.at().plus(series.period());
    int left = Integer.MAX_VALUE;
    for (Action action : situation.history().actions()) {
      boolean then = action.at().isBefore(end) && !action.at().isBefore(sample.at().minus(LEAVING));
      if (then && action.to() < action.from()) {
        left = Math.min(left, action.to());
      }
    }
    return left;
  }

  private int mostTasks() {
    int most = Math.max(situation.service().running(), current);
    Instant start = situation.now().minus(PEAK_WINDOW);
    for (Action action : situation.history().actions()) {
      if (action.at().isAfter(start)) {
        most = Math.max(most, Math.max(action.from(), action.to()));
      }
    }
    return most;
  }

  private boolean deployedSince(Instant start) {
    ScalingHistory.Span deployment = situation.history().deployment();
    return situation.service().deploying()
        || (deployment != null
            && (deployment.until() == null || deployment.until().isAfter(start)));
  }

  /** Whether more tasks reported than are asked for now, so that some have left since. */
  boolean countsTasksThatLeft(Sample sample) {
    return !total && sample.count().compareTo(BigDecimal.valueOf(current)) > 0;
  }
}
