package io.fargateautoscaler.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
  @Test
  void aShortRunStaysAsItIs() {
    assertThat(Steps.of(5, 5)).isEqualTo(new Steps(5, 1));
    assertThat(new Steps(3, 1).largest(List.of(4, 0, 9))).containsExactly(4.0, 0.0, 9.0);
  }

  @Test
  void oneStepTooManyPutsTwoIntoEachPoint() {
    assertThat(Steps.of(6, 5)).isEqualTo(new Steps(6, 2));
    assertThat(Steps.of(6, 5).points()).isEqualTo(3);
  }

  @Test
  void aPeakOfOneStepIsKept() {
    assertThat(new Steps(5, 2).largest(List.of(1, 8, 2, 2, 3))).containsExactly(8.0, 2.0, 3.0);
  }

  @Test
  void theMeanOfTheLastPointCountsOnlyItsSteps() {
    assertThat(new Steps(5, 2).mean(List.of(1.0, 2.0, 0.0, 4.0, 6.0)))
        .containsExactly(1.5, 2.0, 6.0);
  }

  @Test
  void theLatePartIsThatOfAllThatArrivedInThePoint() {
    var steps = new Steps(4, 2);
    // 10 s of 1 and of 9 a second: 100 arrived, 5 of them late.
    assertThat(steps.latePercent(List.of(5L, 0L, 0L, 0L), List.of(1.0, 9.0, 0.0, 0.0), 10))
        .containsExactly(5.0, 0.0);
  }

  @Test
  void whatIsLateWithoutArrivalsIsAllOfIt() {
    assertThat(new Steps(1, 1).latePercent(List.of(7L), List.of(0.0), 60)).containsExactly(100.0);
  }
}
