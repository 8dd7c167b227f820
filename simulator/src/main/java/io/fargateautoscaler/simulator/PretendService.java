package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.simulator.PretendTask.State;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One ECS service as its scheduler keeps it: tasks up to the desired count, rolling deployments
 * with 100 % minimum and 200 % maximum, slower launches while starts fail.
 */
final class PretendService {
  /** How long a task needs to stop. */
  private static final int STOP_SECONDS = 20;

  /** How long a task and its replacement in another zone both run. */
  private static final int MOVE_OVERLAP = 30;

  /** Offered load of a task, of which 1.0 is all it can do, at which its health checks fail. */
  private static final double OVERLOAD = 1.2;

  private static final int UNHEALTHY_AFTER = 60;
  private static final int UNHEALTHY_SPREAD = 30;

  final ServiceSpec spec;
  final PretendMetrics metrics;
  final @Nullable PretendQueue queue;
  private final VirtualClock clock;
  private final SplittableRandom random;
  private final Consumer<Happening> listener;
  final LaunchLimits limits = new LaunchLimits();
  private final Misfortunes misfortunes;
  private final StartThrottle throttle = new StartThrottle();
  private final List<PretendTask> tasks = new ArrayList<>();
  private final List<Double> samples = new ArrayList<>();
  private final List<Double> fineSamples = new ArrayList<>();
  private Revision revision = new Revision(1, new Revision.Good());
  private @Nullable Instant deploymentStartedAt;
  private boolean rolling;
  private int desired;
  private int launched;
  private int toMove;
  private double requests;
  private long taskSeconds;
  private double demandSeconds;
  private double unservedSeconds;

  PretendService(
      ServiceSpec spec,
      VirtualClock clock,
      PretendMetrics metrics,
      SplittableRandom random,
      Consumer<Happening> listener) {
    this.spec = spec;
    this.clock = clock;
    this.metrics = metrics;
    this.random = random;
    this.listener = listener;
    this.misfortunes = new Misfortunes(random);
    this.queue =
        spec.work() instanceof ServiceSpec.Queue work
            ? new PretendQueue(work, random.split())
            : null;
    desired = spec.desired();
    for (int i = 0; i < desired; i++) {
      PretendTask task = launch();
      task.state = State.RUNNING;
      // Old enough to have warmed up.
      task.startedAt = -3600L;
    }
  }

  int desired() {
    return desired;
  }

  void desire(int count) {
    desired = count;
  }

  int count(State state) {
    return (int) tasks.stream().filter(task -> task.is(state)).count();
  }

  /** Seconds for which tasks are paid: from launch to the end. */
  long taskSeconds() {
    return taskSeconds;
  }

  /** Part of the offered load that found no CPU, 0 to 1. */
  double unservedPart() {
    return demandSeconds == 0 ? 0 : unservedSeconds / demandSeconds;
  }

  void deploy(Revision next) {
    revision = next;
    rolling = true;
    deploymentStartedAt = clock.instant();
    throttle.deployed(clock.second());
    listener.accept(new Happening.Deployment(clock.instant(), spec.ref(), next.number(), false));
  }

  ServiceStatus status() {
    return new ServiceStatus(
        desired,
        count(State.RUNNING),
        count(State.PENDING),
        ServiceStatus.Lifecycle.ACTIVE,
        ServiceStatus.Controller.ECS,
        rolling ? ServiceStatus.Deployment.ROLLING : ServiceStatus.Deployment.STEADY,
        deploymentStartedAt,
        "ecs-svc/" + revision.number(),
        List.of(),
        null);
  }

  List<TaskLook> looks() {
    return tasks.stream().map(task -> TaskLook.of(task, clock)).toList();
  }

  Load.QueueDepth depth(Instant now) {
    if (queue == null) {
      throw new IllegalStateException("no queue");
    }
    return queue.depth(now, metrics.flow(now));
  }

