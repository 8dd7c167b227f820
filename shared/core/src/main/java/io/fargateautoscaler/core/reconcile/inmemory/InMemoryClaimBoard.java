package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** Claims of a whole account in memory, seen from one stack. Safe for use by several threads. */
public final class InMemoryClaimBoard implements ClaimBoard {
  private final String stack;
  private final Map<String, Claim> claims;
  private final InstantSource clock;

  public InMemoryClaimBoard(String stack, InstantSource clock) {
    this(stack, new ConcurrentSkipListMap<>(), clock);
  }

  private InMemoryClaimBoard(String stack, Map<String, Claim> claims, InstantSource clock) {
    this.stack = stack;
    this.claims = claims;
    this.clock = clock;
  }

  /** The same account, seen from another stack. */
  public InMemoryClaimBoard of(String other) {
    return new InMemoryClaimBoard(other, claims, clock);
  }

  @Override
  public List<Claim> all() {
    return List.copyOf(claims.values());
  }

  @Override
  public void write(SortedSet<ServiceRef> services) {
    if (services.isEmpty()) {
      claims.remove(stack);
    } else {
      claims.put(stack, new Claim(stack, Set.copyOf(services), clock.instant()));
    }
  }
}
