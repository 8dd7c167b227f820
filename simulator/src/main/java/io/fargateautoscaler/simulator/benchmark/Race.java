package io.fargateautoscaler.simulator.benchmark;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All policies on one load with one seed. */
final class Race {
  /** The service level that settings are chosen by, in late percent. */
  static final double LEVEL = 1;

  private static final double LEAST_TRADED = 0.05;
  private static final double MOST_TRADED = 10;

  private static final Comparator<Result> BY_USD =
      Comparator.comparingDouble(result -> result.measures().usd());
  private static final Comparator<Result> BY_LATE =
      Comparator.comparingDouble(result -> result.measures().latePercent());

  private final Map<String, Front> fronts;

  Race(Collection<Result> results) {
    fronts =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    Result::policy,
                    TreeMap::new,
                    Collectors.collectingAndThen(Collectors.toList(), Front::new)));
  }

  /**
   * @param fixed whether a fixed capacity is meant, because no setting of the policy is both good
   *     enough and cheaper
   */
  record Cost(double usd, boolean fixed) {}

  boolean has(String policy) {
    return members(policy).findAny().isPresent();
  }

  /**
   * What a policy costs at that level. Where a fixed capacity is cheaper, or nothing else is good
   * enough, nobody would scale at all: the cheapest good enough {@code static-*} counts then, for
   * every policy, ours included. Empty if there is none of those either.
   */
  Optional<Cost> cost(String policy, double latePercentAtMost) {
    Stream<Cost> scaled =
        own(policy, latePercentAtMost).stream()
            .map(result -> new Cost(result.measures().usd(), false));
    Stream<Cost> constant =
        Policies.isFixed(policy)
            ? Stream.empty()
            : fronts.keySet().stream()
                .filter(Policies::isFixed)
                .flatMap(each -> own(each, latePercentAtMost).stream())
                .map(result -> new Cost(result.measures().usd(), true));
    // Of equally dear ones the first, which is the policy's own, is the one.
    return Stream.concat(scaled, constant).min(Comparator.comparingDouble(Cost::usd));
  }

  /** Its cheapest setting with at most 1 % late, or else its least late one; it must be here. */
  Result chosen(String policy) {
    return own(policy, LEVEL)
        .or(() -> best(policy, front -> Optional.of(front.leastLate()), BY_LATE, BY_USD))
        .orElseThrow();
  }

  /**
   * The settings of a policy at which money buys punctuality: those that nothing of it beats, with
   * {@link #LEAST_TRADED} to {@link #MOST_TRADED} percent late. Only the chosen one if there is
   * none of these.
   */
  List<Result> traded(String policy) {
    List<Result> all = Front.best(members(policy).flatMap(front -> front.best().stream()).toList());
    List<Result> traded =
        all.stream()
            .filter(result ->
                result.measures().latePercent() >= LEAST_TRADED
                    && result.measures().latePercent() <= MOST_TRADED)
            .toList();
    return traded.isEmpty() ? List.of(chosen(policy)) : traded;
  }

  /** Late percent of a policy for that money; empty if no setting is that cheap. */
  OptionalDouble lateAt(String policy, double usd) {
    return members(policy)
        .map(front -> front.lateAt(usd))
        .flatMapToDouble(OptionalDouble::stream)
        .min();
  }

  /** Late percent of its cheapest setting. */
  double lateAtCheapest(String policy) {
    return best(policy, front -> Optional.of(front.cheapest()), BY_USD, BY_LATE)
        .orElseThrow()
        .measures()
        .latePercent();
  }

  private Optional<Result> own(String policy, double latePercentAtMost) {
    return best(policy, front -> front.cheapest(latePercentAtMost), BY_USD, BY_LATE);
  }

  private Optional<Result> best(
      String policy,
      Function<Front, Optional<Result>> setting,
      Comparator<Result> first,
      Comparator<Result> then) {
    return members(policy)
        .flatMap(front -> setting.apply(front).stream())
        .min(first.thenComparing(then));
  }

  private Stream<Front> members(String policy) {
    return Policies.members(policy).stream()
        .flatMap(name -> Optional.ofNullable(fronts.get(name)).stream());
  }
}
