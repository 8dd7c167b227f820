package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.contract.StoreContract;
import java.time.Duration;
import java.time.Instant;

/** The store that tests and the simulator use. */
final class InMemoryStoreTest extends StoreContract {
  private Instant now = Samples.NOW;
  private final InMemoryStore store =
      new InMemoryStore(Samples.bothTopics(Samples::message), () -> now);

  @Override
  protected void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  protected StateStore states() {
    return store;
  }

  @Override
  protected PolicyStore policies() {
    return store;
  }

  @Override
  protected Outbox outbox() {
    return store;
  }
}
