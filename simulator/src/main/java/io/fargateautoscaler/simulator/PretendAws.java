package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource;
import io.fargateautoscaler.core.reconcile.Pulses;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryNotifier;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryPulses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * ECS, CloudWatch, SQS and SNS as far as the autoscaler sees them, in virtual time. The same seed
 * gives the same world. The models follow what AWS documents of its services; nothing here knows
 * how the autoscaler decides.
 */
public final class PretendAws implements ScalableTarget, LoadSource, Notifier, Pulses {
  private static final double USD_PER_VCPU_HOUR = 0.04048;
  private static final double USD_PER_GB_HOUR = 0.004445;

  /**
   * How this world differs from an ideal one.
   *
   * @param metricDelay from the end of a period until the datapoint of the tasks' CPU is there
   * @param sumDelay the same for sums, of requests or messages
   * @param lateSamples part of the samples, 0 to 1, that comes half a period later than the others,
   *     so that the newest datapoint is partial
   * @param staleFor how long DescribeServices answers as before an UpdateService
   */
  public record Settings(
      long seed, Duration metricDelay, Duration sumDelay, double lateSamples, Duration staleFor) {
    public static Settings of(long seed, Duration metricDelay) {
      return new Settings(seed, metricDelay, metricDelay, 0, Duration.ofSeconds(3));
    }

    /** The same with sums of another delay. */
    public Settings sumsAfter(Duration delay) {
      return new Settings(seed, metricDelay, delay, lateSamples, staleFor);
    }

    /** The same, but a part of the samples, 0 to 1, comes later than the others. */
    public Settings late(double part) {
      return new Settings(seed, metricDelay, sumDelay, part, staleFor);
    }
  }

  /** A change of the desired count through {@link #setDesiredCount}. */
  public record Change(Instant at, ServiceRef service, int from, int to) {}

  private record Stale(Instant until, ServiceStatus status) {}

  private final Settings settings;
  private final VirtualClock clock;
  private final SplittableRandom random;
  private final Calls calls;
  private final Map<ServiceRef, PretendService> services = new TreeMap<>();
  private final Map<ServiceRef, Stale> stale = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final InMemoryNotifier notifier = new InMemoryNotifier();
  private final InMemoryPulses pulses;
  private final List<Consumer<Happening>> listeners = new ArrayList<>();

  /** An AWS without services. */
  public PretendAws(Settings settings, VirtualClock clock, Calls calls) {
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.pulses = new InMemoryPulses(clock);
    this.random = new SplittableRandom(settings.seed());
  }

  /** Creates a service whose tasks run already. */
  public void add(ServiceSpec spec) {
    var publishing =
        new PretendMetrics.Publishing(
            settings.metricDelay(), settings.sumDelay(), settings.lateSamples());
    services.put(
        spec.ref(),
        new PretendService(
            spec,
            clock,
            new PretendMetrics(publishing, random.split()),
            random.split(),
            happening -> listeners.forEach(listener -> listener.accept(happening))));
  }

  /** Tells {@code listener} whatever ECS would send an event of. */
  public void listen(Consumer<Happening> listener) {
    listeners.add(listener);
  }

  /** Begins a rolling deployment. */
  public void deploy(ServiceRef service, Revision revision) {
    service(service).deploy(revision);
  }

  /** Sends messages to the service's queue at once. */
  public void send(ServiceRef service, int messages) {
    queue(service).send(messages, clock.second());
  }

  /** From now on the service's CPU metric is missing for minutes that begin before the end. */
  public void metricOutage(ServiceRef service, Duration length) {
    service(service).metrics.outage(clock.instant().plus(length));
  }

  /** From now on the account's quota lets no more than {@code most} tasks of the service live. */
  public void quota(ServiceRef service, int most) {
    service(service).limits.mostTasks(most);
  }

  /** From now on no more than {@code most} tasks of the service start in a second. */
  public void launchRate(ServiceRef service, int most) {
    service(service).limits.launchesASecond(most);
  }

  /** The oldest running task dies of its own. */
  public void crash(ServiceRef service) {
    service(service).crash();
  }

  /** Something happens to the service's tasks. */
  public void suffer(ServiceRef service, Mishap mishap) {
    service(service).suffer(mishap);
  }

  /** Somebody else sets the desired count. */
  public void setByHand(ServiceRef service, int count) {
    service(service).desire(count);
  }

  @Override
  public Map<ServiceRef, Reading> describe(Collection<ServiceRef> wanted) {
    calls.described(wanted.size());
    Map<ServiceRef, Reading> answers = new TreeMap<>();
    for (ServiceRef ref : wanted) {
      PretendService service = services.get(ref);
      Stale before = stale.get(ref);
      if (service == null) {
        answers.put(ref, new Read(missing()));
      } else if (before != null && clock.instant().isBefore(before.until())) {
        answers.put(ref, new Read(before.status()));
      } else {
        answers.put(ref, new Read(service.status()));
      }
    }
    return answers;
  }

  private static ServiceStatus missing() {
    return new ServiceStatus(
        0,
        0,
        0,
        ServiceStatus.Lifecycle.MISSING,
        ServiceStatus.Controller.UNKNOWN,
        ServiceStatus.Deployment.STEADY,
        null,
        null,
        List.of(),
        null);
  }

