package io.fargateautoscaler.simulator;

import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.simulator.ServiceSpec.Metering;
import io.fargateautoscaler.simulator.ServiceSpec.Web;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One closed loop of a web service at a target of 60 % CPU.
 *
 * @param tasks that the load needs before it changes
 * @param start seconds that a task needs to start
 * @param burn seconds for which a new task keeps its CPU busy with itself
 * @param drain seconds over which tasks that are stopped leave
 * @param noise variation of the load
 */
record WebCase(
    Shape shape,
    Metrics metrics,
    int tasks,
    int start,
    int burn,
    int drain,
    double noise,
    Trouble trouble) {
  /** When the load begins to change, in seconds. */
  static final long EVENT = 1830;

  static final Duration LENGTH = Duration.ofMinutes(120);

  /** How the load changes. */
  enum Shape {
    CONSTANT,
    STEP_X2,
    STEP_X5,
    STEP_X10,
    DROP_TO_HALF,
    DROP_TO_FIFTH,
    DROP_TO_TENTH,
    RAMP_X5,
    SQUARE_30S,
    SQUARE_2M,
    SQUARE_5M,
    SQUARE_10M,
    SPIKE,
    DROP_TO_ZERO,
    SLOW_DECAY;

    Workload of(double tasks, int start) {
      double low = tasks * Loop.TARGET;
      return switch (this) {
        case CONSTANT -> Workload.constant(low);
        case STEP_X2 -> Workload.step(low, 2 * low, EVENT);
        case STEP_X5 -> Workload.step(low, 5 * low, EVENT);
        case STEP_X10 -> Workload.step(low, 10 * low, EVENT);
        case DROP_TO_HALF -> Workload.step(low, low / 2, EVENT);
        case DROP_TO_FIFTH -> Workload.step(low, low / 5, EVENT);
        case DROP_TO_TENTH -> Workload.step(low, low / 10, EVENT);
        case RAMP_X5 ->
            Workload.lines(new double[] {EVENT, low}, new double[] {EVENT + 1200, 5 * low});
        case SQUARE_30S -> Workload.square(low, 3 * low, 30, EVENT);
        case SQUARE_2M -> Workload.square(low, 3 * low, 120, EVENT);
        case SQUARE_5M -> Workload.square(low, 3 * low, 300, EVENT);
        case SQUARE_10M -> Workload.square(low, 3 * low, 600, EVENT);
        case SPIKE -> second -> second >= EVENT && second < EVENT + 0.7 * start ? 4 * low : low;
        case DROP_TO_ZERO -> Workload.step(low, 0, EVENT);
        case SLOW_DECAY ->
            Workload.lines(new double[] {EVENT, low}, new double[] {EVENT + 3600, low / 5});
      };
    }

    /** How many times as much is needed after the event, once it is over; 0: no step up. */
    int factor() {
      return switch (this) {
        case STEP_X2 -> 2;
        case STEP_X5 -> 5;
        case STEP_X10 -> 10;
        default -> 0;
      };
    }
  }

  /** How late which metrics are. */
  enum Metrics {
    LAG_0(0, false),
    LAG_60(60, false),
    LAG_120(120, false),
    LAG_180(180, false),
    FINE_20(20, true),
    FINE_60(60, true),
    FINE_AND_REQUESTS(20, true);

    final int lag;
    final boolean fine;

    Metrics(int lag, boolean fine) {
      this.lag = lag;
      this.fine = fine;
    }
  }

  /** What else goes wrong. */
  enum Trouble {
    NONE,
    DYING,
    PARTIAL,
    SAMPLES_X2,
    SAMPLES_X3,
    DEPLOYMENT
  }

  /** Every combination of start-up, stop, noise and trouble. */
  static List<WebCase> under(Shape shape, Metrics metrics, int tasks) {
    List<WebCase> cases = new ArrayList<>();
    for (int start : new int[] {20, 60, 120}) {
      for (int burn : new int[] {0, 30, 60}) {
        for (int drain : new int[] {0, 30}) {
          for (double noise : new double[] {0, 0.1, 0.3}) {
            for (Trouble trouble : Trouble.values()) {
              cases.add(new WebCase(shape, metrics, tasks, start, burn, drain, noise, trouble));
            }
          }
        }
      }
    }
    return cases;
  }

  /** Runs it. */
  Loop loop() {
    Workload load = shape.of(tasks, start);
    if (noise > 0) {
      load = load.noisy(noise, 31L * tasks + shape.ordinal());
    }
    Web web = Web.of(load).burning(burn).draining(drain).metered(metering());
    if (trouble == Trouble.DYING) {
      web = web.dyingOfOverload();
    }
    PretendAws.Settings settings =
        PretendAws.Settings.of(7, Duration.ofSeconds(metrics.lag))
            .sumsAfter(Duration.ofSeconds(Math.max(60, metrics.lag)))
            .late(trouble == Trouble.PARTIAL ? 0.3 : 0);
    List<ScalingPolicy> policies = new ArrayList<>(List.of(Loop.CPU));
    if (metrics == Metrics.FINE_AND_REQUESTS) {
      policies.add(Loop.REQUESTS);
    }
    Loop loop = Loop.web(settings, tasks, start, web, policies);
    if (trouble == Trouble.DEPLOYMENT) {
      Revision next = new Revision(2, new Revision.Good());
      loop.simulation().at(EVENT - 45, () -> loop.simulation().aws().deploy(Loop.SERVICE, next));
    }
    return loop.run(LENGTH);
  }

  private Metering metering() {
    return switch (trouble) {
      case SAMPLES_X2 -> new Metering(metrics.fine, 2);
      case SAMPLES_X3 -> new Metering(metrics.fine, 3);
      default -> new Metering(metrics.fine, 1);
    };
  }

  @Override
  public String toString() {
    return "%s %s %d tasks, start %d s, burn %d s, drain %d s, noise %.0f %%, %s"
        .formatted(shape, metrics, tasks, start, burn, drain, 100 * noise, trouble);
  }
}
