package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The store in memory, with its reads and writes counted as DynamoDB would bill them. */
public record CountedStore(InMemoryStore store, Calls calls)
    implements StateStore, Outbox, DigestStore, TaskStore {
  @Override
  public StackState stack() {
    calls.tableRead(1);
    return store.stack();
  }

  @Override
  public Map<ServiceRef, Stored> load(Collection<ServiceRef> services) {
    calls.tableRead(2 * services.size());
    return store.load(services);
  }

  @Override
  public boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
    calls.tableWrite(1);
    return store.save(service, expectedVersion, next);
  }

  @Override
  public boolean record(
      ServiceRef service,
      long expectedVersion,
      ServiceState next,
      @Nullable DecisionRecord audit,
      List<Notice> notices) {
    // An item written in a transaction costs two.
    calls.tableWrite(2 * (1 + (audit == null ? 0 : 1) + notices.size()));
    return store.record(service, expectedVersion, next, audit, notices);
  }

  @Override
  public void next(@Nullable ServiceRef first) {
    calls.tableWrite(1);
    store.next(first);
  }

  @Override
  public void ticked(Instant at) {
    calls.tableWrite(1);
    store.ticked(at);
  }

  @Override
  public void add(Notice notice) {
    calls.tableWrite(1);
    store.add(notice);
  }

  @Override
  public List<Message> waiting(int limit) {
    calls.tableRead(1);
    return store.waiting(limit);
  }

  @Override
  public boolean claim(Message message) {
    calls.tableWrite(1);
    return store.claim(message);
  }

  @Override
  public boolean told(Message message) {
    calls.tableWrite(1);
    return store.told(message);
  }

  @Override
  public void failed(Message message, String reason) {
    calls.tableWrite(1);
    store.failed(message, reason);
  }

  @Override
  public Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    calls.tableRead(1);
    calls.tableWrite(1);
    return store.order(service, change);
  }

  @Override
  public void freeze(Instant until) {
    calls.tableWrite(1);
    store.freeze(until);
  }

  @Override
  public Limit limit(boolean chat) {
    calls.tableRead(1);
    return store.limit(chat);
  }

  @Override
  public boolean limit(boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices) {
    calls.tableWrite(2 * (1 + notices.size()));
    return store.limit(chat, expectedVersion, next, notices);
  }

  @Override
  public boolean withhold(Message message, long expectedVersion, NoticeLimit next) {
    calls.tableWrite(6);
    return store.withhold(message, expectedVersion, next);
  }

  @Override
  public DigestStore.Entry read(ServiceRef service) {
    calls.tableRead(1);
    return store.read(service);
  }

  @Override
  public Map<ServiceRef, DigestStore.Entry> open() {
    calls.tableRead(1);
    return store.open();
  }

  @Override
  public Set<String> known(ServiceRef service, Collection<String> tasks) {
    calls.tableRead(tasks.size());
    return store.known(service, tasks);
  }

  @Override
  public boolean write(
      ServiceRef service,
      long expectedVersion,
      FailureDigest next,
      Map<String, StopClass> stops,
      List<Notice> notices) {
    calls.tableWrite(2 * (1 + stops.size() + 2 * notices.size()));
    return store.write(service, expectedVersion, next, stops, notices);
  }

  @Override
  public void starts(ServiceRef service, UnaryOperator<Map<String, ScalingHistory.Start>> change) {
    calls.tableRead(1);
    calls.tableWrite(1);
    store.starts(service, change);
  }

  @Override
  public boolean trouble(ServiceRef service, ScalingHistory.Trouble said) {
    calls.tableRead(1);
    calls.tableWrite(1);
    return store.trouble(service, said);
  }

  @Override
  public void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    calls.tableRead(1);
    calls.tableWrite(1);
    store.startUps(service, change);
  }
}
