package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.Action;
import io.fargateautoscaler.core.observation.ScalingHistory.External;
import io.fargateautoscaler.core.observation.ScalingHistory.Pause;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.Span;
import io.fargateautoscaler.core.observation.ScalingHistoryBuilder;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One decision in the making: a mutable builder for tables, with an untroubled service first. */
final class Given {
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private int min = 1;
  private int max = 100;
  private Mode mode = Mode.ACTIVE;
  private Mode stackMode = Mode.ACTIVE;
  private int desired = 10;
  private int running = 10;
  private ServiceStatus.Lifecycle lifecycle = ServiceStatus.Lifecycle.ACTIVE;
  private ServiceStatus.Controller controller = ServiceStatus.Controller.ECS;
  private ServiceStatus.Deployment deployment = ServiceStatus.Deployment.STEADY;
  private @Nullable Instant deploymentStartedAt;
  private @Nullable String deploymentId;
  private @Nullable String otherScaler;
  private @Nullable ScaleIn scaleIn;
  private ScaleOut scaleOut = ScaleOut.DEFAULT;
  private final List<ScalingPolicy> policies = new ArrayList<>();
  private final Map<String, Load> loads = new TreeMap<>();
  private final Map<String, AlarmState> alarms = new TreeMap<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private Guards guards = Guards.DEFAULT;
  private final List<Action> actions = new ArrayList<>();
  private @Nullable Integer lastApplied;
  private final Map<String, QueueMemory> queues = new TreeMap<>();
  private final Map<String, Integer> samples = new TreeMap<>();
  private @Nullable Span blind;
  private @Nullable External external;
  private @Nullable Span deploying;
  private @Nullable Pause paused;
  private @Nullable Instant watchedSince;
  private UnaryOperator<ScalingHistoryBuilder> past = UnaryOperator.identity();

  static Given service(int desired, int running) {
    Given given = new Given();
    given.desired = desired;
    given.running = running;
    return given;
  }

  static Instant ago(int seconds) {
    return NOW.minusSeconds(seconds);
  }

  Given range(int least, int most) {
    min = least;
    max = most;
    return this;
  }

  Given mode(Mode document, Mode stack) {
    mode = document;
    stackMode = stack;
    return this;
  }

  Given is(ServiceStatus.Lifecycle state) {
    lifecycle = state;
    return this;
  }

  Given under(ServiceStatus.Controller by) {
    controller = by;
    return this;
  }

  Given deploying(ServiceStatus.Deployment state, int sinceSeconds) {
    deployment = state;
    deploymentStartedAt = ago(sinceSeconds);
    deploymentId = "ecs-svc/2";
    deploying = new Span(ago(sinceSeconds), null);
    return this;
  }

  /** As ECS describes it where it gives no start, and nothing is remembered of it. */
  Given deployingSinceUnknown(ServiceStatus.Deployment state) {
    deployment = state;
    return this;
  }

  Given deployed(int endedSecondsAgo) {
    deploying = new Span(ago(endedSecondsAgo + 300), ago(endedSecondsAgo));
    return this;
  }

  Given otherScaler(String name) {
    otherScaler = name;
    return this;
  }

  Given policy(ScalingPolicy each) {
    policies.add(each);
    return this;
  }

  Given schedule(Schedule each) {
    schedules.add(each);
    return this;
  }

  Given guards(Guards rules) {
    guards = rules;
    return this;
  }

  Given alarm(String name, AlarmState state) {
    alarms.put(name, state);
    return this;
  }

  /** Changes parts of the history that have no method of their own. */
  Given past(UnaryOperator<ScalingHistoryBuilder> change) {
    past = past.andThen(change)::apply;
    return this;
  }

  Given scaleIn(ScaleIn rules) {
    scaleIn = rules;
    return this;
  }

  Given scaleOut(ScaleOut rules) {
    scaleOut = rules;
    return this;
  }

  Given acted(int secondsAgo, int from, int to) {
    actions.add(new Action(ago(secondsAgo), from, to));
    return this;
  }

  Given lastApplied(int count) {
    lastApplied = count;
    return this;
  }

  Given external(int secondsAgo, int from, int to) {
    external = new External(ago(secondsAgo), from, to);
    return this;
  }

  Given blindUntil(int fromSecondsAgo, int untilSecondsAgo) {
    blind = new Span(ago(fromSecondsAgo), ago(untilSecondsAgo));
    return this;
  }

  Given paused(Instant until) {
    paused = new Pause(ago(600), until, null);
    return this;
  }

  Given watchedSince(int secondsAgo) {
    watchedSince = ago(secondsAgo);
    return this;
  }

  Given samplesPerTask(String name, int count) {
    samples.put(name, count);
    return this;
  }

