package io.fargateautoscaler.benchmarks;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.fleet.Candidate;
import io.fargateautoscaler.simulator.fleet.Candidates;
import io.fargateautoscaler.simulator.fleet.FleetSpec;
import io.fargateautoscaler.simulator.fleet.Journal;
import io.fargateautoscaler.simulator.fleet.Offered;
import io.fargateautoscaler.simulator.fleet.Run;
import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Trace;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A simulated week of a load in daily waves with a peak of ten tasks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
public class FleetBenchmark {
  private static final int MINUTES = 7 * 1440;
  private static final int WAVE = 1440;

  /** A policy on a kind of load. */
  public enum Policy {
    OURS_WEB,
    AAS_20,
    KPA,
    OURS_QUEUE,
    KEDA
  }

  @Param private Policy policy = Policy.OURS_WEB;

  private FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
  private Offered offered = Offered.of(_ -> 0, 1, spec.work());
  private Candidate candidate = candidate();

  @Setup
  public void draw() {
    boolean web = policy != Policy.OURS_QUEUE && policy != Policy.KEDA;
    FleetSpec.Work work = web ? FleetSpec.Web.DEFAULT : FleetSpec.Queue.DEFAULT;
    spec = FleetSpec.of(work, 23);
    double[] counts =
        IntStream.range(0, MINUTES)
            .mapToDouble(
                minute -> 60 * work.perTask() * (5.5 + 4.5 * Math.sin(2 * Math.PI * minute / WAVE)))
            .toArray();
    Arrivals drawn = Arrivals.draw(new Trace("waves", 60, counts), 1, 1);
    offered = Offered.of(drawn::at, (int) drawn.seconds(), work);
    candidate = candidate();
  }

  private Candidate candidate() {
    Candidates make = new Candidates(spec, offered);
    CapacityRange range = new CapacityRange(1, 40);
    return switch (policy) {
      case OURS_WEB -> make.oursWeb(60, range);
      case AAS_20 -> make.aas20(60, 1, range);
      case KPA -> make.kpa(60, range);
      case OURS_QUEUE -> make.oursQueue(Duration.ofMinutes(3), range);
      case KEDA -> make.keda(10, range);
    };
  }

  @Benchmark
  public Measures week() {
    return Run.of(spec, offered, candidate, 1, Journal.NONE);
  }
}
