package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.benchmark.Race.Cost;
import io.fargateautoscaler.simulator.benchmark.Summary.Figures;
import io.fargateautoscaler.simulator.benchmark.Summary.Row;
import io.fargateautoscaler.simulator.benchmark.Summary.Worst;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ours against one policy, in all races in which both are. */
final class Duels {
  private static final double TIGHT_LEVEL = 0.1;

  /** Above that ours is dearer by more than what counts as equal. */
  private static final double LOST_ABOVE = 1.01;

  private final String other;
  private final SortedMap<Load, SortedMap<Long, Race>> races = new TreeMap<>();
  private final Sample costAtOne = new Sample();
  private final Sample costAtTenth = new Sample();
  private final Sample lateAtEqualCost = new Sample();
  private final Sample regret = new Sample();
  private final Set<Load> lost = new HashSet<>();
  private final Set<Load> unmeasured = new HashSet<>();

  Duels(SortedMap<Load, SortedMap<Long, Race>> all, String subject, String other) {
    this.other = other;
    all.forEach((load, seeds) ->
        seeds.forEach((seed, race) -> {
          if (race.has(subject) && race.has(other)) {
            races.computeIfAbsent(load, unused -> new TreeMap<>()).put(seed, race);
            compare(load, race, subject);
          }
        }));
    costAtOne
        .perLoad()
        .forEach((load, logarithm) -> {
          if (StrictMath.exp(logarithm) > LOST_ABOVE) {
            lost.add(load);
          }
        });
  }

  private void compare(Load load, Race race, String subject) {
    Optional<Cost> ours = race.cost(subject, Race.LEVEL);
    Optional<Cost> theirs = race.cost(other, Race.LEVEL);
    if (!added(costAtOne, load, ours, theirs)) {
      unmeasured.add(load);
    }
    if (!added(costAtTenth, load, race.cost(subject, TIGHT_LEVEL), race.cost(other, TIGHT_LEVEL))) {
      unmeasured.add(load);
    }
    if (theirs.isPresent() && (ours.isEmpty() || dearerThanNothing(ours.get(), theirs.get()))) {
      lost.add(load);
    }
    if (ours.isPresent() && theirs.isPresent()) {
      part(ours.get().usd(), theirs.get().usd()).ifPresent(ratio -> regret.add(load, ratio - 1));
    }

    var late = new Sample();
    for (Result setting : race.traded(other)) {
      double ourLate =
          race.lateAt(subject, setting.measures().usd())
              .orElseGet(() -> race.lateAtCheapest(subject));
      late.add(
          load,
          StrictMath.log(ourLate + Front.LATE_FLOOR)
              - StrictMath.log(setting.measures().latePercent() + Front.LATE_FLOOR));
    }
    lateAtEqualCost.add(load, late.mean());
  }

  private static boolean added(
      Sample sample, Load load, Optional<Cost> ours, Optional<Cost> theirs) {
    if (ours.isEmpty() || theirs.isEmpty()) {
      return false;
    }
    OptionalDouble ratio = part(ours.get().usd(), theirs.get().usd());
    // Infinitely better or worse cannot be part of a geometric mean.
    if (ratio.isEmpty() || ratio.getAsDouble() == 0) {
      return false;
    }
    sample.add(load, StrictMath.log(ratio.getAsDouble()));
    return true;
  }

  private static boolean dearerThanNothing(Cost ours, Cost theirs) {
    return theirs.usd() == 0 && ours.usd() > 0;
  }

  /** Ours divided by theirs, 1 if neither costs anything, empty if only theirs does not. */
  private static OptionalDouble part(double ours, double theirs) {
    if (ours == theirs) {
      return OptionalDouble.of(1);
    }
    double ratio = ours / theirs;
    return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
  }

  int loads() {
    return races.size();
  }

  /** See {@link Summary#regret}; of use against the oracle. */
  @Nullable Double regret() {
    return regret.isEmpty() ? null : regret.mean();
  }

  Row row() {
    SortedMap<Load, Double> measured = costAtOne.perLoad();
    return new Row(
        other,
        Ratio.ofLogarithms(costAtOne),
        Ratio.ofLogarithms(costAtTenth),
        Ratio.ofLogarithms(lateAtEqualCost),
        lost.size(),
        races.size(),
        unmeasured.size(),
        worst(measured),
        figures(races, other));
  }

  private static @Nullable Worst worst(SortedMap<Load, Double> logarithms) {
    Worst worst = null;
    for (Map.Entry<Load, Double> each : logarithms.entrySet()) {
      double ratio = StrictMath.exp(each.getValue());
      if (worst == null || ratio > worst.ratio()) {
        worst = new Worst(each.getKey().trace(), each.getKey().peakTasks(), ratio);
      }
    }
    return worst;
  }

  /** A policy that is in at least one of the races. */
  static Figures figures(SortedMap<Load, SortedMap<Long, Race>> races, String policy) {
    var reversals = new Sample();
    var api = new Sample();
    var fixed = new HashSet<Load>();
    races.forEach((load, seeds) ->
        seeds
            .values()
            .forEach(race -> {
              if (race.has(policy)) {
                Measures measures = race.chosen(policy).measures();
                reversals.add(load, measures.reversalsPerHour());
                api.add(load, measures.apiUsdPerMonth());
                if (race.cost(policy, Race.LEVEL).map(Cost::fixed).orElse(false)) {
                  fixed.add(load);
                }
              }
            }));
    return new Figures(reversals.mean(), api.mean(), fixed.size());
  }
}
