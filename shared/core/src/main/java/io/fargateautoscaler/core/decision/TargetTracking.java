package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.Recommendation.Abstain;
import io.fargateautoscaler.core.decision.Recommendation.Blind;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.decision.Recommendation.Wait;
import io.fargateautoscaler.core.decision.Series.Sample;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Target tracking by load: the load at the time of a datapoint, divided by what one task should
 * carry. A ratio is never multiplied by a task count of another time, for that would count the same
 * breach again at every tick.
 *
 * <ul>
 *   <li>load = average × count of the same point, or the sum for totals
 *   <li>need = ⌈load / target⌉
 *   <li>no change while |load / (target × current) − 1| ≤ tolerance
 * </ul>
 */
final class TargetTracking {
  private static final BigDecimal AT_ONCE = new BigDecimal("1.3");
  private static final BigDecimal SATURATED = new BigDecimal("95");
  private static final BigDecimal HIDDEN_DEMAND = new BigDecimal("1.5");
  private static final Duration OVERLOADED_AFTER = Duration.ofMinutes(3);
  private static final Duration PEAK_WINDOW = Duration.ofMinutes(15);

  private final TargetTrackingPolicy policy;
  private final Situation situation;
  private final Duration window;
  private final Series series;
  private final int current;
  private final BigDecimal allowed;
  private final @Nullable BigDecimal mostTasks;

  private TargetTracking(TargetTrackingPolicy policy, Situation situation, Series series) {
    this.policy = policy;
    this.situation = situation;
    this.window = situation.policy().scaleIn().stabilization();
    this.series = series;
    this.current = situation.current();
    this.allowed = policy.target().multiply(BigDecimal.valueOf(current));
    this.mostTasks =
        policy.metric().total() || deployedLately() ? null : BigDecimal.valueOf(peak());
  }

  static PolicyResult recommend(TargetTrackingPolicy policy, Situation situation) {
    Observation observation = situation.observation();
    ScalingHistory history = situation.history();
    int current = situation.current();
    if (current == 0) {
      return PolicyResult.of(new Abstain("no tasks, so no load per task"));
    }
    Load load = observation.loads().get(policy.name());
    boolean perTask = !policy.metric().total();
    Series series =
        series(policy, situation.policy().scaleIn().stabilization(), load, observation, history);
    if (series.blind() != null) {
      return PolicyResult.of(
          perTask && observation.service().running() == 0
              ? new Abstain("no task runs yet")
              : new Blind(series.blind()));
    }
    return new TargetTracking(policy, situation, series).result();
  }

