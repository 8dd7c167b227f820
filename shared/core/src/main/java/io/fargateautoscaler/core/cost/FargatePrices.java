package io.fargateautoscaler.core.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Fargate costs in one Region, in US dollars.
 *
 * @param x86 on X86_64
 * @param arm on ARM64
 * @param spot the part of the price that is paid on Spot, above 0 to 1
 * @param source where the prices come from, with Region and date; begins with {@code ~} if they are
 *     those of another Region
 */
public record FargatePrices(Rate x86, Rate arm, double spot, String source) {
  private static final double MOST = 100;
  private static final double MIB_PER_GB = 1024;
  private static final double UNITS_PER_VCPU = 1024;

  /**
   * Price of one architecture.
   *
   * @param vcpuHour of one vCPU for an hour
   * @param gbHour of one GB for an hour
   */
  public record Rate(double vcpuHour, double gbHour) {}

  /** US dollars for one hour of one task. Storage above the free 20 GB is not counted. */
  public double usdPerTaskHour(TaskSize size) {
    Rate rate = size.arm() ? arm : x86;
    double full =
        size.cpuUnits() / UNITS_PER_VCPU * rate.vcpuHour()
            + size.memoryMib() / MIB_PER_GB * rate.gbHour();
    return full * (1 - size.spotShare() * (1 - spot));
  }

  /** The same from another source. */
  public FargatePrices from(String other) {
    return new FargatePrices(x86, arm, spot, other);
  }

  /**
   * The same with an operator's own prices.
   *
   * @param text {@code vcpu=0.04,gb=0.004} or {@code vcpu=0.04,gb=0.004,spot=0.3}, of X86_64; ARM64
   *     is cheaper by as much as before. Empty: these prices
   * @return empty if the text is anything else
   */
  public Optional<FargatePrices> with(String text) {
    if (text.isBlank()) {
      return Optional.of(this);
    }
    Map<String, Double> given = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      double value = number(part.substring(equals + 1).strip());
      if (!Set.of("vcpu", "gb", "spot").contains(name)
          || !(value > 0 && value <= MOST)
          || given.put(name, value) != null) {
        return Optional.empty();
      }
    }
    Double vcpu = given.get("vcpu");
    Double gb = given.get("gb");
    double share = given.getOrDefault("spot", spot);
    if (vcpu == null || gb == null || share > 1) {
      return Optional.empty();
    }
    Rate scaled =
        new Rate(vcpu * arm.vcpuHour() / x86.vcpuHour(), gb * arm.gbHour() / x86.gbHour());
    return Optional.of(new FargatePrices(new Rate(vcpu, gb), scaled, share, "own prices"));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
