package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.NoticeFormat;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryAlarms;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** The shipped reconciler on a pretend AWS: ticks, pulses and hints, second by second. */
public final class Simulation {
  /** Second of the minute at which the tick arrives. */
  public static final int TICK_AT = 4;

  private record Planned(long at, long order, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final VirtualClock clock;
  private final Calls calls = new Calls();
  private final PretendAws aws;
  private final InMemoryStore store;
  private final CountedStore counted;
  private final Reconciler reconciler;
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private final AtomicLong order = new AtomicLong();

  /**
   * A world without services that begins at {@code start}.
   *
   * @param pulseEvery time between two looks at a queue; zero: only at ticks
   */
  public Simulation(
      Instant start,
      PretendAws.Settings settings,
      Duration pulseEvery,
      NoticeFormat format,
      DecisionListener listener) {
    clock = new VirtualClock(start);
    aws = new PretendAws(settings, clock, calls);
    store = new InMemoryStore(format, clock);
    counted = new CountedStore(store, calls);
    reconciler =
        new Reconciler(
            new Ports(
                aws,
                aws,
                new InMemoryAlarms(),
                counted,
                counted,
                counted,
                aws,
                aws,
                TaskCosts.NONE,
                listener),
            clock,
            new Reconciler.Settings(pulseEvery));
  }

  /** A format that keeps the subject only. */
  public static NoticeFormat subjectOnly() {
    return notice ->
        new Outbox.Message(
            notice.id(),
            notice.event().wireName(),
            notice.severity().name(),
            notice.service() == null ? "" : notice.service().cluster(),
            notice.service() == null ? "" : notice.service().service(),
            notice.subject(),
            String.join("\n", notice.lines()),
            "{}",
            0);
  }

  /** Adds a service with its policy. */
  public void add(ServiceSpec spec, ServicePolicy policy, String text) {
    aws.add(spec);
    inForce(policy, text);
  }

  /** Puts a policy in force. */
  public void inForce(ServicePolicy policy, String text) {
    store.put(new PolicyDocument(1, policy, text), List.of());
  }

  /**
   * From now on task events arrive and are read as the functions read them; without this call the
   * autoscaler hears of no task.
   */
  public PretendEvents deliverTaskEvents(PretendEvents.Settings settings) {
    PretendEvents events = new PretendEvents(settings, this);
    aws.listen(events::happened);
    return events;
  }

  /** What reads the events of tasks, as in the function that gets them. */
  public TaskRecorder recorder() {
    return new TaskRecorder(
        () -> counted.stack().services(),
        counted,
        new FailureReports(counted, clock),
        (services, ref) -> hint(new TreeSet<>(services), new Trigger(Trigger.Kind.TASK, ref)),
        clock);
  }

  /** Does {@code action} at a second since the start. */
  public void at(long second, Runnable action) {
    plan.add(new Planned(second, order.getAndIncrement(), action));
  }

  /** An event names services: they are reconciled now. */
  public void hint(Set<ServiceRef> services, Trigger trigger) {
    Map<ServiceRef, Trigger> hints = new TreeMap<>();
    services.forEach(service -> hints.put(service, trigger));
    calls.invocation();
    // The event's message on the work queue is received and deleted.
    calls.sqs(3);
    reconciler.reconcile(hints);
  }

  /** Runs until {@code second} since the start. */
  public void runUntil(long second) {
    while (clock.second() < second) {
      aws.second();
      while (!plan.isEmpty() && plan.peek().at() <= clock.second()) {
        plan.remove().action().run();
      }
      if (clock.second() % 60 == TICK_AT) {
        calls.invocation();
        calls.sqs(3);
        reconciler.tick(new Trigger(Trigger.Kind.TICK, ""));
      } else {
        pulse();
      }
    }
  }

  /** Lets the world run without the autoscaler, so that its metrics have a past. */
  public void warmUp(long seconds) {
    for (long i = 0; i < seconds; i++) {
      aws.second();
    }
  }

  private void pulse() {
    Set<ServiceRef> due = aws.duePulses();
    if (!due.isEmpty()) {
      Map<ServiceRef, Trigger> hints = new TreeMap<>();
      due.forEach(service -> hints.put(service, new Trigger(Trigger.Kind.PULSE, "")));
      calls.invocation();
      reconciler.reconcile(hints);
    }
  }

  public PretendAws aws() {
    return aws;
  }

  public InMemoryStore store() {
    return store;
  }

  /** Notices that others than the reconciler write, as the functions do. */
  public Outbox outbox() {
    return counted;
  }

  public VirtualClock clock() {
    return clock;
  }

  public Calls calls() {
    return calls;
  }
}
