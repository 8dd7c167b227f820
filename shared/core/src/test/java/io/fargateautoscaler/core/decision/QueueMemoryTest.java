package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueRead;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.policy.QueuePolicy.DrainWithin;
import io.fargateautoscaler.core.policy.QueuePolicy.MessagesPerTask;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.StepLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a queue policy remembers from one look to the next; ten messages a task. */
class QueueMemoryTest {
  private static final MessagesPerTask TEN =
      new MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1);

  private static Given knowing(QueueMemory memory) {
    return service(2, 2).queue(TEN).past(history -> history.queues(Map.of("orders", memory)));
  }

  private static QueueMemory after(Given given) {
    return requireNonNull(
        Aftermath.of(given.policy(), given.observation(), given.history()).queues().get("orders"));
  }

  private static QueueRead read(int secondsAgo, long visible) {
    return new QueueRead(ago(secondsAgo), visible, 0, 0, 2);
  }

  private static QueueMemory votes(Vote... votes) {
    return new QueueMemory(List.of(), List.of(votes), null, 0, null);
  }

  private static QueueMemory emptyReads(@Nullable Instant since, int reads, QueueRead... newest) {
    return new QueueMemory(List.of(newest), List.of(), since, reads, null);
  }

  @Test
  void theReadAndItsVote() {
    QueueMemory memory = after(service(2, 2).queue(TEN).messages(42, 3, 1));

    assertThat(memory.reads()).containsExactly(new QueueRead(NOW, 42, 3, 1, 2));
    assertThat(memory.votes()).containsExactly(new Vote(NOW, 5));
  }

  @Test
  void readsOfFiveMinutes() {
    QueueMemory before =
        new QueueMemory(List.of(read(301, 1), read(300, 2), read(10, 3)), List.of(), null, 0, null);

    assertThat(after(knowing(before).messages(4, 0, 0)).reads())
        .extracting(QueueRead::visible)
        .containsExactly(2L, 3L, 4L);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void nothingNewWithoutAUsableRead(String name, Load load) {
    QueueMemory before =
        new QueueMemory(
            List.of(read(10, 1)),
            List.of(new Vote(ago(10), 1)),
            ago(400),
            7,
            new Learned(BigDecimal.ONE, List.of(), null));

    assertThat(after(knowing(before).load("orders", load))).isEqualTo(before);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("missing", new Load.Missing("gone")),
        arguments("negative", new Load.QueueDepth(NOW, -1, 0, 0, null)),
        arguments("old", new Load.QueueDepth(ago(301), 1, 0, 0, null)),
        arguments("another kind", new Load.PerTask(List.of(), Duration.ofMinutes(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("emptiness")
  void emptySinceAndForHowManyReads(String name, Given given, @Nullable Instant since, int reads) {
    QueueMemory memory = after(given);

    assertThat(memory.emptySince()).isEqualTo(since);
    assertThat(memory.emptyReads()).isEqualTo(reads);
  }

  static Stream<Arguments> emptiness() {
    QueueMemory three = emptyReads(ago(30), 3, read(10, 0));
    return Stream.of(
        arguments(
            "the first empty read begins it", knowing(QueueMemory.NONE).messages(0, 0, 0), NOW, 1),
        arguments("the next one keeps its start", knowing(three).messages(0, 0, 0), ago(30), 4),
        arguments("a message ends it", knowing(three).messages(1, 0, 0), null, 0),
        arguments("one in flight does too", knowing(three).messages(0, 1, 0), null, 0),
        arguments("one that is delayed does too", knowing(three).messages(0, 0, 1), null, 0),
        arguments(
            "the same read again is no further one",
            knowing(three).load("orders", new Load.QueueDepth(ago(10), 0, 0, 0, null)),
            ago(30),
            3),
        arguments(
            "the count stops at a thousand",
            knowing(emptyReads(ago(9000), 1000, read(10, 0))).messages(0, 0, 0),
            ago(9000),
            1000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("buckets")
  void theLargestVoteOfEachBucket(
      String name, Duration window, QueueMemory before, List<Vote> expected) {
    ScaleIn rules = new ScaleIn(true, window, Duration.ZERO, new StepLimit.Unlimited());

    assertThat(after(knowing(before).messages(40, 0, 0).scaleIn(rules)).votes())
        .isEqualTo(expected);
  }

  static Stream<Arguments> buckets() {
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);
    return Stream.of(
        arguments(
            "ten seconds at least, a later and larger vote",
            minute,
            votes(new Vote(ago(9), 3)),
            List.of(new Vote(ago(9), 4))),
        arguments(
            "ten seconds at least, a later and smaller vote",
            minute,
            votes(new Vote(ago(9), 5)),
            List.of(new Vote(ago(9), 5))),
        arguments(
            "a new bucket after ten seconds",
            minute,
            votes(new Vote(ago(10), 5)),
            List.of(new Vote(ago(10), 5), new Vote(NOW, 4))),
        arguments(
            "a thirtieth of a longer window",
            hour,
            votes(new Vote(ago(239), 7), new Vote(ago(119), 5)),
            List.of(new Vote(ago(239), 7), new Vote(ago(119), 5))),
        arguments(
            "a new bucket after a thirtieth",
            hour,
            votes(new Vote(ago(240), 7), new Vote(ago(121), 9), new Vote(ago(120), 5)),
            List.of(new Vote(ago(240), 9), new Vote(ago(120), 5), new Vote(NOW, 4))),
        arguments(
            "votes before the window are forgotten",
            minute,
            votes(new Vote(ago(60), 9), new Vote(ago(59), 8)),
            List.of(new Vote(ago(59), 8), new Vote(NOW, 4))));
  }

  @Test
  void whatAMessageTakesIsLearnedForDrainWithinOnly() {
    Load.Flow flow = new Load.Flow(ago(60), 60, 60, 60);
    Given drain =
        service(2, 2)
            .queue(new DrainWithin(Duration.ofMinutes(3), null, 1))
            .read(60, 50, 0, 2)
            .read(30, 50, 0, 2)
            .messages(50, 0, 0, flow);
    Given perTask =
        service(2, 2).queue(TEN).read(60, 50, 0, 2).read(30, 50, 0, 2).messages(50, 0, 0, flow);

    assertThat(after(drain).learned())
        .isEqualTo(new Learned(new BigDecimal("2"), List.of(new BigDecimal("2")), ago(60)));
    assertThat(after(perTask).learned()).isNull();
  }
}
