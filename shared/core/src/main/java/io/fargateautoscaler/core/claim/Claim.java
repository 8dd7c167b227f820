package io.fargateautoscaler.core.claim;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Services that a stack says it scales; a stack with many services has several claims.
 *
 * @param renewed when it was last written
 */
public record Claim(String stack, Set<ServiceRef> services, Instant renewed) {
  /** For so long a claim counts: its stack may have been deleted without taking it back. */
  public static final Duration LASTS = Duration.ofHours(2);

  /** A claim of this age is written again. */
  public static final Duration RENEWED_AFTER = Duration.ofMinutes(30);

  public Claim {
    services = Set.copyOf(services);
  }

  boolean fresh(Instant now) {
    return renewed.plus(LASTS).isAfter(now);
  }

  boolean due(Instant now) {
    return !renewed.plus(RENEWED_AFTER).isAfter(now);
  }
}
