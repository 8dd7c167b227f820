package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.claim.OtherStacks;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.NoticeLimit;
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
import io.fargateautoscaler.core.tasks.CapacityFacts;
import io.fargateautoscaler.core.tasks.StartUpTimes;
import io.fargateautoscaler.core.tasks.StartUps;
import io.fargateautoscaler.core.tasks.TaskStore;
import java.time.Duration;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** State table and outbox in one, as in DynamoDB. Safe for use by several threads. */
public final class InMemoryStore
    implements StateStore, PolicyStore, Outbox, DigestStore, TaskStore, OtherStacks {
  private static final Duration STOPS_KEPT = Duration.ofDays(20);

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
  private final Map<ServiceRef, ScalingHistory.Trouble> capacity = new TreeMap<>();
  private final Map<ServiceRef, StartUps> startUps = new TreeMap<>();
  private final Map<ServiceRef, Instant> modified = new TreeMap<>();
  private final Map<ServiceRef, DigestStore.Entry> digests = new TreeMap<>();
  private final Map<String, Instant> stops = new HashMap<>();
  private final List<Message> withheld = new ArrayList<>();
  private final Map<ServiceRef, Map<Instant, DayTally>> days = new TreeMap<>();
  private final Map<Boolean, Limit> limits = new HashMap<>();
  private Mode mode = Mode.ACTIVE;
  private Instant modeModified = Instant.MIN;
  private Map<ServiceRef, String> otherStacks = Map.of();
  private @Nullable Instant frozenUntil;
  private @Nullable Instant lastTick;
  private @Nullable ServiceRef next;

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
    return new StackState(
        mode, new TreeSet<>(policies.keySet()), alarms, frozenUntil, otherStacks, next);
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
                List.copyOf(starts.getOrDefault(service, Map.of()).values()),
                capacity.get(service),
                StartUpTimes.newest(startUps.getOrDefault(service, StartUps.NONE))));
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
    Shadow shadow = next.shadow();
    if (shadow != null && shadow.finished() != null) {
      DayTally day = shadow.finished();
      days.computeIfAbsent(service, _ -> new TreeMap<>()).put(day.since(), day);
    }
    notices.forEach(this::add);
    return true;
  }

  @Override
  public synchronized Orders order(ServiceRef service, UnaryOperator<Orders> change) {
    Orders next = change.apply(orders.getOrDefault(service, Orders.NONE));
    orders.put(service, next);
    return next;
  }

  /** Keeps what is known of a task's start. */
  public synchronized void start(ServiceRef service, String task, ScalingHistory.Start start) {
    starts.computeIfAbsent(service, _ -> new TreeMap<>()).put(task, start);
  }

  @Override
  public synchronized void startUps(ServiceRef service, UnaryOperator<StartUps> change) {
    startUps.put(service, change.apply(startUps.getOrDefault(service, StartUps.NONE)));
  }

  @Override
  public synchronized void starts(
      ServiceRef service, UnaryOperator<Map<String, ScalingHistory.Start>> change) {
    starts.put(
        service, new TreeMap<>(change.apply(Map.copyOf(starts.getOrDefault(service, Map.of())))));
  }

  @Override
  public synchronized boolean trouble(ServiceRef service, ScalingHistory.Trouble said) {
    ScalingHistory.Trouble before = capacity.get(service);
    return !capacity.merge(service, said, CapacityFacts::newer).equals(before);
  }

  @Override
  public synchronized void freeze(Instant until) {
    frozenUntil = until;
  }

  @Override
  public synchronized void otherStacks(Map<ServiceRef, String> stacks) {
    otherStacks = Map.copyOf(stacks);
  }

  @Override
  public synchronized void next(@Nullable ServiceRef first) {
    next = first;
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
    format.messages(notice).forEach(this::add);
  }

  private void add(Message message) {
    if (known.add(message.id())) {
      waiting.put(message.id(), message);
      added.put(message.id(), now());
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
        .filter(message -> !notBefore.getOrDefault(message.id(), Instant.MIN).isAfter(now))
        .sorted(Message.MOST_URGENT);
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

  @Override
  public synchronized Limit limit(boolean chat) {
    return limits.getOrDefault(chat, new Limit(0, NoticeLimit.NONE));
  }

  @Override
  public synchronized boolean limit(
      boolean chat, long expectedVersion, NoticeLimit next, List<Notice> notices) {
    if (limit(chat).version() != expectedVersion) {
      return false;
    }
    limits.put(chat, new Limit(expectedVersion + 1, next));
    notices.stream()
        .flatMap(notice -> format.messages(notice).stream())
        .filter(message -> message.forChat() == chat)
        .forEach(this::add);
    return true;
  }

  @Override
  public synchronized boolean withhold(Message message, long expectedVersion, NoticeLimit next) {
    if (!waiting.containsKey(message.id())
        || !limit(message.forChat(), expectedVersion, next, List.of())) {
      return false;
    }
    withheld.add(waiting.remove(message.id()));
    return true;
  }

  @Override
  public synchronized DigestStore.Entry read(ServiceRef service) {
    return digests.getOrDefault(service, new DigestStore.Entry(0, FailureDigest.NONE));
  }

  @Override
  public synchronized Map<ServiceRef, DigestStore.Entry> open() {
    Map<ServiceRef, DigestStore.Entry> open = new TreeMap<>(digests);
    open.values().removeIf(stored -> stored.digest().settled());
    return open;
  }

  @Override
  public synchronized Set<String> known(ServiceRef service, Collection<String> tasks) {
    Set<String> known = new HashSet<>(tasks);
    known.removeIf(task -> !now().isBefore(stops.getOrDefault(task, Instant.MIN)));
    return known;
  }

  @Override
  public synchronized boolean write(
      ServiceRef service,
      long expectedVersion,
      FailureDigest next,
      Map<String, StopClass> failed,
      List<Notice> notices) {
    if (read(service).version() != expectedVersion || !known(service, failed.keySet()).isEmpty()) {
      return false;
    }
    digests.put(service, new DigestStore.Entry(expectedVersion + 1, next));
    Instant until = now().plus(STOPS_KEPT);
    failed.keySet().forEach(task -> stops.put(task, until));
    notices.forEach(this::add);
    return true;
  }

  /**
   * Forgets audit rows and messages of before an instant that wait no more, as the rows of a table
   * expire; else a run of weeks fills the memory. A message that is forgotten and comes again is
   * told again.
   */
  public synchronized void forgetBefore(Instant instant) {
    audit.removeIf(row -> row.at().isBefore(instant));
    added
        .entrySet()
        .removeIf(each -> each.getValue().isBefore(instant) && !waiting.containsKey(each.getKey()));
    known.retainAll(added.keySet());
    notBefore.keySet().retainAll(added.keySet());
    withheld.removeIf(message -> !added.containsKey(message.id()));
    setAside.removeIf(message -> !added.containsKey(message.id()));
    stops.values().removeIf(until -> until.isBefore(instant));
  }

  /** Messages that were too many. */
  public synchronized List<Message> withheld() {
    return List.copyOf(withheld);
  }

  /** All audit rows, oldest first. */
  public synchronized List<DecisionRecord> audit() {
    return List.copyOf(audit);
  }

  /** What was counted of an observed service, oldest first. */
  public synchronized List<DayTally> days(ServiceRef service) {
    return List.copyOf(days.getOrDefault(service, Map.of()).values());
  }

  /** Messages that could not be told. */
  public synchronized List<Message> setAside() {
    return List.copyOf(setAside);
  }
}
