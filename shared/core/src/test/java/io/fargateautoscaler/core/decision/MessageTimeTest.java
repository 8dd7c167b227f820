package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a message takes, learned: running task-seconds × concurrency / messages deleted. */
class MessageTimeTest {
  private static final Instant MINUTE = Instant.parse("2026-03-02T12:00:00Z");

  private static DrainWithin goal(@Nullable String given, int concurrency) {
    return new DrainWithin(
        Duration.ofMinutes(3), given == null ? null : new BigDecimal(given), concurrency);
  }

  private static QueueReads reads(Instant minute, int every, long visible, int running) {
    List<QueueRead> reads = new ArrayList<>();
    for (int second = 0; second <= 60; second += every) {
      reads.add(new QueueRead(minute.plusSeconds(second), visible, 0, 0, running));
    }
    return new QueueReads(reads);
  }

  private static Load.Flow deleted(Instant minute, double messages) {
    return new Load.Flow(minute, messages, messages, messages);
  }

  private static @Nullable Learned learn(
      DrainWithin goal, @Nullable Learned known, long visible, int running, double deleted) {
    return MessageTime.learn(
        goal, known, reads(MINUTE, 10, visible, running), deleted(MINUTE, deleted));
  }

  private static BigDecimal value(@Nullable Learned learned) {
    return learned == null ? BigDecimal.valueOf(-1) : learned.secondsPerMessage();
  }

  @Test
  void theFirstSampleCountsWhereNothingIsGiven() {
    assertThat(value(learn(goal(null, 1), null, 50, 4, 120))).isEqualByComparingTo("2");
    assertThat(value(learn(goal(null, 5), null, 50, 4, 120))).isEqualByComparingTo("10");
  }

  @Test
  void aGivenValueMovesByAFifthASample() {
    assertThat(value(learn(goal("1", 1), null, 50, 4, 120))).isEqualByComparingTo("1.2");
    assertThat(value(learn(goal("4", 1), null, 50, 4, 120))).isEqualByComparingTo("3.2");
  }

  @Test
  void itStaysWithinHalfAndTwiceTheGivenValue() {
    Learned learned = null;
    for (int i = 0; i < 30; i++) {
      Instant minute = MINUTE.plusSeconds(60L * i);
      learned =
          MessageTime.learn(goal("1", 1), learned, reads(minute, 10, 50, 40), deleted(minute, 120));
    }
    assertThat(value(learned)).isEqualByComparingTo("2");
    assertThat(learned == null ? List.of() : learned.samples()).hasSize(20);
  }

  @Test
  void oneWildMinuteAmongMany() {
    Learned learned = null;
    for (int i = 0; i < 10; i++) {
      Instant minute = MINUTE.plusSeconds(60L * i);
      int running = i == 9 ? 400 : 4;
      learned =
          MessageTime.learn(
              goal(null, 1), learned, reads(minute, 10, 50, running), deleted(minute, 120));
    }
    assertThat(value(learned)).isEqualByComparingTo("2");
  }

  @Test
  void minutesThatTeachNothing() {
    assertThat(learn(goal(null, 1), null, 0, 4, 120)).as("nothing waits").isNull();
    assertThat(learn(goal(null, 1), null, 50, 0, 120)).as("nothing runs").isNull();
    assertThat(learn(goal(null, 1), null, 50, 4, 9)).as("fewer than ten deleted").isNull();
    assertThat(learn(goal(null, 1), null, 50, 4, Double.NaN)).as("NaN").isNull();
    assertThat(
            MessageTime.learn(goal(null, 1), null, reads(MINUTE, 60, 50, 4), deleted(MINUTE, 120)))
        .as("two reads a minute")
        .isNull();
    assertThat(MessageTime.learn(goal(null, 1), null, reads(MINUTE, 10, 50, 4), null)).isNull();
  }

  @Test
  void asLittleAsIsEnough() {
    assertThat(value(learn(goal(null, 1), null, 50, 4, 10)))
        .as("ten deleted")
        .isEqualByComparingTo("24");
    assertThat(
            value(
                MessageTime.learn(
                    goal(null, 1), null, reads(MINUTE, 30, 50, 4), deleted(MINUTE, 120))))
        .as("three reads a minute")
        .isEqualByComparingTo("2");
  }

  @Test
  void onlyReadsOfTheMinuteItself() {
    List<QueueRead> reads = new ArrayList<>(reads(MINUTE.minusSeconds(61), 10, 0, 90).all());
    reads.addAll(reads(MINUTE, 10, 50, 4).all());
    reads.add(new QueueRead(MINUTE.plusSeconds(61), 0, 0, 0, 90));

    assertThat(
            value(
                MessageTime.learn(
                    goal(null, 1), null, new QueueReads(reads), deleted(MINUTE, 120))))
        .isEqualByComparingTo("2");
  }

  @Test
  void whatIsKnownStaysWhereNothingIsLearned() {
    Learned known = learn(goal(null, 1), null, 50, 4, 120);
    Instant next = MINUTE.plusSeconds(60);

    assertThat(MessageTime.learn(goal(null, 1), known, reads(next, 10, 50, 4), null))
        .as("no flow")
        .isEqualTo(known)
        .isNotNull();
    assertThat(MessageTime.learn(goal(null, 1), known, reads(next, 10, 0, 4), deleted(next, 120)))
        .as("nothing waits")
        .isEqualTo(known);
  }

  @Test
  void theSameMinuteTeachesOnce() {
    Learned once = learn(goal(null, 1), null, 50, 4, 120);

    assertThat(learn(goal(null, 1), once, 50, 8, 120)).isEqualTo(once);
  }

  @Test
  void theDecisionUsesItAndSaysSo() {
    Given learned =
        Given.service(2, 2)
            .queue(goal(null, 1))
            .messages(90, 0, 0)
            .past(history ->
                history.queues(
                    java.util.Map.of(
                        "orders",
                        new io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory(
                            List.of(),
                            List.of(),
                            null,
                            0,
                            new Learned(BigDecimal.TWO, List.of(), null)))));

    assertThat(learned.decide().recommended().values())
        .extracting(Recommendation::because)
        .containsExactly(
            "90 messages wait, 0 in flight (2 s a message as learned: 0 at work / 0.8 + 2 for the"
                + " backlog in 90 s): needs 2");
    assertThat(Given.service(2, 2).queue(goal(null, 1)).messages(90, 0, 0).decide().count())
        .as("ten messages a task until then")
        .isEqualTo(9);
  }
}
