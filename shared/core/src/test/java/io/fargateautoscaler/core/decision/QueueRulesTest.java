package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ScalingHistory.Learned;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queue policies as tables: what messages ask for. */
final class QueueRulesTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  @ParameterizedTest(name = "{0}")
  @MethodSource({"queues"})
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(DeciderTest.shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  private static Given emptyBeside(Given given) {
    return given.range(0, 9).drain("1").messages(0, 0, 0).emptySince(400, 9);
  }

  static Stream<Arguments> queues() {
    QueuePolicy.Goal ten = new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1);
    return Stream.of(
        arguments(
            "an empty queue goes straight to min, past the gate",
            service(10, 10)
                .range(0, 20)
                .drain("0.5")
                .messages(0, 0, 0)
                .emptySince(400, 5)
                .acted(10, 9, 10),
            "10 -> 0 orders"),
        arguments(
            "beside a CPU policy the gate holds for its sake",
            service(40, 40)
                .range(2, 50)
                .cpuSteady(1, 40, 10)
                .drain("0.5")
                .messages(0, 0, 0)
                .emptySince(400, 5)
                .acted(5, 39, 40),
            "GATE 40"),
        arguments(
            "beside a CPU policy the step limit holds too",
            service(40, 40)
                .range(2, 50)
                .cpuSteady(1, 40, 10)
                .drain("0.5")
                .messages(0, 0, 0)
                .emptySince(400, 5),
            "40 -> 20 orders"),
        arguments(
            "the CPU of an idle task does not keep the last one",
            service(1, 1)
                .range(0, 10)
                .cpuSteady(5, 1, 10)
                .drain("0.5")
                .messages(0, 0, 0)
                .emptySince(400, 5),
            "1 -> 0 orders"),
        arguments(
            "but it does while the queue is not empty for long enough",
            service(1, 1)
                .range(0, 10)
                .cpuSteady(5, 1, 10)
                .drain("0.5")
                .messages(0, 0, 0)
                .emptySince(100, 5),
            "ON_TARGET 1"),
        arguments(
            "with min 1 an empty queue waits for nothing",
            service(1, 1).range(1, 10).drain("0.5").messages(0, 0, 0).emptySince(100, 5),
            "ON_TARGET 1"),
        arguments(
            "messages in flight keep their tasks",
            service(12, 12)
                .queue(new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1))
                .read(70, 0, 12, 12)
                .read(60, 0, 12, 12)
                .messages(0, 12, 0),
            "BUSY 12"),
        arguments(
            "two at once in each task: half as many tasks are busy",
            service(12, 12)
                .queue(new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 2))
                .read(70, 0, 12, 12)
                .read(60, 0, 12, 12)
                .messages(0, 12, 0),
            "12 -> 6 orders"),
        arguments(
            "no floor where consumers hold more than they work on and the flow says so",
            service(12, 12)
                .queue(new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1))
                .read(70, 0, 40, 12)
                .read(60, 0, 40, 12)
                .messages(0, 40, 0, new Load.Flow(null, 600, 600, 600)),
            "12 -> 4 orders"),
        arguments(
            "worked example: growth and backlog",
            service(0, 0).range(0, 20).drain("0.5").read(10, 180, 0, 0).messages(240, 0, 0),
            "0 -> 6 orders"),
        arguments(
            "worked example: batch consumers are no reason for more",
            service(12, 12)
                .drain("1")
                .read(10, 0, 40, 12)
                .messages(0, 40, 0, new Load.Flow(null, 600, 600, 600)),
            "ON_TARGET 12"),
        arguments(
            "batch consumers, arrivals need fewer",
            service(16, 16)
                .drain("1")
                .read(10, 0, 40, 16)
                .messages(0, 40, 0, new Load.Flow(null, 600, 600, 600)),
            "16 -> 13 orders"),
        arguments(
            "growth that lasts counts",
            service(10, 10)
                .drain("1")
                .read(50, 0, 10, 10)
                .read(40, 100, 10, 10)
                .read(30, 200, 10, 10)
                .read(20, 300, 10, 10)
                .read(10, 400, 10, 10)
                .messages(500, 10, 0),
            "10 -> 31 orders"),
        arguments(
            "an old number between new ones is no growth",
            service(10, 10)
                .drain("1")
                .read(50, 0, 10, 10)
                .read(40, 0, 10, 10)
                .read(30, 1000, 10, 10)
                .read(20, 0, 10, 10)
                .read(10, 1000, 10, 10)
                .messages(1000, 10, 0),
            "10 -> 24 orders"),
        arguments("busy tasks suffice", service(4, 4).drain("1").messages(10, 4, 0), "ON_TARGET 4"),
        arguments(
            "a wait of a tenth of drain-within is short",
            service(4, 4).drain("1").messages(72, 4, 0),
            "ON_TARGET 4"),
        arguments(
            "a longer one is not", service(4, 4).drain("1").messages(73, 4, 0), "4 -> 6 orders"),
        arguments(
            "long messages: a wait as long as one message is short",
            service(4, 4).drain("30").messages(4, 4, 0),
            "ON_TARGET 4"),
        arguments(
            "long messages: a longer one is not",
            service(4, 4).drain("30").messages(5, 4, 0),
            "4 -> 7 orders"),
        arguments(
            "very long messages: a wait of a fifth of drain-within is short",
            service(5, 5).drain("90").messages(2, 5, 0),
            "ON_TARGET 5"),
        arguments(
            "very long messages: a longer one is not",
            service(4, 4).drain("90").messages(2, 4, 0),
            "4 -> 6 orders"),
        arguments(
            "messages that consumers hold wait for a tenth of drain-within",
            service(10, 10)
                .drain("5")
                .read(10, 0, 46, 10)
                .messages(0, 46, 0, new Load.Flow(null, 120, 120, 120)),
            "ON_TARGET 10"),
        arguments(
            "held for longer: as many as what arrives needs",
            service(10, 10)
                .drain("5")
                .read(10, 0, 47, 10)
                .messages(0, 47, 0, new Load.Flow(null, 120, 120, 120)),
            "10 -> 13 orders"),
        arguments(
            "held, and nobody knows what arrives",
            service(10, 10).drain("5").read(10, 0, 47, 10).messages(0, 47, 0),
            "ON_TARGET 10"),
        arguments("wait too long", service(1, 1).drain("1").messages(100, 1, 0), "1 -> 3 orders"),
        arguments(
            "not limited by steps",
            service(1, 1).drain("1").messages(90000, 1, 0).range(1, 5000),
            "1 -> 1002 orders"),
        arguments(
            "in flight is a floor",
            service(10, 10).drain("1").messages(0, 9, 0).scaleIn(ScaleIn.QUEUE_DEFAULT),
            "ON_TARGET 10"),
        arguments(
            "queue gone F-39",
            service(5, 5).drain("1").load("orders", new Load.Missing("the queue does not exist")),
            "BLIND 5"),
        arguments("negative F-37", service(5, 5).drain("1").messages(-1, 0, 0), "BLIND 5"),
        arguments(
            "empty, not yet for long",
            service(1, 1).range(0, 9).drain("1").messages(0, 0, 0).emptySince(60, 9),
            "IDLE_WAIT 1"),
        arguments(
            "empty for long",
            service(8, 8).range(0, 9).drain("1").messages(0, 0, 0).emptySince(300, 9),
            "8 -> 0 orders"),
        arguments(
            "too few empty reads",
            service(1, 1).range(0, 9).drain("1").messages(0, 0, 0).emptySince(300, 1),
            "IDLE_WAIT 1"),
        arguments(
            "delayed messages are not empty",
            service(1, 1).range(0, 9).drain("1").messages(0, 0, 3).emptySince(300, 9),
            "IDLE_WAIT 1"),
        arguments(
            "nobody read it for a while: blind is not empty",
            service(8, 8)
                .range(0, 9)
                .drain("1")
                .read(151, 0, 0, 8)
                .messages(0, 0, 0)
                .emptySince(600, 9),
            "WINDOW 8"),
        arguments(
            "one read failed where only ticks read",
            service(8, 8)
                .range(0, 9)
                .drain("1")
                .read(150, 0, 0, 8)
                .messages(0, 0, 0)
                .emptySince(600, 9),
            "8 -> 0 orders"),
        arguments(
            "an empty queue beside live requests",
            emptyBeside(service(1, 1)).requests(true, 900, 900),
            "ON_TARGET 1"),
        arguments(
            "an empty queue beside a CPU that asks for more, not yet confirmed",
            emptyBeside(service(1, 1)).cpu(75, 1),
            "CONFIRMING 1"),
        arguments(
            "an empty queue beside an idle task's CPU",
            emptyBeside(service(1, 1)).cpuSteady(30, 1, 10),
            "1 -> 0 orders"),
        arguments(
            "a learned time is within twice a given one, which may be new",
            service(1, 1)
                .drain("1")
                .messages(1000, 0, 0)
                .past(history ->
                    history.queues(
                        Map.of(
                            "orders",
                            new QueueMemory(
                                List.of(),
                                List.of(),
                                null,
                                0,
                                new Learned(BigDecimal.TEN, List.of(BigDecimal.TEN), null))))),
            "1 -> 23 orders"),
        arguments(
            "nothing to wake for",
            service(0, 0).range(0, 9).drain("1").messages(0, 0, 0),
            "ON_TARGET 0"),
        arguments(
            "one message wakes",
            service(0, 0).range(0, 9).drain("1").messages(1, 0, 0),
            "0 -> 1 orders"),
        arguments("ten a task", service(1, 1).queue(ten).messages(100, 0, 0), "1 -> 10 orders"),
        arguments(
            "ten a task, exactly", service(10, 10).queue(ten).messages(100, 0, 0), "ON_TARGET 10"),
        arguments(
            "ten a task, one more",
            service(10, 10).queue(ten).messages(101, 0, 0),
            "10 -> 11 orders"),
        arguments(
            "prefetch counts for the share of running tasks only",
            service(2, 2).queue(ten).messages(0, 500, 0),
            "ON_TARGET 2"),
        arguments(
            "window of the largest votes",
            service(10, 10).queue(ten).read(30, 90, 0, 10).messages(10, 0, 0),
            "10 -> 9 orders"));
  }
}
