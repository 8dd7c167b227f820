package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.cost.PriceTable;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.cost.TaskSize;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryNotifier;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryPulses;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shipped reconciler with one service that a script moves, minute by minute. */
final class Stage implements ScalableTarget, LoadSource, DecisionListener {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  /** Tasks of 1 vCPU and 2 GB. */
  private static final TaskCosts COSTS =
      TaskCosts.always(
          PriceTable.shipped().of(PriceTable.STAND_IN), new TaskSize(1024, 2048, false, 0));

  private final List<Notice> told = new ArrayList<>();
  private final InMemoryStore store = new InMemoryStore(this::heard);
  private final Map<String, Alarm> alarms = new TreeMap<>();
  private final ServiceRef service;
  private final Reconciler reconciler;
  private Instant now = START;
  private ServiceStatus status;
  private @Nullable Long messages;
  private double cpu;
  private @Nullable String refusal;

  Stage(String document, int tasks) {
    ServicePolicy policy = PolicyReader.read(document, null).policy().orElseThrow();
    service = policy.service();
    status = ServiceStatus.steady(tasks, tasks, 0);
    store.put(new PolicyDocument(1, policy, document), List.of());
    reconciler =
        new Reconciler(
            new Ports(
                this,
                this,
                this::alarms,
                store,
                store,
                store,
                new InMemoryNotifier(),
                new InMemoryPulses(() -> now),
                COSTS,
                this),
            () -> now,
            new Reconciler.Settings(Duration.ZERO));
  }

  private Outbox.Message heard(Notice notice) {
    told.add(notice);
    return new NoticeJson().format(notice);
  }

  /** What was told, oldest first. */
  List<Notice> told() {
    return List.copyOf(told);
  }

  Instant now() {
    return now;
  }

  ServiceRef service() {
    return service;
  }

  InMemoryStore store() {
    return store;
  }

  /** So many ticks, each at the end of a minute. */
  Stage minutes(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(60);
      reconciler.tick(new Trigger(Trigger.Kind.TICK, "tick"));
    }
    return this;
  }

  /** Messages that wait in the queue; null: it cannot be found. */
  Stage queue(@Nullable Long waiting) {
    messages = waiting;
    return this;
  }

  /** Average CPU of the tasks in percent. */
  Stage cpu(double percent) {
    cpu = percent;
    return this;
  }

  Stage alarm(String name, Alarm alarm) {
    alarms.put(name, alarm);
    return this;
  }

  /** Somebody sets the desired count, and as many tasks run. */
  Stage desired(int count) {
    status = ServiceStatus.steady(count, count, 0);
    return this;
  }

  /** So many tasks run, in a deployment that began at {@code began}; null: in none. */
  Stage running(int running, @Nullable Instant began) {
    status =
        new ServiceStatus(
            status.desired(),
            running,
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            began == null ? Deployment.STEADY : Deployment.ROLLING,
            began,
            began == null ? null : deployment(began),
            List.of(),
            null);
    return this;
  }

  static String deployment(Instant began) {
    return "ecs-svc/" + began.getEpochSecond();
  }

  /** Another scaler of the service; null: none. */
  Stage otherScaler(@Nullable String name) {
    status =
        new ServiceStatus(
            status.desired(),
            status.running(),
            0,
            ServiceStatus.Lifecycle.ACTIVE,
            ServiceStatus.Controller.ECS,
            Deployment.STEADY,
            null,
            null,
            List.of(),
            name);
    return this;
  }

  /** AWS refuses every change with this reason; null: it accepts them. */
  Stage refuse(@Nullable String reason) {
    refusal = reason;
    return this;
  }

  @Override
  public Map<ServiceRef, Reading> describe(Collection<ServiceRef> services) {
    Map<ServiceRef, Reading> readings = new HashMap<>();
    services.forEach(each -> readings.put(each, new Read(status)));
    return readings;
  }

  @Override
  public Outcome setDesiredCount(ServiceRef changed, int count) {
    if (refusal != null) {
      return new Refused(refusal);
    }
    desired(count);
    return new Applied(count);
  }

  private Map<String, Alarm> alarms(Collection<String> names) {
    Map<String, Alarm> found = new TreeMap<>();
    names.forEach(name -> found.put(name, alarms.getOrDefault(name, Alarm.MISSING)));
    return found;
  }

  @Override
  public Map<Request, Load> read(Collection<Request> requests, Instant at) {
    Map<Request, Load> loads = new HashMap<>();
    for (Request request : requests) {
      loads.put(request, request.policy().name().equals("cpu") ? points(at) : depth(at));
    }
    return loads;
  }

  private Load depth(Instant at) {
    return messages == null
        ? new Load.Missing("queue not found")
        : new Load.QueueDepth(at, messages, 0, 0, null);
  }

  private Load points(Instant at) {
    List<Load.Point> points = new ArrayList<>();
    for (int minute = 15; minute >= 1; minute--) {
      points.add(new Load.Point(at.minusSeconds(60L * minute), cpu, status.running()));
    }
    return new Load.PerTask(points, Duration.ofMinutes(1));
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    // The notices are all that counts here.
  }

  @Override
  public void failed(ServiceRef failed, String reason) {
    // A refused change is a failure too; its notice is what is wanted.
  }
}
