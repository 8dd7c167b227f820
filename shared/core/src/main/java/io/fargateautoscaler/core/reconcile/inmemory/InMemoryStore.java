package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.reconcile.PolicyStore;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StackState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** State table and outbox in one, as in DynamoDB. Safe for use by several threads. */
public final class InMemoryStore implements StateStore, PolicyStore, Outbox {
  private final NoticeFormat format;
  private final @Nullable InstantSource clock;
  private final Map<ServiceRef, PolicyDocument> policies = new TreeMap<>();
  private final Map<ServiceRef, ServiceState> states = new TreeMap<>();
  private final List<DecisionRecord> audit = new ArrayList<>();
  private final Map<String, Message> waiting = new LinkedHashMap<>();
  private final Map<String, Instant> added = new HashMap<>();
  private final Map<String, Instant> notBefore = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final List<Message> setAside = new ArrayList<>();
  private final Map<ServiceRef, Orders> orders = new TreeMap<>();
  private final Map<ServiceRef, Map<String, ScalingHistory.Start>> starts = new TreeMap<>();
  private final Map<ServiceRef, Instant> modified = new TreeMap<>();
  private Mode mode = Mode.ACTIVE;
  private Instant modeModified = Instant.MIN;
  private @Nullable Instant frozenUntil;
  private @Nullable Instant lastTick;

  /** A store without time: what could not be told waits again at once. */
  public InMemoryStore(NoticeFormat format) {
    this.format = format;
    this.clock = null;
  }

  public InMemoryStore(NoticeFormat format, InstantSource clock) {
    this.format = format;
    this.clock = clock;
  }

  @Override
  public synchronized StackState stack() {
    Map<String, Set<ServiceRef>> alarms = new TreeMap<>();
    policies.forEach((service, document) ->
        document
            .policy()
            .alarmNames()
            .forEach(name -> alarms.computeIfAbsent(name, _ -> new TreeSet<>()).add(service)));
    return new StackState(mode, new TreeSet<>(policies.keySet()), alarms, frozenUntil);
  }

  @Override
  public synchronized Map<ServiceRef, Stored> load(Collection<ServiceRef> services) {
    Map<ServiceRef, Stored> found = new TreeMap<>();
    for (ServiceRef service : services) {
      PolicyDocument document = policies.get(service);
      if (document != null) {
        found.put(
            service,
            new Stored(
                document,
                states.get(service),
                orders.getOrDefault(service, Orders.NONE),
                List.copyOf(starts.getOrDefault(service, Map.of()).values())));
      }
    }
    return found;
  }

  @Override
  public synchronized boolean save(ServiceRef service, long expectedVersion, ServiceState next) {
    ServiceState stored = states.get(service);
    if ((stored == null ? 0 : stored.version()) != expectedVersion) {
      return false;
    }
    states.put(service, next);
    return true;
  }

  @Override
  public synchronized boolean record(
      ServiceRef service,
      long expectedVersion,
      ServiceState next,
      @Nullable DecisionRecord row,
      List<Notice> notices) {
    if (!save(service, expectedVersion, next)) {
      return false;
    }
    if (row != null) {
      audit.add(row);
    }
    notices.forEach(this::add);
    return true;
  }

  @Override
  public synchronized void order(ServiceRef service, Orders given) {
    orders.put(service, given);
  }

  /** Keeps what is known of a task's start. */
  public synchronized void start(ServiceRef service, String task, ScalingHistory.Start start) {
    starts.computeIfAbsent(service, _ -> new TreeMap<>()).put(task, start);
  }

  @Override
  public synchronized void freeze(Instant until) {
    frozenUntil = until;
  }

  @Override
  public synchronized void ticked(Instant at) {
    lastTick = at;
  }

  /** The newest tick; null before the first. */
  public synchronized @Nullable Instant lastTick() {
    return lastTick;
  }

  @Override
  public synchronized Map<ServiceRef, Long> inForce() {
    Map<ServiceRef, Long> versions = new TreeMap<>();
    policies.forEach((service, document) -> versions.put(service, document.version()));
    return versions;
  }

  /** Puts a policy in force whatever was there before. */
  public synchronized void put(PolicyDocument document, List<Notice> notices) {
    policies.put(document.policy().service(), document);
    notices.forEach(this::add);
  }

  @Override
  public synchronized boolean put(PolicyDocument document, Instant written, List<Notice> notices) {
    ServiceRef service = document.policy().service();
    if (modified.getOrDefault(service, Instant.MIN).isAfter(written)) {
      return false;
    }
    modified.put(service, written);
    put(document, notices);
    return true;
  }

  @Override
  public synchronized void release(ServiceRef service, List<Notice> notices) {
    policies.remove(service);
    modified.remove(service);
    notices.forEach(this::add);
  }

  /** Sets the mode whatever it was before. */
  public synchronized void mode(Mode next) {
    mode = next;
  }

  @Override
  public synchronized boolean mode(Mode next, Instant written) {
    if (modeModified.isAfter(written)) {
      return false;
    }
    modeModified = written;
    mode(next);
    return true;
  }

  @Override
  public synchronized void add(Notice notice) {
    if (known.add(notice.id())) {
      for (Message message : format.messages(notice)) {
        waiting.put(message.id(), message);
        added.put(message.id(), now());
      }
    }
  }

  @Override
  public synchronized List<Message> waiting(int limit) {
    return Stream.concat(due(false).limit(limit), due(true).limit(limit)).toList();
  }

  private Stream<Message> due(boolean chat) {
    Instant now = now();
    return waiting.values().stream()
        .filter(message -> message.forChat() == chat)
        .filter(message -> !notBefore.getOrDefault(message.id(), Instant.MIN).isAfter(now));
  }

  private Instant now() {
    return clock == null ? Instant.EPOCH : clock.instant();
  }

  @Override
  public synchronized boolean claim(Message message) {
    return waiting.containsKey(message.id()) && claimed.add(message.id());
  }

  @Override
  public synchronized boolean told(Message message) {
    claimed.remove(message.id());
    return waiting.remove(message.id()) != null;
  }

  @Override
  public synchronized void failed(Message message, String reason) {
    claimed.remove(message.id());
    Message now = waiting.get(message.id());
    if (now == null) {
      return;
    }
    Message next =
        new Message(
            now.id(),
            now.event(),
            now.severity(),
            now.cluster(),
            now.service(),
            now.subject(),
            now.text(),
            now.json(),
            now.attempts() + 1);
    Instant at = now();
    if (!at.isBefore(added.getOrDefault(next.id(), at).plus(GIVES_UP_AFTER))) {
      waiting.remove(next.id());
      setAside.add(next);
      return;
    }
    waiting.put(next.id(), next);
    if (clock != null) {
      notBefore.put(next.id(), at.plus(Outbox.pauseAfter(next.attempts())));
    }
  }

  /** All audit rows, oldest first. */
  public synchronized List<DecisionRecord> audit() {
    return List.copyOf(audit);
  }

  /** Messages that could not be told. */
  public synchronized List<Message> setAside() {
    return List.copyOf(setAside);
  }
}
