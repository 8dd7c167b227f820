package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.decision.PointLoads.Shown;
import io.fargateautoscaler.core.decision.Recommendation.Abstain;
import io.fargateautoscaler.core.decision.Recommendation.Blind;
import io.fargateautoscaler.core.decision.Recommendation.Count;
import io.fargateautoscaler.core.decision.Recommendation.Wait;
import io.fargateautoscaler.core.decision.Series.Sample;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

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

  private final TargetTrackingPolicy policy;
  private final Duration window;
  private final Series series;
  private final int current;
  private final int running;
  private final BigDecimal allowed;
  private final PointLoads loads;

  private TargetTracking(TargetTrackingPolicy policy, Situation situation, Series series) {
    this.policy = policy;
    this.window = situation.policy().scaleIn().stabilization();
    this.series = series;
    this.current = situation.current();
    this.running = situation.service().running();
    this.allowed = policy.target().multiply(BigDecimal.valueOf(current));
    this.loads = new PointLoads(policy, situation, series);
  }

  static PolicyResult recommend(TargetTrackingPolicy policy, Situation situation) {
    if (situation.current() == 0) {
      return PolicyResult.of(new Abstain("no tasks, so no load per task"));
    }
    Series series = Series.of(policy, situation.policy().scaleIn().stabilization(), situation);
    if (series.blind() != null) {
      return PolicyResult.of(
          !policy.metric().total() && situation.service().running() == 0
              ? new Abstain("no task runs yet")
              : new Blind(series.blind()));
    }
    return new TargetTracking(policy, situation, series).result();
  }

  private PolicyResult result() {
    Sample newest = series.newest();
    Shown shown = loads.newest();
    Recommendation recommendation = saysOut(shown.load()) ? out(newest, shown) : in(newest, shown);
    return PolicyResult.of(recommendation, largestNeed());
  }

  private Recommendation out(Sample newest, Shown shown) {
    int need = need(shown.demand());
    String because = text(shown, need);
    if (loads.deployed()) {
      Shown least = loads.leastOfWarmUp();
      if (!saysOut(least.load())) {
        String wait = "; a deployment starts tasks, so it must last longer than their warm-up";
        return new Count(current, need, Wait.CONFIRMING, because + wait);
      }
      int lasting = need(least.demand());
      return new Count(lasting, need, Wait.NONE, text(least, lasting));
    }
    boolean clear = shown.load().compareTo(allowed.multiply(AT_ONCE)) >= 0;
    if ((clear || loads.saturated(newest)) && !loads.countsTasksThatLeft(newest)) {
      return new Count(need, need, Wait.NONE, because);
    }
    Sample before = series.before(newest);
    Shown earlier = before != null && series.adjacent(before, newest) ? loads.of(before) : null;
    if (earlier != null && saysOut(earlier.load())) {
      // The smaller of the two counts, with the load that it is of.
      int confirmed = need(earlier.demand());
      return confirmed < need
          ? new Count(confirmed, need, Wait.NONE, text(earlier, confirmed))
          : new Count(need, need, Wait.NONE, because);
    }
    return new Count(
        current, need, Wait.CONFIRMING, because + "; one more datapoint must confirm it");
  }

  private Recommendation in(Sample newest, Shown shown) {
    BigDecimal newestLoad = shown.load();
    int need = need(newestLoad);
    String because = text(shown, need);
    BigDecimal low = allowed.multiply(BigDecimal.ONE.subtract(policy.tolerance()));
    boolean wanted = newestLoad.compareTo(low) < 0;
    // The newest sum may still be partial: it may vote out, not in.
    Sample end = policy.metric().total() ? series.before(newest) : newest;
    if (end == null) {
      return new Count(current, need, wanted ? Wait.WINDOW : Wait.NONE, because);
    }
    List<Sample> points = series.window(end.at(), window);
    BigDecimal largest = loads.largest(points);
    long expected = Math.max(1, window.toMillis() / series.period().toMillis());
    boolean enough = points.size() * 100L >= expected * 80L;
    if (!loads.saturated(newest) && enough && largest.compareTo(low) < 0) {
      int count = need(largest);
      return new Count(
          count,
          count,
          Wait.NONE,
          "load "
              + amount(largest)
              + (window.isZero() ? "" : " at most")
              + " in "
              + windowText()
              + " needs "
              + atTarget(count));
    }
    if (!wanted) {
      String near =
          need == current || floor(need)
              ? ""
              : "; within "
                  + Numbers.text(policy.tolerance().movePointRight(2))
                  + " % of what "
                  + Numbers.tasks(current)
                  + " should carry";
      return new Count(current, need, Wait.NONE, because + near);
    }
    if (running < Math.min(need, current)) {
      // The requested tasks must come before any can be too many.
      return new Count(current, need, Wait.NONE, because);
    }
    if (floor(need)) {
      return new Count(current, need, Wait.WINDOW, because);
    }
    String why =
        enough
            ? "the largest load of "
                + windowText()
                + " is "
                + amount(largest)
                + ", which needs "
                + need(largest)
            : points.size() + " of " + expected + " datapoints of the window are there";
    return new Count(current, need, Wait.WINDOW, because + "; " + why);
  }

  /** A policy that may only scale out holds nothing back: what it needs is a floor at once. */
  private boolean floor(int need) {
    return policy.direction() == Direction.OUT && need < current;
  }

  private String windowText() {
    if (window.isZero()) {
      return policy.metric().total() ? "the point before the newest" : "the newest point";
    }
    return "the last " + Numbers.text(window);
  }

  private boolean saysOut(BigDecimal load) {
    return load.compareTo(allowed.multiply(BigDecimal.ONE.add(policy.tolerance()))) > 0;
  }

  private int largestNeed() {
    return need(loads.largest(series.window(series.newest().at(), window)));
  }

  private int need(BigDecimal load) {
    return Numbers.ceilDivide(load, policy.target());
  }

  private String text(Shown shown, int need) {
    String over = policy.metric().total() ? "" : " over " + tasks(shown.count());
    String hidden = need > need(shown.load()) ? " (at its limit, so half more is assumed)" : "";
    return "load " + amount(shown.load()) + over + hidden + " needs " + atTarget(need);
  }

  private static String tasks(BigDecimal count) {
    return Numbers.text(count) + (count.compareTo(BigDecimal.ONE) == 0 ? " task" : " tasks");
  }

  private String amount(BigDecimal load) {
    return Numbers.text(load) + policy.metric().unit();
  }

  private String atTarget(int need) {
    return need + " at " + amount(policy.target());
  }
}
