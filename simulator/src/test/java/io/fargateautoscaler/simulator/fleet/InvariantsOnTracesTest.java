package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Trace;
import io.fargateautoscaler.simulator.load.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped reconciler on the busiest six hours of every recorded load, small and large. */
final class InvariantsOnTracesTest {
  private static final Path TRACES = Path.of("..", "examples", "traces");

  static Stream<String> traces() throws IOException {
    try (Stream<Path> files = Files.list(TRACES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Offered offered(String trace, FleetSpec.Work work, int peak) {
    if (!(TraceFile.read(TRACES.resolve(trace)) instanceof TraceFile.Read(Trace whole, var _))) {
      throw new IllegalArgumentException(trace);
    }
    Trace busiest = whole.busiest(Duration.ofHours(6));
    Arrivals drawn = Arrivals.draw(busiest, peak * work.perTask() / busiest.peakRate(), 1);
    return Offered.of(drawn::at, (int) drawn.seconds(), work);
  }

  private static Map<String, Broken.Worst> run(
      FleetSpec spec, Offered offered, Candidate candidate) {
    Invariants invariants = new Invariants(Journal.NONE, spec.work(), offered);
    Run.of(spec, offered, candidate, 1, invariants);
    assertThat(invariants.decisions()).isGreaterThan(50);
    return invariants.broken();
  }

  /** Noise may turn the count once too often in twenty minutes; nothing else is excused. */
  private static void check(String what, Map<String, Broken.Worst> broken, int turns) {
    assertThat(broken).containsKey("larger load, smaller count");
    broken.forEach((rule, worst) ->
        assertThat(worst.times())
            .as(what + ": " + rule + " " + worst)
            .isLessThanOrEqualTo(rule.equals("in, out, in, out, in") ? turns : 0));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void requests(String trace) {
    for (int peak : List.of(10, 100)) {
      FleetSpec spec = FleetSpec.of(FleetSpec.Web.DEFAULT, 23);
      Offered offered = offered(trace, spec.work(), peak);
      Candidates make = new Candidates(spec, offered);
      CapacityRange range = new CapacityRange(1, 4 * peak);
      for (double target : List.of(40.0, 60.0, 80.0)) {
        check(
            "peak " + peak + ", target " + target,
            run(spec, offered, make.oursWeb(target, range)),
            1);
      }
      check("peak " + peak, run(spec, offered, make.oursByTheMinute(60, range)), 1);
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void messages(String trace) {
    for (int peak : List.of(10, 100)) {
      FleetSpec spec = FleetSpec.of(FleetSpec.Queue.DEFAULT, 23);
      Offered offered = offered(trace, spec.work(), peak);
      Candidates make = new Candidates(spec, offered);
      CapacityRange range = new CapacityRange(0, 4 * peak);
      for (int drain : List.of(60, 180)) {
        check(
            "peak " + peak + ", drain " + drain,
            run(spec, offered, make.oursQueue(Duration.ofSeconds(drain), range)),
            0);
      }
    }
  }
}
