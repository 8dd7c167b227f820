package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.claim.Claims;
import io.fargateautoscaler.core.claim.OtherStacks;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which services this stack scales, and finds those that another stack of the account says it
 * scales: two of them would work against each other.
 */
final class ClaimSync {
  private final String stack;
  private final ClaimBoard board;
  private final StateStore state;
  private final OtherStacks others;
  private final InstantSource clock;

  ClaimSync(
      String stack, ClaimBoard board, StateStore state, OtherStacks others, InstantSource clock) {
    this.stack = stack;
    this.board = board;
    this.state = state;
    this.others = others;
    this.clock = clock;
  }

  /**
   * Brings our claims in line with what is in force, and keeps what others claim.
   *
   * @param documents modes of the documents in force
   * @return the services for which that changed
   */
  Set<ServiceRef> settle(Map<ServiceRef, Mode> documents) {
    StackState known = state.stack();
    Set<ServiceRef> wanted = new TreeSet<>();
    documents.forEach((service, mode) -> {
      if (mode.strictest(known.mode()) == Mode.ACTIVE) {
        wanted.add(service);
      }
    });
    Claims claims = settle(wanted, board.all());
    if (claims.due()) {
      board.write(claims.ours());
      // Whoever claimed in the same second is seen now; then the lower name keeps.
      Claims again = settle(wanted, board.all());
      if (!again.ours().equals(claims.ours())) {
        board.write(again.ours());
      }
      claims = again;
    }
    others.otherStacks(claims.others());
    return changed(known.otherStacks(), claims.others());
  }

  private Claims settle(Set<ServiceRef> wanted, List<Claim> all) {
    return Claims.settle(stack, wanted, all, clock.instant());
  }

  private static Set<ServiceRef> changed(
      Map<ServiceRef, String> before, Map<ServiceRef, String> now) {
    Set<ServiceRef> services = new TreeSet<>(before.keySet());
    services.addAll(now.keySet());
    services.removeIf(service -> Objects.equals(before.get(service), now.get(service)));
    return services;
  }
}
