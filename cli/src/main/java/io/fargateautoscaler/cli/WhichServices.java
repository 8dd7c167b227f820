package io.fargateautoscaler.cli;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One service or all. */
final class WhichServices {
  @Parameters(
      paramLabel = "CLUSTER/SERVICE",
      arity = "0..1",
      description = "The service, for example shop/web.")
  private @Nullable String service;

  @Option(names = "--all", description = "All services of the stack.")
  private boolean all;

  /**
   * The one that was named; null: all.
   *
   * @throws Refusal if neither or both were named
   */
  @Nullable ServiceRef service() {
    if (all == (service != null)) {
      throw new Refusal(
          all
              ? "give a service or --all, not both"
              : "name a service, CLUSTER/SERVICE, or give --all");
    }
    return service == null ? null : AccountCommand.service(service);
  }
}
