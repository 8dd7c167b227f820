package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.contract.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The store that tests and the simulator use. */
final class InMemoryStoreTest extends StoreContract {
  private Instant now = Samples.NOW;
  private final InMemoryStore store =
      new InMemoryStore(Samples.bothTopics(InMemoryStoreTest::message), () -> now);

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

  private static Outbox.Message message(Notice notice) {
    ServiceRef service = notice.service();
    return new Outbox.Message(
        notice.id(),
        notice.event().wireName(),
        notice.severity().name().toLowerCase(Locale.ROOT),
        service == null ? "" : service.cluster(),
        service == null ? "" : service.service(),
        notice.subject(),
        String.join("\n", notice.lines()),
        "{}",
        0);
  }
}
