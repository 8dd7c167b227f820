package io.fargateautoscaler.simulator.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reaction of target tracking that AWS measured, over all times of the step and of looks. */
final class ReactionTest {
  private static final double TARGET = 60;

  @Test
  void ofPointsOfAMinuteTwoPeriodsLate() {
    var reaction = reaction(60, 120, () -> AasTargetTracking.at60(TARGET));

    assertThat(reaction.getAverage()).isCloseTo(363, within(30.0));
    assertThat(reaction.getMin()).isGreaterThanOrEqualTo(300);
    assertThat(reaction.getMax()).isLessThanOrEqualTo(426);
  }

  @Test
  void ofPointsOf20SecondsOnePeriodLate() {
    var reaction = reaction(20, 20, () -> AasTargetTracking.at20(TARGET));

    assertThat(reaction.getAverage()).isCloseTo(86, within(15.0));
    assertThat(reaction.getMin()).isGreaterThanOrEqualTo(66);
    assertThat(reaction.getMax()).isLessThanOrEqualTo(110);
  }

  @Test
  void laterPointsMakeItLater() {
    var reaction = reaction(20, 60, () -> AasTargetTracking.at20(TARGET));

    assertThat(reaction.getAverage()).isCloseTo(130, within(15.0));
  }

  private static IntSummaryStatistics reaction(int period, int published, Supplier<Peer> peers) {
    Duration length = Duration.ofSeconds(period);
    Duration delay = Duration.ofSeconds(published);
    return IntStream.range(0, period * period)
        .map(i -> new StepOfLoad(length, delay, i / period, i % period).reaction(peers.get()))
        .summaryStatistics();
  }
}
