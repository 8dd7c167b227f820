package io.fargateautoscaler.core.reconcile.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.contract.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void forgets_what_is_over_and_keeps_what_waits() {
    ServiceRef service = new ServiceRef("prod", "api");
    store.record(
        service,
        0,
        Samples.state(1, 4),
        Samples.decision(service, "a"),
        List.of(Samples.notice("told", service, now), Samples.notice("waits", service, now)));
    store.waiting(10).stream().filter(each -> each.id().startsWith("told")).forEach(store::told);
    int waiting = store.waiting(10).size();
    store.forgetBefore(now.minusSeconds(60));
    assertThat(store.audit()).hasSize(1);

    pass(Duration.ofHours(1));
    store.forgetBefore(now);

    assertThat(store.audit()).isEmpty();
    assertThat(store.waiting(10)).hasSize(waiting).isNotEmpty();
    store.add(Samples.notice("waits", service, now));
    assertThat(store.waiting(10)).hasSize(waiting);
    store.add(Samples.notice("told", service, now));
    assertThat(store.waiting(10)).hasSizeGreaterThan(waiting);
  }
}
