package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.load.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The settings that a comparison tries: each policy's target with each minimum capacity, so that
 * nobody wins by a target that suits a load or by buying more.
 */
public final class Grid {
  /** Our documents allow no target above 85 %. */
  private static final List<Double> TARGETS =
      List.of(30.0, 40.0, 50.0, 60.0, 65.0, 70.0, 75.0, 80.0, 82.5, 85.0);

  private static final List<Double> PEER_TARGETS =
      List.of(30.0, 40.0, 50.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0);
  private static final List<Integer> DRAINS = List.of(30, 60, 90, 120, 180, 240, 300, 420, 600);
  private static final List<Integer> MESSAGES = List.of(2, 5, 10, 20, 40, 80);
  private static final List<Integer> LATENCIES = List.of(2, 5, 10, 20, 30, 40, 60);

  /** Parts of the peak that are tried as minimum capacity. */
  private static final List<Double> MINIMUMS = List.of(0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0);

  /** What one scale-in of AWS takes away at most: not published. */
  private static final List<Double> MOST_IN = List.of(1.0, 0.25);

  /** The largest count over the peak; nobody is to be held back by it. */
  private static final int HEADROOM = 4;

  private Grid() {}

  /** All settings of all policies for a load. */
  public static List<Candidate> of(FleetSpec spec, Offered offered) {
    Candidates make = new Candidates(spec, offered);
    int peak = Math.max(1, offered.largestNeed(0, offered.seconds() - 1));
    int max = HEADROOM * peak;
    List<CapacityRange> ranges =
        MINIMUMS.stream()
            .map(part -> (int) Math.max(1, Math.round(part * peak)))
            .distinct()
            .map(min -> new CapacityRange(min, max))
            .toList();
    Kind kind = spec.work() instanceof FleetSpec.Web ? Kind.WEB : Kind.QUEUE;
    List<Candidate> all = new ArrayList<>();
    for (CapacityRange range : ranges) {
      each(all, PEER_TARGETS, threshold -> make.aasStep(threshold, range));
      each(all, PEER_TARGETS, target -> make.aasPredictive(target, range));
      each(all, PEER_TARGETS, target -> make.hpa(target, range));
      each(all, PEER_TARGETS, target -> make.nomad(target, range));
      for (double mostIn : MOST_IN) {
        each(all, PEER_TARGETS, target -> make.aas60(target, mostIn, range));
        each(all, PEER_TARGETS, target -> make.aas20(target, mostIn, range));
      }
      if (kind == Kind.WEB) {
        each(all, TARGETS, target -> make.oursWeb(target, range));
        each(all, TARGETS, target -> make.oursByTheMinute(target, range));
        each(all, PEER_TARGETS, target -> make.kpa(target, range));
      } else {
        each(all, DRAINS, drain -> make.oursQueue(Duration.ofSeconds(drain), range));
        each(all, MESSAGES, messages -> make.keda(messages, range));
        each(all, LATENCIES, latency -> make.aasBacklog(Duration.ofSeconds(latency), range));
      }
    }
    fixed(all, make, offered, peak);
    CapacityRange open = new CapacityRange(0, max);
    all.add(make.oracle(open));
    all.add(make.floor(open));
    return all;
  }

  private static <T> void each(List<Candidate> all, List<T> settings, Function<T, Candidate> make) {
    settings.stream().map(make).forEach(all::add);
  }

  /** Fixed counts between the mean and the peak. */
  private static void fixed(List<Candidate> all, Candidates make, Offered offered, int peak) {
    double sum = 0;
    for (int second = 0; second < offered.seconds(); second++) {
      sum += offered.need(second);
    }
    int mean = (int) Math.ceil(sum / offered.seconds());
    all.add(make.fixed("static-mean", Math.max(1, mean)));
    // Of a small peak several parts are the same count.
    IntStream.iterate(50, percent -> percent <= 100, percent -> percent + 5)
        .map(percent -> Math.max(1, Math.round(peak * percent / 100f)))
        .distinct()
        .filter(count -> count > mean)
        .forEach(count -> all.add(make.fixed("static-peak", count)));
  }
}
