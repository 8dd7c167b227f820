package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.reconcile.contract.DigestContract;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.time.Instant;

final class InMemoryDigestsTest extends DigestContract {
  private Instant now = Samples.NOW;
  private final InMemoryStore store = new InMemoryStore(Samples::message, () -> now);

  @Override
  protected DigestStore digests() {
    return store;
  }

  @Override
  protected Outbox outbox() {
    return store;
  }

  @Override
  protected void pass(Duration time) {
    now = now.plus(time);
  }
}
