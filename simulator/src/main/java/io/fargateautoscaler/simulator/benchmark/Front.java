package io.fargateautoscaler.simulator.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The settings of one policy on one load with one seed, and the best of them: those than which none
 * is both cheaper and less late.
 *
 * <p>What a setting costs is {@link Measures#usd}, the price of its tasks. The autoscaler's own
 * calls are shown apart from it ({@link Measures#apiUsd}): they cost the same for a service of 10
 * and of 1,000 tasks, so they would change ratios with the size of the load.
 */
public final class Front {
  /** Added to late percents before they are compared, so that zero has a ratio. */
  static final double LATE_FLOOR = 0.001;

  private static final Comparator<Result> CHEAPEST =
      Comparator.<Result>comparingDouble(result -> result.measures().usd())
          .thenComparingDouble(result -> result.measures().latePercent())
          .thenComparing(Result::setting);

  private final List<Result> best;

  /**
   * @param results of one policy, load and seed, at least one, each with another setting
   * @throws IllegalArgumentException if they are not, or one was not measured well
   */
  public Front(Collection<Result> results) {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no results");
    }
    check(results);
    best = best(results);
  }

  /** From the cheapest on those that are less late than all cheaper ones. */
  static List<Result> best(Collection<Result> results) {
    List<Result> kept = new ArrayList<>();
    results.stream()
        .sorted(CHEAPEST)
        .forEach(result -> {
          if (kept.isEmpty() || late(result) < late(kept.getLast())) {
            kept.add(result);
          }
        });
    return List.copyOf(kept);
  }

  /** From the cheapest to the least late. */
  List<Result> best() {
    return best;
  }

  private static void check(Collection<Result> results) {
    Result first = results.iterator().next();
    var settings = new HashSet<String>();
    for (Result result : results) {
      if (!Load.of(result).equals(Load.of(first))
          || result.seed() != first.seed()
          || !result.policy().equals(first.policy())) {
        throw new IllegalArgumentException("not of one policy, load and seed: " + result);
      }
      if (!settings.add(result.setting())) {
        throw new IllegalArgumentException("twice the same setting: " + result);
      }
      Measures measures = result.measures();
      if (!(amount(measures.usd())
          && amount(measures.apiUsd())
          && amount(measures.taskHours())
          && amount(measures.hours())
          && measures.hours() > 0
          && measures.late() >= 0
          && measures.late() <= measures.arrived())) {
        throw new IllegalArgumentException("impossible measures: " + result);
      }
    }
  }

  private static boolean amount(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  /** The cheapest setting that is at most that late, in percent. */
  public Optional<Result> cheapest(double latePercentAtMost) {
    return best.stream().filter(result -> late(result) <= latePercentAtMost).findFirst();
  }

  /** The cheapest setting, however late. */
  public Result cheapest() {
    return best.getFirst();
  }

  /** The least late setting; of several the cheapest. */
  public Result leastLate() {
    return best.getLast();
  }

  /**
   * Late percent for that money. Between two settings it is linear in USD and logarithmic in late +
   * 0.001 %, so that it meets both of them even where one has none late. From the dearest on it is
   * that one's; empty below the cheapest.
   */
  public OptionalDouble lateAt(double usd) {
    int next = 0;
    while (next < best.size() && usd(best.get(next)) <= usd) {
      next++;
    }
    if (next == 0) {
      return OptionalDouble.empty();
    }
    Result left = best.get(next - 1);
    if (next == best.size() || usd(left) == usd) {
      return OptionalDouble.of(late(left));
    }
    Result right = best.get(next);
    double part = (usd - usd(left)) / (usd(right) - usd(left));
    double from = StrictMath.log(late(left) + LATE_FLOOR);
    double to = StrictMath.log(late(right) + LATE_FLOOR);
    return OptionalDouble.of(Math.max(0, StrictMath.exp(from + part * (to - from)) - LATE_FLOOR));
  }

  private static double usd(Result result) {
    return result.measures().usd();
  }

  private static double late(Result result) {
    return result.measures().latePercent();
  }
}
