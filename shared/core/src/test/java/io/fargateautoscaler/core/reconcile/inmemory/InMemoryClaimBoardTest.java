package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.reconcile.contract.ClaimBoardContract;
import java.time.Instant;

/** The claims that tests use. */
final class InMemoryClaimBoardTest extends ClaimBoardContract {
  private final InMemoryClaimBoard account = new InMemoryClaimBoard("any", () -> Instant.EPOCH);

  @Override
  protected ClaimBoard board(String stack) {
    return account.of(stack);
  }
}