  /** One second of the service's life. */
  void second() {
    long now = clock.second();
    live(now);
    schedule(now);
    switch (spec.work()) {
      case Web web -> serve(web, now);
      case ServiceSpec.Queue _ -> {
        if (queue != null) {
          queue.second(now, tasks);
        }
      }
    }
    taskSeconds += tasks.size();
  }

  /** The oldest running task dies of its own. */
  void crash() {
    tasks.stream()
        .filter(task -> task.is(State.RUNNING))
        .findFirst()
        .ifPresent(task -> remove(task, Happening.Cause.CRASHED));
  }

  void suffer(Mishap mishap) {
    long now = clock.second();
    switch (mishap) {
      case Mishap.Outage outage -> misfortunes.outage(outage, now);
      case Mishap.SpotWave wave ->
          misfortunes.spotWave(
              wave, tasks.stream().filter(task -> task.is(State.RUNNING)).toList(), now);
      case Mishap.Moves moves -> toMove += moves.tasks();
    }
  }

  private void live(long now) {
    for (PretendTask task : List.copyOf(tasks)) {
      switch (task.state) {
        case PENDING -> start(task, now);
        case RUNNING -> {
          Happening.Cause end = misfortunes.ends(task, now);
          if (end != null) {
            remove(task, end);
          }
        }
        case STOPPING -> {
          if (now >= task.goneAt) {
            remove(task, task.stopsAs);
          }
        }
        case GONE -> {}
      }
    }
  }

  private void start(PretendTask task, long now) {
    if (task.revision.fate() instanceof Revision.CannotPull failure) {
      if (now >= task.createdAt + failure.afterSeconds()) {
        throttle.failed(now);
        remove(task, Happening.Cause.CANNOT_PULL);
      }
    } else if (now >= task.runsAt) {
      task.state = State.RUNNING;
      task.startedAt = now;
      misfortunes.began(task, now);
      listener.accept(
          new Happening.TaskStarted(clock.instant(), spec.ref(), task.id, task.revision.number()));
    }
  }

  private void remove(PretendTask task, Happening.Cause cause) {
    task.ofMinute.close(samples);
    task.ofFinePeriod.close(fineSamples);
    task.state = State.GONE;
    tasks.remove(task);
    if (queue != null) {
      queue.gone(task, clock.second());
    }
    listener.accept(
        new Happening.TaskStopped(
            clock.instant(),
            spec.ref(),
            task.id,
            task.revision.number(),
            cause,
            task.stoppingAt == null ? clock.instant() : clock.at(task.stoppingAt),
            task.startedAt == null ? null : clock.at(task.startedAt)));
  }

  private void schedule(long now) {
    List<PretendTask> fresh = alive(true);
    List<PretendTask> old = alive(false);
    // A task that moves is started anew before the old one is stopped.
    int moving = rolling ? 0 : Math.min(1, toMove);
    int missing = desired + moving - fresh.size();
    int room = 2 * desired + moving - old.size() - fresh.size();
    if (missing > 0 && throttle.open(now)) {
      int launches = limits.allowed(Math.min(missing, room), tasks.size());
      for (int i = 0; i < launches; i++) {
        launch();
      }
      String refused = limits.tells(now);
      if (refused != null) {
        listener.accept(new Happening.ServiceAction(clock.instant(), spec.ref(), refused));
      }
    } else if (missing == 0 && count(State.RUNNING) == desired && limits.steadyAgain()) {
      listener.accept(new Happening.ServiceAction(clock.instant(), spec.ref(), null));
    }
    for (int i = 0; i < -missing; i++) {
      stop(fresh.get(i), now);
    }
    if (moving > 0 && running(revision, now - MOVE_OVERLAP) > desired) {
      toMove--;
      PretendTask moved =
          fresh.stream().filter(task -> task.is(State.RUNNING)).findFirst().orElseThrow();
      moved.stopsAs = Happening.Cause.REBALANCING;
      stop(moved, now);
    }
    int running = count(State.RUNNING);
    for (PretendTask task : old) {
      boolean spare = task.is(State.PENDING) || running > desired;
      if (spare) {
        running -= task.is(State.RUNNING) ? 1 : 0;
        stop(task, now);
      }
    }
    if (rolling && alive(false).isEmpty() && running(revision, now) >= desired) {
      rolling = false;
      throttle.succeeded();
      listener.accept(
          new Happening.Deployment(clock.instant(), spec.ref(), revision.number(), true));
    }
  }

