package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GridTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 11, 19, 20, 150})
  void no_setting_is_there_twice_however_small_the_peak(int peak) {
    for (FleetSpec.Work work : List.of(FleetSpec.Web.DEFAULT, FleetSpec.Queue.DEFAULT)) {
      int busy = (int) (0.9 * work.perTask() * peak);
      // Quiet for long, so that fixed counts lie above the mean.
      Offered offered = Offered.of(second -> second < 900 ? 0 : busy, 1000, work);

      List<Candidate> all = Grid.of(FleetSpec.of(work, 35), offered);

      assertThat(all)
          .extracting(each -> each.policy() + ": " + each.setting())
          .anyMatch(each -> each.startsWith("static-"))
          .doesNotHaveDuplicates();
    }
  }
}
