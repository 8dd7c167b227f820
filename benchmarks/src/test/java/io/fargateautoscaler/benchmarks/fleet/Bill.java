package io.fargateautoscaler.benchmarks.fleet;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was called, refused and billed. Safe for use by several threads. */
final class Bill {
  private final Map<String, Map<Fate, Integer>> byAction = new TreeMap<>();
  private final Map<String, Long> units = new TreeMap<>();

  /** What became of a call. */
  enum Fate {
    ANSWERED,
    THROTTLED,
    FAILED
  }

  synchronized void call(String action, Fate fate) {
    byAction.computeIfAbsent(action, _ -> new EnumMap<>(Fate.class)).merge(fate, 1, Integer::sum);
  }

  /** Units that AWS asks money for, in the words of its price list. */
  synchronized void units(String name, long count) {
    units.merge(name, count, Long::sum);
  }

  synchronized int count(Fate fate) {
    return byAction.values().stream().mapToInt(fates -> fates.getOrDefault(fate, 0)).sum();
  }

  synchronized int calls() {
    return byAction.values().stream().mapToInt(Bill::all).sum();
  }

  private static int all(Map<Fate, Integer> fates) {
    return fates.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized Map<String, Long> units() {
    return new TreeMap<>(units);
  }

  /** For example {@code DescribeServices 100 (2 throttled, 1 failed)}. */
  synchronized String actions() {
    return byAction.entrySet().stream()
        .map(each -> each.getKey() + " " + text(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(Map<Fate, Integer> fates) {
    int throttled = fates.getOrDefault(Fate.THROTTLED, 0);
    int failed = fates.getOrDefault(Fate.FAILED, 0);
    return throttled + failed == 0
        ? "" + all(fates)
        : "%d (%d throttled, %d failed)".formatted(all(fates), throttled, failed);
  }
}
