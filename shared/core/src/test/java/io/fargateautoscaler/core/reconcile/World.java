package io.fargateautoscaler.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A world of services with queues around one reconciler; everything can be told what to do. */
final class World implements ScalableTarget, LoadSource, Notifier, Pulses, DecisionListener {
  static final Trigger TICK = new Trigger(Trigger.Kind.TICK, "t");

  Instant now = Instant.parse("2026-03-02T12:00:00Z");
  final List<Notice> notices = new ArrayList<>();
  final InMemoryStore store = new InMemoryStore(new Formats());
  final Map<ServiceRef, ServiceStatus> services = new TreeMap<>();
  final Map<ServiceRef, Long> waiting = new HashMap<>();
  final Map<String, Alarm> alarms = new TreeMap<>();
  final List<Integer> alarmsAsked = new ArrayList<>();
  final Map<ServiceRef, Load> loads = new HashMap<>();
  final List<String> updates = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  final List<DecisionRecord> decisions = new ArrayList<>();
  final List<String> pulses = new ArrayList<>();
  Supplier<Outcome> nextUpdate = () -> new Applied(-1);
  Notifier.Result publishing = new Published();

  /** Notices are for both topics, and chat answers this; null: there is no chat. */
  Notifier.@Nullable Result chat;

  Runnable beforeUpdate = () -> {};
  Runnable beforeLook = () -> {};

  final Reconciler reconciler = reconciler(store);

  Reconciler reconciler(StateStore states) {
    return new Reconciler(
        new Ports(this, this, this::alarms, states, store, store, this, this, TaskCosts.NONE, this),
        () -> now,
        new Reconciler.Settings(Duration.ofSeconds(10)));
  }

  private final class Formats implements NoticeFormat {
    @Override
    public Outbox.Message format(Notice notice) {
      return message(notice);
    }

    @Override
    public List<Outbox.Message> messages(Notice notice) {
      Outbox.Message main = message(notice);
      return chat == null ? List.of(main) : List.of(main, Samples.forChat(main));
    }
  }

  private Outbox.Message message(Notice notice) {
    notices.add(notice);
    return new Outbox.Message(
        notice.id(),
        notice.event().wireName(),
        notice.severity().name(),
        "shop",
        "x",
        notice.subject(),
        String.join("\n", notice.lines()),
        "{}",
        0);
  }

  private Map<String, Alarm> alarms(Collection<String> names) {
    alarmsAsked.add(names.size());
    Map<String, Alarm> found = new TreeMap<>();
    names.forEach(name -> found.put(name, alarms.getOrDefault(name, Alarm.MISSING)));
    return found;
  }

  /** A service with ten messages a task, range 1 to 50. */
  ServiceRef service(String name, int desired, long messages) {
    return service(name, desired, messages, Mode.ACTIVE);
  }

  ServiceRef service(String name, int desired, long messages, Mode mode) {
    ServiceRef service = new ServiceRef("shop", name);
    services.put(service, ServiceStatus.steady(desired, desired, 0));
    waiting.put(service, messages);
    ServicePolicy policy =
        new ServicePolicy(
            service,
            new CapacityRange(1, 50),
            mode,
            List.of(
                new QueuePolicy(
                    "orders",
                    name,
                    new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1),
                    QueuePolicy.DEFAULT_IDLE_FOR,
                    0,
                    Direction.BOTH)),
            List.of(),
            ScaleOut.DEFAULT,
            ScaleIn.QUEUE_DEFAULT,
            Guards.DEFAULT,
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    store.put(new PolicyDocument(1, policy, "{}"), List.of());
    return service;
  }

  /** A service with one policy, range 1 to 50, whose loads are given by {@link #loads}. */
  ServiceRef service(String name, int desired, ScalingPolicy policy, Guards guards) {
    ServiceRef service = new ServiceRef("shop", name);
    services.put(service, ServiceStatus.steady(desired, desired, 0));
    ServicePolicy document =
        new ServicePolicy(
            service,
            new CapacityRange(1, 50),
            Mode.ACTIVE,
            List.of(policy),
            List.of(),
            ScaleOut.DEFAULT,
            ScaleIn.QUEUE_DEFAULT,
            guards,
            ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
    store.put(new PolicyDocument(1, document, "{}"), List.of());
    return service;
  }

  static QueuePolicy tenATask(String queue) {
    return new QueuePolicy(
        "orders",
        queue,
        new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1),
        QueuePolicy.DEFAULT_IDLE_FOR,
        0,
        Direction.BOTH);
  }

  List<String> heldBy() {
    return decisions.stream()
        .map(record ->
            record.decision().outcome() instanceof Decision.Hold hold
                ? hold.reason().name()
                : "scale")
        .toList();
  }

  /** A minute passes with a tick at its end. */
  void minutes(int count) {
    for (int i = 0; i < count; i++) {
      pass(60);
      tick();
    }
  }

  void desired(ServiceRef service, int count) {
    services.put(service, ServiceStatus.steady(count, count, 0));
  }

  int desired(ServiceRef service) {
    ServiceStatus status = services.get(service);
    return status == null ? -1 : status.desired();
  }

  void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  Reconciler.Report tick() {
    return reconciler.tick(TICK);
  }

  @Override
  public Map<ServiceRef, Reading> describe(Collection<ServiceRef> wanted) {
    beforeLook.run();
    Map<ServiceRef, Reading> readings = new HashMap<>();
    for (ServiceRef service : wanted) {
      ServiceStatus status = services.get(service);
      readings.put(service, status == null ? new Unreadable("throttled") : new Read(status));
    }
    return readings;
  }

  @Override
  public Outcome setDesiredCount(ServiceRef service, int count) {
    beforeUpdate.run();
    updates.add(service.service() + "=" + count);
    Outcome outcome = nextUpdate.get();
    if (outcome instanceof Applied) {
      desired(service, count);
      return new Applied(count);
    }
    return outcome;
  }

  @Override
  public Map<Request, Load> read(Collection<Request> requests, Instant at) {
    Map<Request, Load> loads = new HashMap<>();
    for (Request request : requests) {
      Long messages = waiting.get(request.service());
      Load given = this.loads.get(request.service());
      loads.put(
          request,
          given != null
              ? given
              : messages == null
                  ? new Load.Missing("queue not found")
                  : new Load.QueueDepth(at, messages, 0, 0, null));
    }
    return loads;
  }

  @Override
  public Result publish(Outbox.Message message) {
    Result result = message.forChat() && chat != null ? chat : publishing;
    if (result instanceof Published) {
      told.add((message.forChat() ? "chat " : "") + message.event() + ": " + message.subject());
    }
    return result;
  }

  @Override
  public void send(Collection<ServiceRef> hinted, Duration delay) {
    pulses.add(delay.toSeconds() + "s" + hinted);
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    boolean locked =
        record.decision().outcome() instanceof Decision.Hold hold
            && hold.reason() == HoldReason.LOCKED;
    // That another run holds the lock is in no record; such a decision is logged in short only.
    if (!locked) {
      assertThat(
              Decider.decide(
                  record.policy().policy(),
                  record.stackMode(),
                  record.observation(),
                  record.history()))
          .as("decided again from its record")
          .isEqualTo(record.decision());
    }
    decisions.add(record);
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    failures.add(service.service() + ": " + reason);
  }
}
