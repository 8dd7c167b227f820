package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import java.time.InstantSource;
import java.util.List;

/** Drafts the policy document of a service that runs. */
public final class Adoption {
  private final AdoptionSource source;
  private final InstantSource clock;
  private final String region;

  /**
   * @param region for the commands of the draft
   */
  public Adoption(AdoptionSource source, InstantSource clock, String region) {
    this.source = source;
    this.clock = clock;
    this.region = region;
  }

  /**
   * The draft.
   *
   * @throws Refusal if there is no such service, or its count is not the autoscaler's to set
   * @throws io.fargateautoscaler.operations.Trouble if AWS cannot be read
   */
  public Draft draft(ServiceRef ref) {
    RunningService service =
        source
            .service(ref)
            .filter(found -> !found.status().equals("INACTIVE"))
            .orElseThrow(() -> new Refusal("there is no service " + ref + " in " + region));
    if (service.scheduling().equals("DAEMON")) {
      throw new Refusal(ref + " is a DAEMON service: its count follows the number of hosts");
    }
    if (service.controller().equals("EXTERNAL")) {
      throw new Refusal(
          ref + " has the deployment controller EXTERNAL: its count is not set on the service");
    }
    if (!onFargate(service.providers())) {
      throw new Refusal(
          ref
              + " does not run on Fargate but on "
              + Written.name(String.join(", ", service.providers())));
    }
    return Drafting.of(service, source.autoScaling(ref), clock.instant(), region);
  }

  private static boolean onFargate(List<String> providers) {
    return !providers.isEmpty()
        && providers.stream()
            .allMatch(name -> name.equals("FARGATE") || name.equals("FARGATE_SPOT"));
  }
}