  @Override
  public Outcome setDesiredCount(ServiceRef ref, int count) {
    calls.updated();
    PretendService service = services.get(ref);
    if (service == null) {
      return new Refused("ServiceNotFoundException");
    }
    stale.put(ref, new Stale(clock.instant().plus(settings.staleFor()), service.status()));
    changes.add(new Change(clock.instant(), ref, service.desired(), count));
    service.desire(count);
    return new Applied(count);
  }

  @Override
  public Map<Request, Load> read(Collection<Request> requests, Instant now) {
    Map<Request, Load> answers = new LinkedHashMap<>();
    requests.forEach(request -> answers.put(request, read(request, now)));
    return answers;
  }

  private Load read(Request request, Instant now) {
    PretendService service = services.get(request.service());
    if (service == null) {
      return new Load.Missing("service not found");
    }
    return switch (request.policy()) {
      case QueuePolicy queue -> {
        calls.sqs(1);
        yield service.spec.work() instanceof ServiceSpec.Queue work
                && work.queue().equals(queue.queue())
            ? service.depth(now)
            : new Load.Missing("queue not found");
      }
      case TargetTrackingPolicy tracking -> metric(service, tracking.metric(), request, now);
      case StepPolicy _ -> new Load.Missing("alarms are not modelled");
    };
  }

  private Load metric(PretendService service, TargetMetric metric, Request request, Instant now) {
    return switch (metric) {
      case TargetMetric.Utilization(var resource) -> {
        calls.metricsRead(1);
        yield resource == TargetMetric.Resource.CPU
            ? service.metrics.cpu(now, request.window())
            : new Load.Missing("memory is not modelled");
      }
      case TargetMetric.AlbRequestsPerTask _ -> {
        calls.metricsRead(2);
        yield service.metrics.requests(now, request.window());
      }
      case TargetMetric.Custom _, TargetMetric.Expression _ ->
          new Load.Missing("custom metrics are not modelled");
    };
  }

  @Override
  public Result publish(Outbox.Message message) {
    calls.publish();
    return notifier.publish(message);
  }

  @Override
  public void send(Collection<ServiceRef> refs, Duration delay) {
    if (!refs.isEmpty()) {
      // Send, receive and delete.
      calls.sqs(3);
      pulses.send(refs, delay);
    }
  }

  /** The services whose pulses are due; they are not due again. */
  Set<ServiceRef> duePulses() {
    Set<ServiceRef> due = new TreeSet<>();
    pulses.due().forEach(due::addAll);
    return due;
  }

  /** One second passes. */
  void second() {
    services.values().forEach(PretendService::second);
    clock.advance();
    if (clock.second() % 20 == 0) {
      Instant begun = clock.instant().minusSeconds(20);
      services.values().forEach(service -> service.finePeriod(begun));
    }
    if (clock.second() % 60 == 0) {
      Instant minute = clock.instant().minusSeconds(60);
      services.values().forEach(service -> service.minute(minute));
    }
  }

  /** The newest CPU average that CloudWatch shows; null if there is none of the last minutes. */
  public @Nullable Double newestCpu(ServiceRef service) {
    Load.PerTask cpu = service(service).metrics.cpu(clock.instant(), Duration.ofMinutes(5));
    return cpu.points().isEmpty() ? null : cpu.points().getLast().average();
  }

  /** The service as it is, without delay. */
  public ServiceStatus truth(ServiceRef service) {
    return service(service).status();
  }

  /** The service's tasks that are not gone, oldest first. */
  public List<TaskLook> tasks(ServiceRef service) {
    return service(service).looks();
  }

  /** Messages that wait in the service's queue; 0 without one. */
  public long waiting(ServiceRef service) {
    PretendQueue queue = service(service).queue;
    return queue == null ? 0 : queue.visible();
  }

  /** How long the messages of the service's queue waited so far, those included that still wait. */
  public Waits waits(ServiceRef service) {
    return queue(service).waits(clock.second());
  }

  /** Seconds of work that came with the messages of the service's queue so far. */
  public double workSeconds(ServiceRef service) {
    return queue(service).workSeconds();
  }

  /** Seconds for which the service's tasks are paid so far: from launch to the end. */
  public long taskSeconds(ServiceRef service) {
    return service(service).taskSeconds();
  }

  /** Every change by {@link #setDesiredCount}, oldest first. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Every notice that was told, oldest first. */
  public List<Outbox.Message> published() {
    return notifier.published();
  }

  /** Part of the service's offered load that found no CPU, 0 to 1. */
  public double unservedPart(ServiceRef service) {
    return service(service).unservedPart();
  }

  /** US dollars for all tasks so far: Fargate on x86 Linux in us-east-1. */
  public double usdOfTasks() {
    return services.values().stream()
        .mapToDouble(service -> service.taskSeconds() / 3600.0 * usdPerTaskHour(service.spec.ref()))
        .sum();
  }

  /** US dollars for an hour of one of the service's tasks. */
  public double usdPerTaskHour(ServiceRef service) {
    ServiceSpec spec = service(service).spec;
    return spec.vcpu() * USD_PER_VCPU_HOUR + spec.memoryGb() * USD_PER_GB_HOUR;
  }

  private PretendQueue queue(ServiceRef ref) {
    PretendQueue queue = service(ref).queue;
    if (queue == null) {
      throw new IllegalArgumentException(ref + " has no queue");
    }
    return queue;
  }

  private PretendService service(ServiceRef ref) {
    PretendService service = services.get(ref);
    if (service == null) {
      throw new IllegalArgumentException("no service " + ref);
    }
    return service;
  }
}
