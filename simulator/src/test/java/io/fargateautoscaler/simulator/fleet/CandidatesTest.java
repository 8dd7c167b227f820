package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.simulator.benchmark.Measures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidatesTest {
  private static final FleetSpec WEB = FleetSpec.of(FleetSpec.Web.DEFAULT, 35);
  private static final CapacityRange RANGE = new CapacityRange(1, 10);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 10, 19, 100})
  void no_setting_is_tried_twice(int peakTasks) {
    // Mostly nothing arrives, so that fixed counts from half of the peak on are tried.
    int atPeak = (int) (0.95 * 80 * peakTasks) - 1;
    Offered offered = Offered.of(second -> second < 300 ? 0 : atPeak, 500, WEB.work());

    List<String> settings =
        Grid.of(WEB, offered).stream().map(each -> each.policy() + " " + each.setting()).toList();

    assertThat(settings).contains("static-peak " + peakTasks + " tasks").doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"0.001, 10, 10000, 10", "0.0001, 1, 10000, 10", "10.5, 1, 10500, 10.5"})
  void a_backlog_is_of_messages_of_any_length(
      double seconds, int concurrency, long latencyMillis, String inWords) {
    FleetSpec spec = FleetSpec.of(new FleetSpec.Queue(seconds, concurrency, 60), 35);
    Offered offered = Offered.of(_ -> 5, 400, spec.work());

    Candidate backlog =
        new Candidates(spec, offered).aasBacklog(Duration.ofMillis(latencyMillis), RANGE);
    Measures measures = Run.of(spec, offered, backlog, 1, Journal.NONE);

    assertThat(backlog.setting()).isEqualTo("latency " + inWords + ", min 1");
    assertThat(measures.arrived()).isEqualTo(2000);
  }

  @Test
  void a_run_draws_its_chance_apart_from_the_arrivals() {
    assertThat(List.of(Run.seed(1), Run.seed(2))).doesNotContain(1L, 2L).doesNotHaveDuplicates();
  }
}
