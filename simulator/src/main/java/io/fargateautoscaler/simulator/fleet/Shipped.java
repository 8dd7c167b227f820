package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Pulses;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryAlarms;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.simulator.Calls;
import io.fargateautoscaler.simulator.CountedStore;
import io.fargateautoscaler.simulator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The shipped reconciler with its policies, on a world: ticks each minute, pulses between them. It
 * is given ECS, CloudWatch, SQS and SNS by this class, and no events.
 */
final class Shipped implements Autoscaler, ScalableTarget, LoadSource, Notifier, Pulses {
  /** Second of the minute at which the tick arrives. */
  private static final int TICK_AT = 4;

  /** How long DescribeServices answers as before an UpdateService. */
  private static final int STALE_SECONDS = 3;

  private static final int KEPT = 2400;

  /** Longer than any message waits; the listener has heard of all that is older. */
  private static final Duration ROWS_KEPT = Duration.ofDays(2);

  private static final int DAY = 86_400;

  /** Billed for a run of the reconciler with one service, and its memory. */
  private static final double SECONDS_PER_INVOCATION = 0.1;

  private static final double MEMORY_GB = 0.5;

  /** Messages sent, received and deleted, read once a minute. */
  private static final int METRICS_OF_A_QUEUE = 3;

  private static final Trigger TICK = new Trigger(Trigger.Kind.TICK, "");
  private static final Trigger PULSE = new Trigger(Trigger.Kind.PULSE, "");

  private final World world;
  private final ServiceRef service;
  private final Reconciler reconciler;
  private final InMemoryStore store;
  private final Calls calls = new Calls();
  private final TreeSet<Integer> pulses = new TreeSet<>();
  private final Series<Load.Point> cpu;
  private final Series<Load.Sum> requests;
  private final @Nullable QueueCounters counters;
  private double requestsOfMinute;
  private @Nullable ServiceStatus before;
  private int staleUntil;

  /**
   * @param fine whether tasks report their CPU every 20 s
   */
  Shipped(
      World world,
      ServicePolicy policy,
      boolean fine,
      Duration pulseEvery,
      DecisionListener listener,
      long seed) {
    this.world = world;
    this.service = policy.service();
    cpu = fine ? new Series<>(20, KEPT, Delays.FINE) : new Series<>(60, KEPT, Delays.minutes(seed));
    requests = new Series<>(60, KEPT, Delays.minutes(seed + 1));
    counters =
        world.engine instanceof QueueEngine queue
            ? new QueueCounters(world, queue, seed + 2)
            : null;
    store = new InMemoryStore(Simulation.subjectOnly(), world.clock);
    store.put(new PolicyDocument(1, policy, "{}"), List.of());
    CountedStore counted = new CountedStore(store, calls);
    reconciler =
        new Reconciler(
            new Ports(
                this,
                this,
                new InMemoryAlarms(),
                counted,
                counted,
                counted,
                this,
                this,
                TaskCosts.NONE,
                listener),
            world.clock,
            new Reconciler.Settings(pulseEvery));
    world.observe(this::publish);
  }

  private void publish() {
    int now = world.now();
    requestsOfMinute += world.tasks.running() == 0 ? 0 : world.arrivals(now - 1);
    if (cpu.ends(now)) {
      int begin = now - cpu.period();
      Samples.Reported reported = world.samples.of(begin, now);
      if (reported.count() > 0) {
        cpu.add(new Load.Point(world.clock.at(begin), reported.average(), reported.count()), begin);
      }
    }
    if (requests.ends(now)) {
      if (requestsOfMinute > 0) {
        requests.add(new Load.Sum(world.clock.at(now - 60), requestsOfMinute), now - 60);
      }
      requestsOfMinute = 0;
    }
  }

  @Override
  public void second() {
    int now = world.now();
    if (now % DAY == 0) {
      store.forgetBefore(world.clock.instant().minus(ROWS_KEPT));
    }
    boolean due = !pulses.isEmpty() && pulses.first() <= now;
    while (!pulses.isEmpty() && pulses.first() <= now) {
      pulses.pollFirst();
    }
    if (now % 60 == TICK_AT) {
      calls.metricsRead(counters == null ? 0 : METRICS_OF_A_QUEUE);
      calls.invocation();
      calls.sqs(3);
      reconciler.tick(TICK);
    } else if (due) {
      calls.invocation();
      reconciler.reconcile(Map.of(service, PULSE));
    }
  }

  /** What was counted while it only observed, by day, the present one included. */
  List<DayTally> compared() {
    List<DayTally> days = new ArrayList<>(store.days(service));
    StateStore.Stored stored = store.load(List.of(service)).get(service);
    ServiceState state = stored == null ? null : stored.state();
    if (state != null && state.shadow() != null) {
      days.add(state.shadow().today());
    }
    return days;
  }

  @Override
  public double usd() {
    return calls.usd(SECONDS_PER_INVOCATION, MEMORY_GB);
  }

  @Override
  public Map<ServiceRef, Reading> describe(Collection<ServiceRef> wanted) {
    calls.described(wanted.size());
    Map<ServiceRef, Reading> answers = new TreeMap<>();
    ServiceStatus answer = before != null && world.now() < staleUntil ? before : status();
    wanted.forEach(each -> answers.put(each, new Read(answer)));
    return answers;
  }

  private ServiceStatus status() {
    return new ServiceStatus(
        world.tasks.desired(),
        world.tasks.running(),
        world.tasks.pending(),
        ServiceStatus.Lifecycle.ACTIVE,
        ServiceStatus.Controller.ECS,
        ServiceStatus.Deployment.STEADY,
        null,
        null,
        List.of(),
        null);
  }

  @Override
  public Outcome setDesiredCount(ServiceRef ref, int count) {
    calls.updated();
    before = status();
    staleUntil = world.now() + STALE_SECONDS;
    world.tasks.desire(count, world.now());
    return new Applied(count);
  }

  @Override
  public Map<Request, Load> read(Collection<Request> wanted, Instant now) {
    Map<Request, Load> answers = new LinkedHashMap<>();
    wanted.forEach(request -> answers.put(request, read(request)));
    return answers;
  }

  private Load read(Request request) {
    int window = (int) request.window().toSeconds();
    return switch (request.policy()) {
      case QueuePolicy _ -> {
        calls.sqs(1);
        yield counters == null ? new Load.Missing("queue not found") : counters.depth();
      }
      case TargetTrackingPolicy tracking -> metric(tracking.metric(), window);
      case StepPolicy _ -> new Load.Missing("alarms are not modelled");
    };
  }

  private Load metric(TargetMetric metric, int window) {
    int now = world.now();
    return switch (metric) {
      case TargetMetric.Utilization(var resource) when resource == TargetMetric.Resource.CPU -> {
        calls.metricsRead(1);
        yield new Load.PerTask(cpu.visible(now, window), Duration.ofSeconds(cpu.period()));
      }
      case TargetMetric.AlbRequestsPerTask _ -> {
        calls.metricsRead(2);
        yield new Load.Total(
            requests.visible(now, window), Duration.ofSeconds(60), world.tasks.running() > 0);
      }
      default -> new Load.Missing("not modelled");
    };
  }

  @Override
  public Result publish(Outbox.Message message) {
    calls.publish();
    return new Published();
  }

  @Override
  public void send(Collection<ServiceRef> services, Duration delay) {
    // Send, receive and delete.
    calls.sqs(3);
    pulses.add(world.now() + (int) delay.toSeconds());
  }
}
