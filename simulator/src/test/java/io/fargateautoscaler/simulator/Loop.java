package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
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
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One service in a closed loop, with its trace. */
final class Loop implements DecisionListener {
  static final ServiceRef SERVICE = new ServiceRef("shop", "web");
  static final double TARGET = 0.6;
  static final int MAX = 400;

  /** CPU at 60 %. */
  static final ScalingPolicy CPU =
      new TargetTrackingPolicy(
          "cpu",
          new TargetMetric.Utilization(TargetMetric.Resource.CPU),
          BigDecimal.valueOf(60),
          TargetTrackingPolicy.DEFAULT_TOLERANCE,
          TargetTrackingPolicy.DEFAULT_WARM_UP,
          Direction.BOTH);

  /** As many requests as make 60 % CPU. */
  static final ScalingPolicy REQUESTS =
      new TargetTrackingPolicy(
          "requests",
          new TargetMetric.AlbRequestsPerTask(null, null),
          BigDecimal.valueOf(600),
          TargetTrackingPolicy.DEFAULT_TOLERANCE,
          TargetTrackingPolicy.DEFAULT_WARM_UP,
          Direction.BOTH);

  private final Simulation simulation;
  private final List<String> trace = new ArrayList<>();
  private final List<Integer> desired = new ArrayList<>();
  private final List<Integer> running = new ArrayList<>();
  private final List<Long> saturatedAt = new ArrayList<>();
  private final List<Held> holds = new ArrayList<>();
  private @Nullable Workload load;

  /** Why the count stayed at a second since the start. */
  record Held(long second, HoldReason reason) {}

  private Loop(PretendAws.Settings settings) {
    simulation =
        new Simulation(
            Instant.parse("2026-03-02T09:00:00Z"),
            settings,
            Duration.ofSeconds(10),
            Simulation.subjectOnly(),
            this);
  }

  /** A web service with a CPU policy at 60 %. */
  static Loop web(PretendAws.Settings settings, int tasks, int startSeconds, ServiceSpec.Web web) {
    return web(settings, tasks, startSeconds, web, List.of(CPU));
  }

  /** A web service with these policies. */
  static Loop web(
      PretendAws.Settings settings,
      int tasks,
      int startSeconds,
      ServiceSpec.Web web,
      List<ScalingPolicy> policies) {
    Loop loop = new Loop(settings);
    loop.load = web.load();
    loop.simulation.add(
        new ServiceSpec(SERVICE, tasks, startSeconds, 0.2, 0.5, 1, web),
        policy(policies, ScaleIn.DEFAULT, 1),
        "{}");
    return loop;
  }

  /** Consumers of a queue. */
  static Loop queue(
      PretendAws.Settings settings,
      int tasks,
      int startSeconds,
      ServiceSpec.Queue queue,
      QueuePolicy policy) {
    Loop loop = new Loop(settings);
    loop.simulation.add(
        ServiceSpec.of(SERVICE, tasks, startSeconds, queue),
        policy(List.of(policy), ScaleIn.QUEUE_DEFAULT, 0),
        "{}");
    return loop;
  }

  /** The queue "orders" within {@code limit}. */
  static QueuePolicy drain(Duration limit, double secondsPerMessage, int concurrency) {
    return new QueuePolicy(
        "orders",
        "orders",
        new QueuePolicy.DrainWithin(limit, BigDecimal.valueOf(secondsPerMessage), concurrency),
        QueuePolicy.DEFAULT_IDLE_FOR,
        0,
        Direction.BOTH);
  }

  private static ServicePolicy policy(List<ScalingPolicy> policies, ScaleIn scaleIn, int min) {
    return new ServicePolicy(
        SERVICE,
        new CapacityRange(min, MAX),
        Mode.ACTIVE,
        policies,
        List.of(),
        ScaleOut.DEFAULT,
        scaleIn,
        Guards.DEFAULT,
        ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
  }

  Simulation simulation() {
    return simulation;
  }

  Loop run(Duration length) {
    long end = simulation.clock().second() + length.toSeconds();
    while (simulation.clock().second() < end) {
      simulation.runUntil(simulation.clock().second() + 1);
      ServiceStatus truth = simulation.aws().truth(SERVICE);
      desired.add(truth.desired());
      running.add(truth.running());
    }
    return this;
  }

  /** Largest desired count since a second. */
  int peak(long since) {
    return desired.stream().skip(since).mapToInt(Integer::intValue).max().orElse(0);
  }

  int last() {
    return desired.getLast();
  }

  long changes(long since) {
    Instant from = simulation.clock().at(since);
    return simulation.aws().changes().stream().filter(c -> !c.at().isBefore(from)).count();
  }

  /** Whether a decision saw an average of at least 95 %. */
  boolean sawSaturation() {
    return !saturatedAt.isEmpty();
  }

  /** Every hold, oldest first. */
  List<Held> holds() {
    return holds;
  }

  /** The desired count at the end of every second. */
  List<Integer> desired() {
    return desired;
  }

  /** The running count at the end of every second. */
  List<Integer> running() {
    return running;
  }

  /** What happened, second by second; a web service only. */
  WebCourse course() {
    return new WebCourse(
        Objects.requireNonNull(load),
        desired.stream().mapToInt(Integer::intValue).toArray(),
        running.stream().mapToInt(Integer::intValue).toArray(),
        saturatedAt.stream().mapToLong(Long::longValue).toArray());
  }

  /** Every decision that was news, for the message of a failed test. */
  String trace() {
    return "\n"
        + String.join(
            "\n",
            trace.size() <= 24
                ? trace
                : trace.subList(
                    trace.size() - Math.min(trace.size(), Integer.getInteger("lines", 24)),
                    trace.size()));
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    assertThat(
            Decider.decide(
                record.policy().policy(),
                record.stackMode(),
                record.observation(),
                record.history()))
        .as("decided again from its record")
        .isEqualTo(record.decision());
    if (record.observation().loads().values().stream().anyMatch(Loop::saturated)) {
      saturatedAt.add(simulation.clock().second());
    }
    if (record.decision().outcome() instanceof Decision.Hold hold) {
      holds.add(new Held(simulation.clock().second(), hold.reason()));
    }
    if (!news && !(record.decision().outcome() instanceof Decision.Scale)) {
      return;
    }
    String outcome =
        switch (record.decision().outcome()) {
          case Decision.Scale s -> "scale " + s.from() + " → " + s.to() + " " + s.because();
          case Decision.Hold h -> "hold " + h.reason() + " " + h.count() + " " + h.because();
        };
    trace.add(
        "%6d s  running %d  %s"
            .formatted(
                simulation.clock().secondOf(record.at()),
                record.observation().service().running(),
                outcome));
  }

  private static boolean saturated(Load load) {
    return load instanceof Load.PerTask(var points, _)
        && points.stream().anyMatch(point -> point.average() >= 95);
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    trace.add(simulation.clock().second() + " s  FAILED " + reason);
    throw new AssertionError(reason);
  }
}
