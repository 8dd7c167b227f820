package io.fargateautoscaler.benchmarks;

import io.fargateautoscaler.core.decision.Aftermath;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision with three policies, CPU, requests and queue, of 15 points or reads each. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final ServicePolicy policy = policy();
  private final Observation observation = observation();
  private final ScalingHistory history = history();

  /** The decision alone. */
  @Benchmark
  public Decision decide() {
    return Decider.decide(policy, Mode.ACTIVE, observation, history);
  }

  /** What is remembered of it. */
  @Benchmark
  public ScalingHistory remember() {
    return Aftermath.of(policy, observation, history);
  }

  private static ServicePolicy policy() {
    return new ServicePolicy(
        new ServiceRef("shop", "checkout"),
        new CapacityRange(2, 40),
        Mode.ACTIVE,
        List.of(
            tracking("cpu", new TargetMetric.Utilization(TargetMetric.Resource.CPU), "60"),
            tracking("requests", new TargetMetric.AlbRequestsPerTask(null, null), "1000"),
            new QueuePolicy(
                "orders",
                "orders",
                new QueuePolicy.DrainWithin(Duration.ofMinutes(3), new BigDecimal("0.5"), 1),
                QueuePolicy.DEFAULT_IDLE_FOR,
                0,
                Direction.BOTH)),
        List.of(),
        ScaleOut.DEFAULT,
        ScaleIn.DEFAULT,
        Guards.DEFAULT,
        ServicePolicy.DEFAULT_RESPECT_EXTERNAL);
  }

  private static TargetTrackingPolicy tracking(String name, TargetMetric metric, String target) {
    return new TargetTrackingPolicy(
        name,
        metric,
        new BigDecimal(target),
        TargetTrackingPolicy.DEFAULT_TOLERANCE,
        TargetTrackingPolicy.DEFAULT_WARM_UP,
        Direction.BOTH);
  }

  private static Observation observation() {
    List<Load.Point> cpu = new ArrayList<>();
    List<Load.Sum> requests = new ArrayList<>();
    for (int minute = 2; minute < 17; minute++) {
      Instant at = NOW.minusSeconds(60L * minute);
      cpu.add(new Load.Point(at, 40 + minute * 1.7, 10));
      requests.add(new Load.Sum(at, 7_000 + 113 * minute));
    }
    return new Observation(
        NOW,
        ServiceStatus.steady(10, 10, 0),
        Map.of(
            "cpu", new Load.PerTask(cpu, Duration.ofMinutes(1)),
            "requests", new Load.Total(requests, Duration.ofMinutes(1), false),
            "orders", new Load.QueueDepth(NOW, 40, 9, 0, null)),
        Map.of());
  }

  private static ScalingHistory history() {
    List<ScalingHistory.QueueRead> reads = new ArrayList<>();
    List<ScalingHistory.Vote> votes = new ArrayList<>();
    for (int i = 15; i > 0; i--) {
      votes.add(new ScalingHistory.Vote(NOW.minusSeconds(10L * i), 9 + i % 2));
      reads.add(new ScalingHistory.QueueRead(NOW.minusSeconds(10L * i), 40 + i % 3, 9, 0, 10));
    }
    return ScalingHistory.NONE
        .but()
        .actions(List.of(new ScalingHistory.Action(NOW.minusSeconds(700), 9, 10)))
        .lastApplied(10)
        .appliedAt(NOW.minusSeconds(700))
        .queues(Map.of("orders", new ScalingHistory.QueueMemory(reads, votes, null, 0, null)))
        .build();
  }
}
