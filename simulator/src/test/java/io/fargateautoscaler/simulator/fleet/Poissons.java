package io.fargateautoscaler.simulator.fleet;

import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Poisson arrivals second by second. */
final class Poissons {
  private Poissons() {}

  /**
   * @param rate arrivals a second on average
   */
  static int[] of(IntToDoubleFunction rate, int seconds, long seed) {
    double[] means = IntStream.range(0, seconds).mapToDouble(rate).toArray();
    Arrivals drawn = Arrivals.draw(new Trace("made", 1, means), 1, seed);
    return IntStream.range(0, seconds).map(drawn::at).toArray();
  }

  static Offered offered(FleetSpec.Work work, IntToDoubleFunction rate, int seconds, long seed) {
    int[] arrivals = of(rate, seconds, seed);
    return Offered.of(second -> arrivals[second], seconds, work);
  }
}
