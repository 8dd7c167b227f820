package io.fargateautoscaler.simulator.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"0.000001", "0.0004", "0.001", "0.0234", "7.0004", "20"})
  void all_of_a_queue_run_however_long_a_message_takes(String seconds) {
    List<String> all = Opponents.known(Kind.QUEUE);

    List<Result> results =
        run(
            "orders: {type: queue, queue: orders, seconds-per-message: " + seconds + "}",
            all,
            60,
            60,
            60);

    assertThat(results)
        .extracting(Result::policy)
        .startsWith("ours")
        .containsAll(all)
        .doesNotHaveDuplicates();
  }
}
