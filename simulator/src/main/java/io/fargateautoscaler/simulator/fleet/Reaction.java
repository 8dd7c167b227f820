package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.benchmark.StepResponse;
import io.fargateautoscaler.simulator.load.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How soon policies answer a load that rises threefold at once, on a service that has been steady
 * for half an hour: ten tasks whose CPU goes from 30 % to 90 %, or ten workers of which half are
 * busy and then three halves were. Averaged over six times of the rise within a minute.
 */
public final class Reaction {
  private static final int TASKS = 10;
  private static final int MOST_TASKS = 50;
  private static final int STEADY_SECONDS = 1800;
  private static final int WATCHED_SECONDS = 1800;

  /** The middles of six equal parts of a minute. */
  private static final int PHASES = 6;

  private static final int FIRST_PHASE = 5;
  private static final int BETWEEN_PHASES = 10;

  private static final int RISE = 3;

  /** Parts of the capacity of ten tasks. */
  private static final double WEB_BEFORE = 0.3;

  private static final double QUEUE_BEFORE = 0.5;

  /** The target of all policies by CPU, in percent. */
  private static final double TARGET = 60;

  /** Of the target; what ours and others leave alone. */
  private static final double TOLERANCE = 0.1;

  private static final Duration DRAIN = Duration.ofMinutes(3);
  private static final int MESSAGES = 5;
  private static final Duration LATENCY = Duration.ofSeconds(10);

  private Reaction() {}

  /**
   * Measures the policies that run.
   *
   * @param startUpSeconds median time until a task serves
   * @param policies whether a policy runs, by its name
   */
  public static List<StepResponse> of(
      Kind kind, double startUpSeconds, Predicate<String> policies) {
    FleetSpec spec = FleetSpec.of(Sweep.work(kind), startUpSeconds);
    List<StepResponse> responses = new ArrayList<>();
    for (Function<Candidates, Candidate> each : candidates(kind)) {
      Candidate any = each.apply(new Candidates(spec, offered(spec, 0)));
      if (policies.test(any.policy())) {
        responses.add(response(kind, spec, each));
      }
    }
    return List.copyOf(responses);
  }

  /** Each at its default setting, with a minimum that it does not go below before the rise. */
  private static List<Function<Candidates, Candidate>> candidates(Kind kind) {
    CapacityRange range = new CapacityRange(TASKS, MOST_TASKS);
    List<Function<Candidates, Candidate>> all = new ArrayList<>();
    if (kind == Kind.WEB) {
      all.add(make -> make.oursWeb(TARGET, range));
      all.add(make -> make.oursByTheMinute(TARGET, range));
    } else {
      all.add(make -> make.oursQueue(DRAIN, range));
    }
    all.add(make -> make.aas20(TARGET, 1, range));
    all.add(make -> make.aas60(TARGET, 1, range));
    all.add(make -> make.aasStep(TARGET, range));
    all.add(make -> make.aasPredictive(TARGET, range));
    if (kind == Kind.QUEUE) {
      all.add(make -> make.aasBacklog(LATENCY, range));
    }
    all.add(make -> make.hpa(TARGET, range));
    all.add(
        kind == Kind.WEB ? make -> make.kpa(TARGET, range) : make -> make.keda(MESSAGES, range));
    all.add(make -> make.nomad(TARGET, range));
    return all;
  }

  private static StepResponse response(
      Kind kind, FleetSpec spec, Function<Candidates, Candidate> policy) {
    Mean change = new Mean();
    Mean enough = new Mean();
    String name = "";
    String setting = "";
    for (int i = 0; i < PHASES; i++) {
      int phase = FIRST_PHASE + i * BETWEEN_PHASES;
      Offered offered = offered(spec, phase);
      Candidate candidate = policy.apply(new Candidates(spec, offered));
      name = candidate.policy();
      setting = candidate.setting();
      Watch watch = new Watch(STEADY_SECONDS + phase, needed(spec, offered));
      Run.of(spec, offered, candidate, i, watch);
      change.add(watch.change);
      enough.add(watch.enough);
    }
    return new StepResponse(kind, name, setting, change.value(), enough.value());
  }

  private static Offered offered(FleetSpec spec, int phase) {
    boolean web = spec.work() instanceof FleetSpec.Web;
    int before = (int) (TASKS * spec.work().perTask() * (web ? WEB_BEFORE : QUEUE_BEFORE));
    int rise = STEADY_SECONDS + phase;
    return Offered.of(
        second -> second < rise ? before : RISE * before, rise + WATCHED_SECONDS, spec.work());
  }

  /** Tasks that bring CPU near the target; workers that keep up. */
  private static int needed(FleetSpec spec, Offered offered) {
    int last = offered.seconds() - 1;
    return spec.work() instanceof FleetSpec.Web
        ? (int)
            Math.ceil(
                offered.arrivals(last) / (spec.work().perTask() * TARGET / 100 * (1 + TOLERANCE)))
        : offered.need(last);
  }

  /** Looks for what follows a rise. */
  private static final class Watch implements Journal {
    private final int rise;
    private final int needed;
    private @Nullable Integer change;
    private @Nullable Integer enough;

    Watch(int rise, int needed) {
      this.rise = rise;
      this.needed = needed;
    }

    @Override
    public void changed(int second, int from, int to) {
      if (change == null && second > rise && to > from) {
        change = second - rise;
      }
    }

    @Override
    public void second(int second, int desired, int running, double lateSoFar) {
      if (enough == null && second > rise && running >= needed) {
        enough = second - rise;
      }
    }
  }

  /** Of times that all came. */
  private static final class Mean {
    private long sum;
    private int count;
    private boolean missing;

    void add(@Nullable Integer seconds) {
      missing |= seconds == null;
      sum += seconds == null ? 0 : seconds;
      count++;
    }

    @Nullable Double value() {
      return missing ? null : (double) sum / count;
    }
  }
}