  private static Series series(
      TargetTrackingPolicy policy,
      Duration window,
      @Nullable Load load,
      Observation observation,
      ScalingHistory history) {
    return switch (load) {
      case Load.PerTask points when !policy.metric().total() ->
          Series.of(
              points,
              BigDecimal.valueOf(samplesPerTask(policy, points, history)),
              observation.now());
      case Load.Total points when policy.metric().total() ->
          Series.of(points, window, observation.now());
      case Load.Missing missing ->
          new Series(List.of(), policy.metric().period(), missing.reason());
      case null -> new Series(List.of(), policy.metric().period(), "not read");
      default -> new Series(List.of(), policy.metric().period(), "another kind of data");
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

  private PolicyResult result() {
    Sample newest = series.newest();
    Sample before = series.before(newest);
    BigDecimal load = loadForOut(newest);
    BigDecimal demand = demand(newest, load);
    if (before != null
        && newest.count().compareTo(before.count()) < 0
        && newest.count().compareTo(BigDecimal.valueOf(current)) < 0) {
      // Fewer samples than tasks: the point is partial, its load too small. A count that falls to
      // the current one is a scale-in, whose earlier point counts the tasks that left in full.
      load = load.max(loadForOut(before));
      demand = demand.max(demand(before, loadForOut(before)));
    }
    Recommendation recommendation =
        saysOut(load) ? out(newest, before, load, demand) : in(newest, load);
    return PolicyResult.of(recommendation, largestNeed());
  }

  private Recommendation out(
      Sample newest, @Nullable Sample before, BigDecimal load, BigDecimal demand) {
    int need = need(demand);
    boolean clear = load.compareTo(allowed.multiply(AT_ONCE)) >= 0 || saturated(newest);
    boolean countedInFull = newest.count().compareTo(BigDecimal.valueOf(current)) > 0;
    if (clear && !(countedInFull && !policy.metric().total())) {
      return new Count(need, need, Wait.NONE, text(newest, load, need));
    }
    if (before != null && series.adjacent(before, newest) && saysOut(loadForOut(before))) {
      int confirmed = Math.min(need, need(demand(before, loadForOut(before))));
      return new Count(confirmed, need, Wait.NONE, text(newest, load, confirmed));
    }
    return new Count(
        current,
        need,
        Wait.CONFIRMING,
        text(newest, load, need) + "; one more datapoint must confirm it");
  }

  private Recommendation in(Sample newest, BigDecimal newestLoad) {
    int need = need(newestLoad);
    BigDecimal low = allowed.multiply(BigDecimal.ONE.subtract(policy.tolerance()));
    boolean wanted = newestLoad.compareTo(low) < 0;
    // The newest sum may still be partial: it may vote out, not in.
    Sample end = policy.metric().total() ? series.before(newest) : newest;
    if (end == null) {
      return new Count(
          current, need, wanted ? Wait.WINDOW : Wait.NONE, text(newest, newestLoad, need));
    }
    List<Sample> points = series.window(end.at(), window);
    BigDecimal largest = largestLoad(points);
    long expected = Math.max(1, window.toMillis() / series.period().toMillis());
    boolean enough = points.size() * 100L >= expected * 80L;
    if (!saturated(newest) && enough && largest.compareTo(low) < 0) {
      int count = need(largest);
      return new Count(
          count,
          count,
          Wait.NONE,
          "load "
              + amount(largest)
              + " at most in the last "
              + Numbers.text(window)
              + " needs "
              + atTarget(count));
    }
    if (!wanted) {
      String near =
          need == current
              ? ""
              : "; within "
                  + Numbers.text(policy.tolerance().movePointRight(2))
                  + " % of what "
                  + Numbers.tasks(current)
                  + " should carry";
      return new Count(current, need, Wait.NONE, text(newest, newestLoad, need) + near);
    }
    if (situation.service().running() < Math.min(need, current)) {
      // The requested tasks must come before any can be too many.
      return new Count(current, need, Wait.NONE, text(newest, newestLoad, need));
    }
    String why =
        enough
            ? "the largest load of the last "
                + Numbers.text(window)
                + " is "
                + amount(largest)
                + ", which needs "
                + need(largest)
            : points.size() + " of " + expected + " datapoints of the window are there";
    return new Count(current, need, Wait.WINDOW, text(newest, newestLoad, need) + "; " + why);
  }

  private boolean saysOut(BigDecimal load) {
    return load.compareTo(allowed.multiply(BigDecimal.ONE.add(policy.tolerance()))) > 0;
  }

  /** Starting tasks burn CPU and report half minutes: for scale-out the smallest count counts. */
  private BigDecimal loadForOut(Sample sample) {
    if (policy.metric().total()) {
      return sample.load();
    }
    if (overloaded(sample)) {
      return sample.value().multiply(BigDecimal.valueOf(current));
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
    return sample.value().multiply(count);
  }

  /** A metric at its cap hides demand, unless an uncapped total of the same minute shows it. */
  private BigDecimal demand(Sample sample, BigDecimal load) {
    return saturated(sample) && !shownByATotal(sample.at()) ? load.multiply(HIDDEN_DEMAND) : load;
  }

  /** Whether an uncapped total of the same service has a point of that time. */
  private boolean shownByATotal(Instant at) {
    return situation.policy().policies().stream()
        .filter(TargetTrackingPolicy.class::isInstance)
        .map(TargetTrackingPolicy.class::cast)
        .filter(other -> other.metric().total() && !other.name().equals(policy.name()))
        .map(other ->
            series(
                other,
                Duration.ZERO,
                situation.observation().loads().get(other.name()),
                situation.observation(),
                situation.history()))
        .anyMatch(total -> total.covers(at));
  }

  private boolean saturated(Sample sample) {
    return policy.metric().capped() && sample.value().compareTo(SATURATED) >= 0;
  }

  /** Saturated, long after the last change, and still fewer tasks than asked for: they die. */
  private boolean overloaded(Sample sample) {
    Instant lastChange =
        situation.history().actions().isEmpty()
            ? Instant.MIN
            : situation.history().actions().getLast().at();
    return saturated(sample)
        && situation.service().deployment() == ServiceStatus.Deployment.STEADY
        && sample.count().compareTo(BigDecimal.valueOf(current)) < 0
        && (lastChange.equals(Instant.MIN)
            || !sample.at().isBefore(lastChange.plus(OVERLOADED_AFTER)));
  }

  /**
   * Tasks behind a point: not more than could run in that time, since some services report several
   * samples a task. During a deployment both revisions report.
   */
  private BigDecimal count(Sample sample) {
    return mostTasks == null ? sample.count() : sample.count().min(mostTasks);
  }

  private int peak() {
    int peak = Math.max(situation.service().running(), current);
    Instant start = situation.now().minus(PEAK_WINDOW);
    for (ScalingHistory.Action action : situation.history().actions()) {
      if (action.at().isAfter(start)) {
        peak = Math.max(peak, Math.max(action.from(), action.to()));
      }
    }
    return peak;
  }

  private boolean deployedLately() {
    ScalingHistory.Span deployment = situation.history().deployment();
    return situation.service().deployment() != ServiceStatus.Deployment.STEADY
        || (deployment != null
            && (deployment.until() == null
                || deployment.until().isAfter(situation.now().minus(PEAK_WINDOW))));
  }

  private BigDecimal largestLoad(List<Sample> points) {
    BigDecimal largest = BigDecimal.ZERO;
    for (Sample sample : points) {
      largest = largest.max(demand(sample, sample.value().multiply(count(sample))));
    }
    return largest;
  }

  private int largestNeed() {
    return need(largestLoad(series.window(series.newest().at(), window)));
  }

  private int need(BigDecimal load) {
    return Numbers.ceilDivide(load, policy.target());
  }

  private String text(Sample sample, BigDecimal load, int need) {
    String over = policy.metric().total() ? "" : " over " + tasksOf(sample);
    String hidden =
        saturated(sample) && need > need(load) ? " (at its limit, so half more is assumed)" : "";
    return "load " + amount(load) + over + hidden + " needs " + atTarget(need);
  }

  private String tasksOf(Sample sample) {
    return Numbers.text(sample.count())
        + (sample.count().compareTo(BigDecimal.ONE) == 0 ? " task" : " tasks");
  }

  private String amount(BigDecimal load) {
    return Numbers.text(load) + policy.metric().unit();
  }

  private String atTarget(int need) {
    return need + " at " + amount(policy.target());
  }
}
