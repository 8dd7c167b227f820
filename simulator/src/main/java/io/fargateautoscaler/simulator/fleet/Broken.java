package io.fargateautoscaler.simulator.fleet;

import java.util.Map;
import java.util.TreeMap;

/** What is counted instead of ending a run. */
public final class Broken {
  /**
   * How often something was beyond its bound.
   *
   * @param seen how often it was looked at
   * @param times how often it was beyond
   * @param worst largest excess, in the unit of the rule; 0 if it never was beyond
   * @param second when
   */
  public record Worst(int seen, int times, double worst, int second) {}

  private final Map<String, Worst> worst = new TreeMap<>();

  void saw(String name, double value, double bound, int second) {
    Worst before = worst.getOrDefault(name, new Worst(0, 0, 0, 0));
    double excess = value - bound;
    worst.put(
        name,
        excess > before.worst()
            ? new Worst(before.seen() + 1, before.times() + 1, excess, second)
            : new Worst(
                before.seen() + 1,
                before.times() + (excess > 0 ? 1 : 0),
                before.worst(),
                before.second()));
  }

  Map<String, Worst> worst() {
    return Map.copyOf(worst);
  }
}
