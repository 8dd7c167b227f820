package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.DeciderTest.shown;
import static io.fargateautoscaler.core.decision.Given.NOW;
import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.Vote;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queue scaling at the edges of its rules: waits, tolerance, window, emptiness, age of a read. */
class QueueScalingTest {
  private static final MessagesPerTask TEN =
      new MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1);
  private static final MessagesPerTask ABOUT_TEN =
      new MessagesPerTask(BigDecimal.TEN, new BigDecimal("0.1"), 1);
  private static final ScaleIn TEN_MINUTES =
      new ScaleIn(true, Duration.ofMinutes(10), Duration.ofSeconds(60), new StepLimit.Unlimited());

  @ParameterizedTest(name = "{0}")
  @MethodSource({"out", "windows", "emptiness", "wakeUp", "ages"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> out() {
    return Stream.of(
        arguments(
            "a wait of exactly a tenth of drain-within is short enough",
            service(1, 1).drain("1").messages(18, 1, 0),
            "ON_TARGET 1"),
        arguments(
            "one message more is not",
            service(1, 1).drain("1").messages(19, 1, 0),
            "1 -> 2 orders"),
        arguments(
            "while no consumer runs every wait is too long",
            service(2, 0).drain("1").messages(1000, 0, 0),
            "2 -> 12 orders"),
        arguments(
            "within the tolerance although more are needed",
            service(10, 10).queue(ABOUT_TEN).messages(105, 0, 0),
            "ON_TARGET 10"),
        arguments(
            "exactly at the tolerance",
            service(10, 10).queue(ABOUT_TEN).messages(110, 0, 0),
            "ON_TARGET 10"),
        arguments(
            "just above the tolerance",
            service(10, 10).queue(ABOUT_TEN).messages(111, 0, 0),
            "10 -> 12 orders"),
        arguments(
            "exactly at the tolerance below",
            service(10, 10).queue(ABOUT_TEN).messages(90, 0, 0),
            "ON_TARGET 10"),
        arguments(
            "just below the tolerance",
            service(10, 10).queue(ABOUT_TEN).messages(89, 0, 0),
            "10 -> 9 orders"),
        arguments(
            "a count that is needed falls to what arrives",
            service(20, 20)
                .drain("1")
                .read(10, 530, 40, 20)
                .messages(450, 40, 0, new Load.Flow(null, 480, 480, 480)),
            "20 -> 16 orders"));
  }

  private static Given remembers(Given given, Vote... votes) {
    return given.past(history ->
        history.queues(
            Map.of("orders", new QueueMemory(List.of(), List.of(votes), null, 0, null))));
  }

  private static Given needsFive() {
    return service(10, 10).queue(TEN).messages(50, 0, 0);
  }

  static Stream<Arguments> windows() {
    return Stream.of(
        arguments("a read within the window holds", needsFive().read(30, 100, 0, 10), "WINDOW 10"),
        arguments(
            "a read at the start of the window does not",
            needsFive().read(60, 100, 0, 10),
            "10 -> 5 orders"),
        arguments(
            "a vote just within the window holds",
            remembers(needsFive(), new Vote(ago(59), 10)),
            "WINDOW 10"),
        arguments(
            "a vote at the start of the window does not",
            remembers(needsFive(), new Vote(ago(60), 10)),
            "10 -> 5 orders"),
        arguments(
            "a vote of this instant counts",
            remembers(needsFive(), new Vote(NOW, 7)),
            "10 -> 7 orders"),
        arguments(
            "a backlog that shrinks fast leaves those whose messages are in flight",
            service(12, 12).drain("1").read(60, 500, 12, 12).messages(0, 12, 0),
            "BUSY 12"),
        arguments(
            "a vote from the future does not",
            remembers(needsFive(), new Vote(ago(-1), 10)),
            "10 -> 5 orders"),
        arguments(
            "votes that are remembered stand for the reads",
            remembers(needsFive(), new Vote(ago(30), 7)),
            "10 -> 7 orders"),
        arguments(
            "the window is the document's stabilization",
            remembers(needsFive().scaleIn(TEN_MINUTES), new Vote(ago(599), 10)),
            "WINDOW 10"),
        arguments(
            "beside another policy the queue's window is a minute",
            remembers(
                needsFive().cpuSteady(6, 10, 10).scaleIn(TEN_MINUTES), new Vote(ago(599), 10)),
            "10 -> 5 orders"),
        arguments(
            "a message of a minute makes the window two",
            service(10, 10)
                .drain("60")
                .messages(1, 1, 0)
                .past(history ->
                    history.queues(
                        Map.of(
                            "orders",
                            new QueueMemory(
                                List.of(), List.of(new Vote(ago(119), 10)), null, 0, null)))),
            "WINDOW 10"));
  }

  private static Given empty(Duration idleFor, int sinceSeconds, int readsBefore) {
    return service(8, 8)
        .range(0, 9)
        .policy(
            new QueuePolicy(
                "orders",
                "orders",
                new DrainWithin(DrainWithin.DEFAULT_LIMIT, BigDecimal.ONE, 1),
                idleFor,
                0,
                Direction.BOTH))
        .messages(0, 0, 0)
        .emptySince(sinceSeconds, readsBefore);
  }

  static Stream<Arguments> emptiness() {
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);
    return Stream.of(
        arguments("the third empty read", empty(minute, 120, 2), "8 -> 0 orders"),
        arguments("the second is not enough", empty(minute, 120, 1), "8 -> 1 orders"),
        arguments("two minutes at least", empty(minute, 119, 9), "8 -> 1 orders"),
        arguments("the document's time, exactly", empty(hour, 3600, 9), "8 -> 0 orders"),
        arguments("a second less", empty(hour, 3599, 9), "8 -> 1 orders"),
        arguments(
            "a message has come since", empty(minute, 600, 9).messages(1, 0, 0), "8 -> 1 orders"),
        arguments(
            "messages in flight are not empty",
            empty(minute, 600, 9).messages(0, 3, 0),
            "8 -> 4 orders"),
        arguments(
            "the last task stays while there is a message",
            service(1, 1).range(0, 9).drain("1").messages(1, 0, 0),
            "ON_TARGET 1"),
        arguments(
            "the last task stays while a CPU policy has no empty queue beside it",
            service(1, 1).range(0, 9).cpuSteady(5, 1, 10),
            "ON_TARGET 1"),
        arguments(
            "at zero there is nothing to remove",
            service(0, 0).range(0, 9).drain("1").messages(0, 0, 0).emptySince(600, 9),
            "ON_TARGET 0"));
  }

  private static Given asleep(long activation, long visible, long inFlight) {
    return service(0, 0)
        .range(0, 9)
        .policy(
            new QueuePolicy(
                "orders", "orders", TEN, QueuePolicy.DEFAULT_IDLE_FOR, activation, Direction.BOTH))
        .messages(visible, inFlight, 0);
  }

  static Stream<Arguments> wakeUp() {
    return Stream.of(
        arguments("as many as do not wake yet", asleep(5, 5, 0), "ON_TARGET 0"),
        arguments("one more wakes", asleep(5, 6, 0), "0 -> 1 orders"),
        arguments("at once to what is needed", asleep(5, 60, 0), "0 -> 6 orders"),
        arguments("messages in flight do not wake", asleep(0, 0, 9), "ON_TARGET 0"),
        arguments(
            "a deployment that set the count to zero is no loss of a part",
            service(0, 0)
                .range(0, 20)
                .drain("1")
                .messages(100, 0, 0)
                .lastApplied(10)
                .deploying(Deployment.ROLLING, 60),
            "0 -> 2 orders"));
  }

  private static Given readAt(Instant at) {
    return service(1, 1).queue(TEN).load("orders", new Load.QueueDepth(at, 50, 0, 0, null));
  }

  private static Given depth(long visible, long inFlight, long delayed) {
    return service(1, 1).queue(TEN).messages(visible, inFlight, delayed);
  }

  static Stream<Arguments> ages() {
    return Stream.of(
        arguments("a read of five minutes ago", readAt(ago(300)), "1 -> 5 orders"),
        arguments("an older one is no data", readAt(ago(301)), "BLIND 1"),
        arguments("a clock that is a minute ahead", readAt(ago(-60)), "1 -> 5 orders"),
        arguments("further ahead is no data", readAt(ago(-61)), "BLIND 1"),
        arguments("fewer than none wait", depth(-1, 0, 0), "BLIND 1"),
        arguments("fewer than none in flight", depth(50, -1, 0), "BLIND 1"),
        arguments("fewer than none delayed", depth(50, 0, -1), "BLIND 1"),
        arguments("not read at all", service(1, 1).queue(TEN), "BLIND 1"),
        arguments(
            "another kind of data",
            service(1, 1)
                .queue(TEN)
                .load("orders", new Load.Total(List.of(), Duration.ofMinutes(1), true)),
            "BLIND 1"));
  }
}
