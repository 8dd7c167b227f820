package io.fargateautoscaler.benchmarks.fleet;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was called, refused and billed. Safe for use by several threads. */
final class Bill {
  private final Map<String, int[]> byAction = new TreeMap<>();
  private final Map<String, Long> units = new TreeMap<>();

  /** What became of a call. */
  enum Fate {
    ANSWERED,
    THROTTLED,
    FAILED
  }

  synchronized void call(String action, Fate fate) {
    byAction.computeIfAbsent(action, _ -> new int[Fate.values().length])[fate.ordinal()]++;
  }

  /** Units that AWS asks money for, in the words of its price list. */
  synchronized void units(String name, long count) {
    units.merge(name, count, Long::sum);
  }

  synchronized int count(Fate fate) {
    return byAction.values().stream().mapToInt(fates -> fates[fate.ordinal()]).sum();
  }

  synchronized int calls() {
    return byAction.values().stream().flatMapToInt(Arrays::stream).sum();
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

  private static String text(int[] fates) {
    int throttled = fates[Fate.THROTTLED.ordinal()];
    int failed = fates[Fate.FAILED.ordinal()];
    int all = fates[Fate.ANSWERED.ordinal()] + throttled + failed;
    return throttled + failed == 0
        ? "" + all
        : "%d (%d throttled, %d failed)".formatted(all, throttled, failed);
  }
}
