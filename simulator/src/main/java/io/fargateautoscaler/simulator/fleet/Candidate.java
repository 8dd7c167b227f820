package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.CapacityRange;
import java.util.function.UnaryOperator;

/**
 * A policy at one setting, ready to scale the service of a run.
 *
 * @param policy its name in tables
 * @param setting in words; differs among the settings of a policy
 * @param range of its counts
 * @param service what it makes of the service; the floor's tasks need no time
 */
public record Candidate(
    String policy,
    String setting,
    CapacityRange range,
    UnaryOperator<FleetSpec> service,
    Factory factory) {

  /** One of ordinary tasks. */
  Candidate(String policy, String setting, CapacityRange range, Factory factory) {
    this(policy, setting, range, UnaryOperator.identity(), factory);
  }

  /** Makes it for one run. */
  @FunctionalInterface
  interface Factory {
    Autoscaler on(World world, Journal journal, long seed);
  }
}
