package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store in front of another one, for tests that change one of its answers. */
class DelegatingStore implements StateStore {
  private final StateStore store;

  DelegatingStore(StateStore store) {
    this.store = store;
  }

  @Override
  public StackState stack() {
    return store.stack();
  }

  @Override
  public Map<ServiceRef, Stored> load(Collection<ServiceRef> services) {
    return store.load(services);
  }

  @Override
  public boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
    return store.save(service, expectedVersion, next);
  }

  @Override
  public boolean record(
      ServiceRef service,
      long expectedVersion,
      ServiceState next,
      @Nullable DecisionRecord audit,
      List<Notice> notices) {
    return store.record(service, expectedVersion, next, audit, notices);
  }

  @Override
  public Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    return store.order(service, change);
  }

  @Override
  public void freeze(Instant until) {
    store.freeze(until);
  }

  @Override
  public void next(@Nullable ServiceRef first) {
    store.next(first);
  }

  @Override
  public void ticked(Instant at) {
    store.ticked(at);
  }
}
