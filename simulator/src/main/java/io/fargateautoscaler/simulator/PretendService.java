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

  private static final int LONGEST_BACKOFF = 900;

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
  private final List<PretendTask> tasks = new ArrayList<>();
  private final List<Double> samples = new ArrayList<>();
  private final List<Double> fineSamples = new ArrayList<>();
  private Revision revision = new Revision(1, new Revision.Good());
  private @Nullable Instant deploymentStartedAt;
  private boolean rolling;
  private int desired;
  private int launched;
  private int failedStarts;
  private long launchNotBefore;
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
    failedStarts = 0;
    launchNotBefore = clock.second();
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

  private void live(long now) {
    for (PretendTask task : List.copyOf(tasks)) {
      switch (task.state) {
        case PENDING -> start(task, now);
        case RUNNING -> {
          if (task.revision.fate() instanceof Revision.Crashes crash
              && task.startedAt != null
              && now >= task.startedAt + crash.afterSeconds()) {
            backOff(now);
            remove(task, Happening.Cause.CRASHED);
          }
        }
        case STOPPING -> {
          if (now >= task.goneAt) {
            remove(task, Happening.Cause.SCALING);
          }
        }
        case GONE -> {}
      }
    }
  }

  private void start(PretendTask task, long now) {
    if (task.revision.fate() instanceof Revision.CannotPull failure) {
      if (now >= task.createdAt + failure.afterSeconds()) {
        backOff(now);
        remove(task, Happening.Cause.CANNOT_PULL);
      }
    } else if (now >= task.runsAt) {
      task.state = State.RUNNING;
      task.startedAt = now;
    }
  }

  private void backOff(long now) {
    failedStarts++;
    int wait = failedStarts < 3 ? 0 : Math.min(LONGEST_BACKOFF, 10 << Math.min(failedStarts, 7));
    launchNotBefore = Math.max(launchNotBefore, now + wait);
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
            task.startedAt == null ? null : clock.at(task.startedAt)));
  }

  private void schedule(long now) {
    List<PretendTask> fresh = alive(true);
    List<PretendTask> old = alive(false);
    int missing = desired - fresh.size();
    int room = 2 * desired - old.size() - fresh.size();
    if (missing > 0 && now >= launchNotBefore) {
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
    int running = count(State.RUNNING);
    for (PretendTask task : old) {
      boolean spare = task.is(State.PENDING) || running > desired;
      if (spare) {
        running -= task.is(State.RUNNING) ? 1 : 0;
        stop(task, now);
      }
    }
    if (rolling && alive(false).isEmpty() && running(revision) >= desired) {
      rolling = false;
      failedStarts = 0;
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

  private int running(Revision of) {
    return (int) tasks.stream().filter(t -> t.is(State.RUNNING) && t.revision.equals(of)).count();
  }

  private PretendTask launch() {
    double spread = 1 + spec.startSpread() * (2 * random.nextDouble() - 1);
    long runsAt = clock.second() + Math.round(spec.startSeconds() * spread);
    launched++;
    String id = "%08x%024x".formatted(random.nextInt(), launched);
    PretendTask task = new PretendTask(id, revision, clock.second(), runsAt);
    tasks.add(task);
    return task;
  }

  private void stop(PretendTask task, long now) {
    task.servesUntil = now;
    if (task.is(State.RUNNING) && spec.work() instanceof Web web && web.drainSeconds() > 0) {
      task.servesUntil += random.nextInt(web.drainSeconds() + 1);
    }
    task.state = State.STOPPING;
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