  /** Tasks of the newest revision or of all others, those first that are stopped first. */
  private List<PretendTask> alive(boolean newest) {
    List<PretendTask> found = new ArrayList<>();
    for (State state : List.of(State.PENDING, State.RUNNING)) {
      for (PretendTask task : tasks) {
        if (task.is(state) && task.revision.equals(revision) == newest) {
          found.add(task);
        }
      }
    }
    return found;
  }

  /** Tasks of a revision that run since {@code second} at least. */
  private int running(Revision of, long second) {
    return (int)
        tasks.stream()
            .filter(task -> task.is(State.RUNNING) && task.revision.equals(of))
            .filter(task -> task.startedAt != null && task.startedAt <= second)
            .count();
  }

  private PretendTask launch() {
    double spread = 1 + spec.startSpread() * (2 * random.nextDouble() - 1);
    long runsAt = clock.second() + Math.round(spec.startSeconds() * spread);
    launched++;
    String id = "%08x%024x".formatted(random.nextInt(), launched);
    PretendTask task = new PretendTask(id, launched, revision, clock.second(), runsAt);
    tasks.add(task);
    return task;
  }

  private void stop(PretendTask task, long now) {
    task.servesUntil = now;
    if (task.is(State.RUNNING) && spec.work() instanceof Web web && web.drainSeconds() > 0) {
      task.servesUntil += random.nextInt(web.drainSeconds() + 1);
    }
    task.state = State.STOPPING;
    task.stoppingAt = now;
    task.goneAt = task.servesUntil + STOP_SECONDS;
  }

  private void serve(Web web, long now) {
    double load = web.load().at(now);
    int serving = (int) tasks.stream().filter(task -> task.serves(now)).count();
    double share = serving == 0 ? 0 : load / serving;
    demandSeconds += load;
    unservedSeconds += Math.max(0, load - serving);
    requests += serving == 0 ? 0 : load * web.requestsPerUnit() / 60;
    for (PretendTask task : List.copyOf(tasks)) {
      if (task.serves(now) && task.startedAt != null) {
        boolean burns = now < task.startedAt + web.burnSeconds();
        double percent = burns ? 100 : Math.min(100, 100 * share);
        task.ofMinute.add(percent);
        task.ofFinePeriod.add(percent);
        task.overloaded = share > OVERLOAD ? task.overloaded + 1 : 0;
        if (web.mortal()
            && task.overloaded >= UNHEALTHY_AFTER + task.createdAt % UNHEALTHY_SPREAD) {
          remove(task, Happening.Cause.HEALTH_CHECK);
        }
      }
    }
  }

  /** Closes the minute that began at {@code at}. */
  void minute(Instant at) {
    tasks.forEach(task -> task.ofMinute.close(samples));
    if (spec.work() instanceof Web web) {
      List<Double> once = List.copyOf(samples);
      for (int i = 1; i < web.metering().samplesPerMinute(); i++) {
        samples.addAll(once);
      }
    }
    Load.Flow flow = queue == null ? new Load.Flow(null, 0, 0, 0) : queue.takeFlow();
    metrics.minute(at, List.copyOf(samples), Math.rint(requests), count(State.RUNNING) > 0, flow);
    samples.clear();
    requests = 0;
  }

  /** Closes the 20 s that began at {@code at}. */
  void finePeriod(Instant at) {
    tasks.forEach(task -> task.ofFinePeriod.close(fineSamples));
    if (spec.work() instanceof Web web && web.metering().fine()) {
      metrics.finePeriod(at, List.copyOf(fineSamples));
    }
    fineSamples.clear();
  }
}
