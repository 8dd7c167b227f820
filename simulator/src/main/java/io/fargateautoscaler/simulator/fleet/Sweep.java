package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Runs all settings of all policies on some loads. The arrivals of a load are drawn once, so that
 * every policy meets the same; those of one load are in memory at a time. The results do not depend
 * on the number of threads.
 */
public final class Sweep {
  private final double startUpSeconds;
  private final Predicate<String> policies;

  /**
   * @param startUpSeconds median time until a task serves
   * @param policies whether a policy runs, by its name
   */
  public Sweep(double startUpSeconds, Predicate<String> policies) {
    this.startUpSeconds = startUpSeconds;
    this.policies = policies;
  }

  /**
   * A load.
   *
   * @param peakTasks tasks that its busiest minute keeps busy: to 60 % with requests, wholly with
   *     messages; at least 1
   * @param seed of all chance
   */
  public record Case(Trace trace, Kind kind, int peakTasks, long seed) {
    /**
     * What the counts of the trace are multiplied with.
     *
     * @throws IllegalArgumentException if nothing arrives
     */
    public double factor() {
      return Offered.factor(trace, work(kind), peakTasks);
    }
  }

  /**
   * What lies ahead.
   *
   * @param runs of all cases
   * @param seconds simulated in them
   */
  public record Extent(long runs, long seconds) {}

  /** Hears of progress, from the thread that called {@link #run}. */
  @FunctionalInterface
  public interface Listener {
    /** A run of this case has ended; {@code done} counts from the first case on. */
    void ran(Case now, Extent done);
  }

  private record Race(FleetSpec spec, Offered offered, List<Candidate> candidates) {}

  /** Draws each load once to count its settings. */
  public Extent extent(List<Case> cases) {
    long runs = 0;
    long seconds = 0;
    for (Case each : cases) {
      Race race = race(each);
      runs += race.candidates().size();
      seconds += (long) race.candidates().size() * race.offered().seconds();
    }
    return new Extent(runs, seconds);
  }

  /**
   * Runs them.
   *
   * @param threads at least 1
   * @return in the order of the cases, in each of them in that of {@link Grid}
   * @throws InterruptedException if this thread is; no further run begins then
   */
  public List<Result> run(List<Case> cases, int threads, Listener listener)
      throws InterruptedException {
    List<Result> results = new ArrayList<>();
    Extent done = new Extent(0, 0);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Case each : cases) {
        done = run(each, pool, done, results, listener);
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private Extent run(
      Case now, ExecutorService pool, Extent before, List<Result> results, Listener listener)
      throws InterruptedException {
    Race race = race(now);
    var completion = new ExecutorCompletionService<Result>(pool);
    List<Future<Result>> runs = new ArrayList<>();
    for (Candidate candidate : race.candidates()) {
      runs.add(completion.submit(() -> result(now, race, candidate)));
    }
    Extent done = before;
    for (int ended = 0; ended < runs.size(); ended++) {
      got(completion.take());
      done = new Extent(done.runs() + 1, done.seconds() + race.offered().seconds());
      listener.ran(now, done);
    }
    for (Future<Result> run : runs) {
      results.add(got(run));
    }
    return done;
  }

  private static Result got(Future<Result> run) throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run failed", e.getCause());
    }
  }

  private Race race(Case of) {
    FleetSpec spec = FleetSpec.of(work(of.kind()), startUpSeconds);
    Offered offered = Offered.scaled(of.trace(), spec.work(), of.peakTasks(), of.seed());
    List<Candidate> candidates =
        Grid.of(spec, offered).stream().filter(each -> policies.test(each.policy())).toList();
    return new Race(spec, offered, candidates);
  }

  private static Result result(Case of, Race race, Candidate candidate) {
    Measures measures =
        Run.of(race.spec(), race.offered(), candidate, Run.seed(of.seed()), Journal.NONE);
    return new Result(
        of.trace().name(),
        of.kind(),
        of.peakTasks(),
        of.seed(),
        candidate.policy(),
        candidate.setting(),
        measures);
  }

  static FleetSpec.Work work(Kind kind) {
    return switch (kind) {
      case WEB -> FleetSpec.Web.DEFAULT;
      case QUEUE -> FleetSpec.Queue.DEFAULT;
    };
  }
}
