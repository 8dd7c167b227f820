package io.fargateautoscaler.benchmarks;

import io.fargateautoscaler.simulator.ServiceTime;
import io.fargateautoscaler.simulator.requests.Choice;
import io.fargateautoscaler.simulator.requests.RequestEngine;
import io.fargateautoscaler.simulator.requests.Settings;
import io.fargateautoscaler.simulator.requests.Tally;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One simulated request, of 10,000 a second with log-normal work at 70 % load. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestsBenchmark {
  private static final int REQUESTS = 10_000;
  private static final int WORKERS = 4;

  @Param({"10", "1000"})
  private int tasks;

  @Param private Choice choice = Choice.ROUND_ROBIN;

  private RequestEngine engine = engine();

  @Setup
  public void fill() {
    engine = engine();
    for (int id = 0; id < tasks; id++) {
      engine.addTask(id);
    }
  }

  private RequestEngine engine() {
    ServiceTime work = ServiceTime.logNormal(0.7 * tasks * WORKERS / REQUESTS, 1);
    return new RequestEngine(Settings.of(WORKERS, work).choosing(choice), 1);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public Tally second() {
    engine.second(REQUESTS);
    return engine.tally();
  }
}
