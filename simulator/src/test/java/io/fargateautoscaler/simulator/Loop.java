package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.decision.Decision;
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
import io.fargateautoscaler.core.reconcile.DecisionRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One service in a closed loop, with its trace. */
final class Loop implements DecisionListener {
  static final ServiceRef SERVICE = new ServiceRef("shop", "web");
  static final double TARGET = 0.6;
  private static final int MAX = 400;

  private final Simulation simulation;
  private final List<String> trace = new ArrayList<>();
  private final List<Integer> desired = new ArrayList<>();
  private boolean saturated;

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
    Loop loop = new Loop(settings);
    loop.simulation.add(
        ServiceSpec.of(SERVICE, tasks, startSeconds, web),
        policy(
            new TargetTrackingPolicy(
                "cpu",
                new TargetMetric.Utilization(TargetMetric.Resource.CPU),
                BigDecimal.valueOf(60),
                TargetTrackingPolicy.DEFAULT_TOLERANCE,
                TargetTrackingPolicy.DEFAULT_WARM_UP,
                Direction.BOTH),
            ScaleIn.DEFAULT,
            1),
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
        policy(policy, ScaleIn.QUEUE_DEFAULT, 0),
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

  private static ServicePolicy policy(ScalingPolicy policy, ScaleIn scaleIn, int min) {
    return new ServicePolicy(
        SERVICE,
        new CapacityRange(min, MAX),
        Mode.ACTIVE,
        List.of(policy),
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
      desired.add(simulation.aws().truth(SERVICE).desired());
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
    return saturated;
  }

  /** Every decision that was news, for the message of a failed test. */
  String trace() {
    return "\n"
        + String.join(
            "\n", trace.size() <= 24 ? trace : trace.subList(trace.size() - 24, trace.size()));
  }

  @Override
  public void decided(DecisionRecord record, boolean news) {
    record
        .observation()
        .loads()
        .values()
        .forEach(load -> {
          if (load instanceof io.fargateautoscaler.core.observation.Load.PerTask(var p, _)) {
            saturated |= p.stream().anyMatch(point -> point.average() >= 95);
          }
        });
    String outcome =
        switch (record.decision().outcome()) {
          case Decision.Scale s -> "scale " + s.from() + " → " + s.to() + " " + s.because();
          case Decision.Hold h -> "hold " + h.reason() + " " + h.count() + " " + h.because();
        };
    if (news || record.decision().outcome() instanceof Decision.Scale) {
      trace.add(
          "%6d s  running %d  %s"
              .formatted(
                  simulation.clock().secondOf(record.at()),
                  record.observation().service().running(),
                  outcome));
    }
  }

  @Override
  public void failed(ServiceRef service, String reason) {
    trace.add(simulation.clock().second() + " s  FAILED " + reason);
    throw new AssertionError(reason);
  }
}
