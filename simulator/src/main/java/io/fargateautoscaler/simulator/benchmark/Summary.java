package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one policy of ours from all runs of a kind.
 *
 * @param subject the policy that plays ours
 * @param loads on which it ran
 * @param regret how much dearer it is than the oracle at 1 % late, as a part of the oracle's cost:
 *     mean over traces; null without an oracle
 * @param own its own figures; null if it did not run
 * @param rows the others, in the order of tables; those that are ours in another form are left out
 */
public record Summary(
    String subject,
    Kind kind,
    int loads,
    @Nullable Double regret,
    @Nullable Figures own,
    List<Row> rows) {

  /**
   * What a policy does at the setting that is chosen for it: the cheapest with at most 1 % late, or
   * else the least late. Means over traces.
   *
   * @param apiUsdPerMonth for its own calls and functions, for one service in 730 h
   * @param fixedLoads loads on which a fixed capacity is the cheapest with at most 1 % late, so
   *     that it counts as its cost
   */
  public record Figures(double reversalsPerHour, double apiUsdPerMonth, int fixedLoads) {}

  /**
   * Ours against one policy, on the loads and seeds on which both ran.
   *
   * @param costAtOnePercent ratio of the costs with at most 1 % late; null if it cannot be measured
   * @param costAtTenthPercent the same with at most 0.1 % late
   * @param lateAtEqualCost ratio of the late percents, 0.001 added to both: the geometric mean over
   *     the other's best settings with 0.05 to 10 % late, each against the best that ours does for
   *     that money; where ours has no setting that cheap, its cheapest counts
   * @param lost loads on which ours is more than 1 % dearer at 1 % late, or has no cost where the
   *     other has one (with any seed)
   * @param loads on which both ran
   * @param unmeasured of these, loads on which a ratio of costs is missing with some seed: ours,
   *     the other or both have no setting that is good enough and there is no fixed capacity that
   *     is, or only one of them costs nothing
   * @param worst its load with the largest ratio of costs at 1 % late
   */
  public record Row(
      String policy,
      @Nullable Ratio costAtOnePercent,
      @Nullable Ratio costAtTenthPercent,
      @Nullable Ratio lateAtEqualCost,
      int lost,
      int loads,
      int unmeasured,
      @Nullable Worst worst,
      Figures figures) {}

  /**
   * @param ratio of costs at 1 % late, geometric mean over seeds
   */
  public record Worst(String trace, int peakTasks, double ratio) {}

  /**
   * @param subject the policy that plays ours, such as {@code ours}
   * @throws IllegalArgumentException if a run is there twice or has impossible measures
   */
  public static Summary of(Collection<Result> results, Kind kind, String subject) {
    SortedMap<Load, SortedMap<Long, Race>> races = races(results, kind);
    var names = new TreeSet<>(Policies.order());
    for (Result result : results) {
      if (result.kind() == kind && !Policies.isOurs(result.policy())) {
        names.add(result.policy());
      }
    }
    if (names.contains(Policies.AAS_60) || names.contains(Policies.AAS_20)) {
      names.add(Policies.AAS_BEST);
    }
    List<Row> rows = new ArrayList<>();
    Duels oracle = new Duels(races, subject, Policies.ORACLE);
    for (String name : names) {
      Duels duels = new Duels(races, subject, name);
      if (duels.loads() > 0) {
        rows.add(duels.row());
      }
    }
    int loads =
        (int)
            races.values().stream()
                .filter(seeds -> seeds.values().stream().anyMatch(race -> race.has(subject)))
                .count();
    return new Summary(
        subject,
        kind,
        loads,
        oracle.regret(),
        loads == 0 ? null : Duels.figures(races, subject),
        List.copyOf(rows));
  }

  private static SortedMap<Load, SortedMap<Long, Race>> races(
      Collection<Result> results, Kind kind) {
    return results.stream()
        .filter(result -> result.kind() == kind)
        .collect(
            Collectors.groupingBy(
                Load::of,
                TreeMap::new,
                Collectors.groupingBy(
                    Result::seed,
                    TreeMap::new,
                    Collectors.collectingAndThen(Collectors.toList(), Race::new))));
  }
}
