package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Made-up runs of ten hours with a million arrivals, so that 10,000 late ones are 1 %. */
final class Runs {
  private Runs() {}

  static Measures measures(double usd, double latePercent) {
    return new Measures(
        1_000_000, Math.round(latePercent * 10_000), usd * 20, usd, 0.01, 40, 5, 10);
  }

  static Result run(String trace, long seed, String policy, double usd, double latePercent) {
    return run(trace, 10, seed, policy, usd, latePercent);
  }

  static Result run(
      String trace, int peak, long seed, String policy, double usd, double latePercent) {
    return new Result(
        trace,
        Kind.WEB,
        peak,
        seed,
        policy,
        usd + " USD and " + latePercent + " % late",
        measures(usd, latePercent));
  }

  /** Points like {@code 1:5} for 1 USD and 5 % late. */
  static List<Result> front(String trace, long seed, String policy, String points) {
    return Arrays.stream(points.split(" "))
        .map(point -> point.split(":"))
        .map(point ->
            run(trace, seed, policy, Double.parseDouble(point[0]), Double.parseDouble(point[1])))
        .toList();
  }

  @SafeVarargs
  static List<Result> all(List<Result>... parts) {
    var runs = new ArrayList<Result>();
    for (List<Result> part : parts) {
      runs.addAll(part);
    }
    return runs;
  }
}
