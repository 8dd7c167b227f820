package io.fargateautoscaler.simulator.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpponentsTest {
  private static List<Result> run(String policy, List<String> against, double... counts) {
    String text = "service: shop/web\ncapacity: {min: 0, max: 40}\npolicies:\n  " + policy + "\n";
    Modelled ours =
        (Modelled) Modelled.of(PolicyReader.read(text, null).policy().orElseThrow(), null, null);
    Trace trace = new Trace("some", 60, counts);
    return new Trial(trace, ours, 10, 35, true, against, 1)
        .run(List.of(), (_, _, _, _) -> {})
        .results();
  }

  @Test
  void those_that_read_cpu_are_not_asleep_forever() {
    double[] counts = new double[60];
    Arrays.fill(counts, 20, 60, 600);
    List<String> byCpu = List.of("aas-20", "aas-60", "aas-step", "aas-predictive", "hpa", "nomad");

    List<Result> results = run("orders: {type: queue, queue: orders}", byCpu, counts);

    assertThat(results)
        .filteredOn(each -> byCpu.contains(each.policy()))
        .hasSize(byCpu.size())
        .allSatisfy(each -> assertThat(each.measures().changes()).isPositive())
        .allSatisfy(each -> assertThat(each.setting()).endsWith("min 1"));
  }
}
