package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Means, growth and floors of a queue's reads. */
class QueueReadsTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static QueueRead at(Instant instant, long visible, long inFlight, int running) {
    return new QueueRead(instant, visible, inFlight, 0, running);
  }

  private static QueueReads waiting(QueueRead... reads) {
    return new QueueReads(List.of(reads));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slopes")
  void messagesASecond(String name, QueueReads reads, String expected) {
    assertThat(reads.slope(MINUTE)).isEqualByComparingTo(expected);
  }

  static Stream<Arguments> slopes() {
    return Stream.of(
        arguments("one read shows no growth", waiting(at(NOW, 900, 0, 1)), "0"),
        arguments("two reads", waiting(at(ago(10), 20, 0, 1), at(NOW, 80, 0, 1)), "6"),
        arguments(
            "what is received has not left: visible and in flight together",
            waiting(at(ago(10), 50, 10, 1), at(NOW, 20, 60, 1)),
            "2"),
        arguments(
            "of two rates the smaller",
            waiting(at(ago(20), 0, 0, 1), at(ago(10), 90, 0, 1), at(NOW, 100, 0, 1)),
            "1"),
        arguments(
            "of three the middle, in any order",
            waiting(
                at(ago(30), 0, 0, 1),
                at(ago(20), 50, 0, 1),
                at(ago(10), 60, 0, 1),
                at(NOW, 90, 0, 1)),
            "3"),
        arguments(
            "of four the mean of the middle two",
            waiting(
                at(ago(40), 0, 0, 1),
                at(ago(30), 90, 0, 1),
                at(ago(20), 80, 0, 1),
                at(ago(10), 120, 0, 1),
                at(NOW, 140, 0, 1)),
            "3"),
        arguments(
            "a read at the start of the time counts",
            waiting(at(ago(60), 0, 0, 1), at(NOW, 120, 0, 1)),
            "2"),
        arguments(
            "an earlier one does not", waiting(at(ago(61), 0, 0, 1), at(NOW, 120, 0, 1)), "0"),
        arguments(
            "reads less than a millisecond apart show no rate",
            waiting(at(NOW.minusNanos(1), 0, 0, 1), at(NOW, 120, 0, 1)),
            "0"));
  }

  @Test
  void meansOfTheLastMinuteItsStartIncluded() {
    QueueReads reads = waiting(at(ago(61), 0, 900, 90), at(ago(60), 0, 10, 1), at(NOW, 0, 20, 4));

    assertThat(reads.meanInFlight()).isEqualByComparingTo("15");
    assertThat(reads.meanRunning()).isEqualByComparingTo("2.5");
  }

  @ParameterizedTest(name = "{0} in flight, {1} tasks of {2} at once")
  @CsvSource({"11, 10, 1, false", "12, 10, 1, true", "22, 10, 2, false", "23, 10, 2, true"})
  void consumersHoldTooMuchAboveElevenTenthsOfTheirShare(
      long inFlight, int running, int concurrency, boolean expected) {
    assertThat(waiting(at(NOW, 0, inFlight, running)).holdTooMuch(concurrency)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} in flight, {1} at once, flow known: {2}")
  @CsvSource({
    "11, 1, true, 11",
    "12, 1, true, 0",
    "12, 1, false, 12",
    "21, 2, true, 11",
    "20, 2, true, 10"
  })
  void tasksThatMessagesInFlightKeepBusy(
      long inFlight, int concurrency, boolean flowKnown, int expected) {
    Load.Flow flow = flowKnown ? new Load.Flow(null, 1, 1, 1) : null;

    assertThat(waiting(at(NOW, 0, inFlight, 10)).inFlightFloor(concurrency, flow))
        .isEqualTo(expected);
  }

  @Test
  void pastReadsInAnyOrderAndOnlyThoseBeforeTheNewest() {
    QueueReads reads =
        QueueReads.of(
            List.of(at(ago(10), 1, 0, 1), at(ago(30), 2, 0, 1), at(NOW, 3, 0, 1)),
            new Load.QueueDepth(NOW, 4, 5, 6, null),
            7);

    assertThat(reads.all())
        .containsExactly(
            at(ago(30), 2, 0, 1), at(ago(10), 1, 0, 1), new QueueRead(NOW, 4, 5, 6, 7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("votes")
  void whatIsRememberedOfADrainingQueue(String name, QueueReads reads, Load.Flow flow, int vote) {
    DrainNeed rule = new DrainNeed(BigDecimal.ONE, 1, Duration.ofMinutes(3), false);

    assertThat(rule.vote(reads, flow)).isEqualTo(vote);
  }

  static Stream<Arguments> votes() {
    QueueReads holding = waiting(at(NOW, 90, 40, 16));
    return Stream.of(
        arguments(
            "the need, where in flight tells: 16 / 0.8 + 1",
            waiting(at(NOW, 90, 16, 16)),
            new Load.Flow(null, 60, 60, 60),
            21),
        arguments(
            "else the arrivals: 10 / 0.8 + 1", holding, new Load.Flow(null, 600, 600, 600), 14),
        arguments(
            "messages that come back arrive again: (6 + 2) / 0.8 + 1",
            holding,
            new Load.Flow(null, 360, 480, 360),
            11),
        arguments(
            "more deleted than received takes nothing from what was sent",
            holding,
            new Load.Flow(null, 600, 480, 600),
            14),
        arguments("nothing arrives: the backlog", holding, new Load.Flow(null, 0, 0, 0), 1),
        arguments("never more than the need", holding, new Load.Flow(null, 9000, 9000, 9000), 21),
        arguments("NaN: the need", holding, new Load.Flow(null, Double.NaN, 1, 1), 21),
        arguments("fewer than none: the need", holding, new Load.Flow(null, -60, 0, 0), 21));
  }

  @ParameterizedTest(name = "{0} s a message: {1} s")
  @CsvSource({"1, 60", "30, 60", "30.5, 61", "600, 1200"})
  void theWindowIsTwiceAMessage(BigDecimal seconds, long expected) {
    DrainNeed rule = new DrainNeed(seconds, 1, Duration.ofMinutes(3), false);

    assertThat(rule.window(MINUTE)).hasSeconds(expected);
  }
}