  /**
   * A cpu policy at 60 % whose points are given newest first, one a minute, the newest 60 s old.
   */
  Given cpu(double... averageTimesCount) {
    return tracking(
            "cpu", new TargetMetric.Utilization(TargetMetric.Resource.CPU), "60", Direction.BOTH)
        .points("cpu", averageTimesCount);
  }

  Given tracking(String name, TargetMetric metric, String target, Direction direction) {
    policies.add(
        new TargetTrackingPolicy(
            name,
            metric,
            new BigDecimal(target),
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            direction));
    return this;
  }

  /** Pairs of average and count, newest first, one a minute, the newest 60 s old. */
  Given points(String name, double... averageTimesCount) {
    List<Load.Point> points = new ArrayList<>();
    for (int i = 0; i < averageTimesCount.length; i += 2) {
      points.add(
          new Load.Point(ago(120 + 60 * (i / 2)), averageTimesCount[i], averageTimesCount[i + 1]));
    }
    loads.put(name, new Load.PerTask(points, Duration.ofMinutes(1)));
    return this;
  }

  /** The same point in each of {@code minutes} minutes. */
  Given cpuSteady(double average, double count, int minutes) {
    double[] points = new double[2 * minutes];
    for (int i = 0; i < minutes; i++) {
      points[2 * i] = average;
      points[2 * i + 1] = count;
    }
    return cpu(points);
  }

  /** An ALB policy at 1000 requests a task and minute; sums newest first, the newest 60 s old. */
  Given requests(boolean witness, double... sums) {
    tracking("requests", new TargetMetric.AlbRequestsPerTask(null, null), "1000", Direction.BOTH);
    List<Load.Sum> points = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      points.add(new Load.Sum(ago(120 + 60 * i), sums[i]));
    }
    loads.put("requests", new Load.Total(points, Duration.ofMinutes(1), witness));
    return this;
  }

  Given load(String name, Load load) {
    loads.put(name, load);
    return this;
  }

  Given queue(QueuePolicy.Goal goal) {
    policies.add(
        new QueuePolicy("orders", "orders", goal, QueuePolicy.DEFAULT_IDLE_FOR, 0, Direction.BOTH));
    return this;
  }

  Given drain(String secondsPerMessage) {
    return queue(
        new QueuePolicy.DrainWithin(
            QueuePolicy.DrainWithin.DEFAULT_LIMIT, new BigDecimal(secondsPerMessage), 1));
  }

  Given messages(long visible, long inFlight, long delayed) {
    loads.put("orders", new Load.QueueDepth(NOW, visible, inFlight, delayed, null));
    return this;
  }

  Given messages(long visible, long inFlight, long delayed, Load.Flow flow) {
    loads.put("orders", new Load.QueueDepth(NOW, visible, inFlight, delayed, flow));
    return this;
  }

  Given read(int secondsAgo, long visible, long inFlight, int runningThen) {
    QueueMemory memory = queues.getOrDefault("orders", QueueMemory.NONE);
    List<QueueRead> reads = new ArrayList<>(memory.reads());
    reads.add(new QueueRead(ago(secondsAgo), visible, inFlight, 0, runningThen));
    queues.put(
        "orders",
        new QueueMemory(
            reads, memory.votes(), memory.emptySince(), memory.emptyReads(), memory.learned()));
    return this;
  }

  Given emptySince(int secondsAgo, int reads) {
    QueueMemory memory = queues.getOrDefault("orders", QueueMemory.NONE);
    queues.put(
        "orders",
        new QueueMemory(memory.reads(), memory.votes(), ago(secondsAgo), reads, memory.learned()));
    return this;
  }

  Decision decide() {
    ServicePolicy policy = policy();
    return Decider.decide(policy, stackMode, observation(), history());
  }

  ServicePolicy policy() {
    boolean queueOnly = policies.stream().allMatch(QueuePolicy.class::isInstance);
    ScaleIn in = scaleIn != null ? scaleIn : queueOnly ? ScaleIn.QUEUE_DEFAULT : ScaleIn.DEFAULT;
    return new ServicePolicy(
        new ServiceRef("shop", "web"),
        new CapacityRange(min, max),
        mode,
        policies,
        schedules,
        scaleOut,
        in,
        guards,
        ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
  }

  Observation observation() {
    return new Observation(
        NOW,
        new ServiceStatus(
            desired,
            running,
            Math.max(0, desired - running),
            lifecycle,
            controller,
            deployment,
            deploymentStartedAt,
            deploymentId,
            List.of(),
            otherScaler),
        loads,
        alarms);
  }

  ScalingHistory history() {
    ScalingHistoryBuilder builder =
        ScalingHistory.NONE
            .but()
            .actions(actions)
            .lastApplied(lastApplied)
            .queues(queues)
            .samplesPerTask(samples)
            .blind(blind)
            .external(external)
            .deployment(deploying)
            .paused(paused)
            .watchedSince(watchedSince);
    return past.apply(builder).build();
  }
}
