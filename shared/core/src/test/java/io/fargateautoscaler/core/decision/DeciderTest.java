package io.fargateautoscaler.core.decision;

import static io.fargateautoscaler.core.decision.Given.ago;
import static io.fargateautoscaler.core.decision.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus.Controller;
import io.fargateautoscaler.core.observation.ServiceStatus.Deployment;
import io.fargateautoscaler.core.observation.ServiceStatus.Lifecycle;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.TargetMetric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules as tables: name, given, expected as {@code CODE count} or {@code from -> to cause}. */
class DeciderTest {
  private static final TargetMetric CPU = new TargetMetric.Utilization(TargetMetric.Resource.CPU);

  static String shown(Decision decision) {
    return switch (decision.outcome()) {
      case Decision.Scale scale -> scale.from() + " -> " + scale.to() + " " + scale.cause();
      case Decision.Hold hold -> hold.reason() + " " + hold.count();
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "modes",
    "ranges",
    "scaleOut",
    "scaleIn",
    "blindness",
    "totals",
    "guards",
    "outsideChanges",
    "queues"
  })
  void decides(String name, Given given, String expected) {
    Decision decision = given.decide();

    assertThat(shown(decision)).as("%s", decision).isEqualTo(expected);
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        arguments("mode off", hot().mode(Mode.OFF, Mode.ACTIVE), "OFF 10"),
        arguments("stack off wins", hot().mode(Mode.ACTIVE, Mode.OFF), "OFF 10"),
        arguments("observe does not act", hot().mode(Mode.OBSERVE, Mode.ACTIVE), "OBSERVE 10"),
        arguments("stack observe wins", hot().mode(Mode.ACTIVE, Mode.OBSERVE), "OBSERVE 10"),
        arguments(
            "observe on target says so",
            service(10, 10).cpu(60, 10).mode(Mode.OBSERVE, Mode.ACTIVE),
            "ON_TARGET 10"),
        arguments("paused", hot().paused(ago(-60)), "PAUSED 10"),
        arguments("pause over", hot().paused(ago(1)), "10 -> 15 cpu"),
        arguments("draining F-15", hot().is(Lifecycle.DRAINING), "NOT_ELIGIBLE 10"),
        arguments("missing F-14", hot().is(Lifecycle.MISSING), "NOT_ELIGIBLE 10"),
        arguments("daemon F-20", hot().under(Controller.DAEMON), "NOT_ELIGIBLE 10"),
        arguments("external F-18", hot().under(Controller.EXTERNAL), "NOT_ELIGIBLE 10"),
        arguments(
            "two task sets F-17", hot().under(Controller.CODE_DEPLOY_SWITCHING), "DEPLOYING 10"),
        arguments("one task set", hot().under(Controller.CODE_DEPLOY), "10 -> 15 cpu"),
        arguments("another scaler F-22", hot().otherScaler("AAS"), "OTHER_SCALER 10"));
  }

  private static Given hot() {
    return service(10, 10).cpu(90, 10, 90, 10);
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        arguments("below min at once, blind", service(1, 1).range(3, 9), "1 -> 3 range"),
        arguments("below min from zero", service(0, 0).range(2, 9).cpu(), "0 -> 2 range"),
        arguments(
            "below min is not step limited", service(1, 1).range(50, 90).cpu(), "1 -> 50 range"),
        arguments(
            "above max in steps, blind F-30", service(40, 40).range(1, 10).cpu(), "40 -> 20 range"),
        arguments("above max, last step", service(12, 12).range(1, 10).cpu(), "12 -> 10 range"),
        arguments(
            "above max waits for its gate",
            service(40, 40).range(1, 10).cpu().acted(60, 80, 40),
            "GATE 40"),
        arguments(
            "above max held by a deployment",
            service(40, 40).range(1, 10).cpu().deploying(Deployment.ROLLING, 60),
            "DEPLOYING 40"),
        arguments("cut at max", hot().range(1, 12), "10 -> 12 cpu"),
        arguments("at max", hot().range(1, 10), "AT_MAX 10"),
        arguments("at min", service(4, 4).range(4, 9).cpuSteady(10, 4, 10), "AT_MIN 4"));
  }

  static Stream<Arguments> scaleOut() {
    return Stream.of(
        arguments(
            "worked example: enough requested",
            service(20, 10).cpu(90, 10, 90, 10),
            "ENOUGH_REQUESTED 20"),
        arguments("exact quotient: 90 x 10 / 60 is 15", hot(), "10 -> 15 cpu"),
        arguments("exactly at tolerance", service(10, 10).cpu(66, 10, 66, 10), "ON_TARGET 10"),
        arguments(
            "just above tolerance, one point", service(10, 10).cpu(66.1, 10), "CONFIRMING 10"),
        arguments(
            "just above tolerance, confirmed",
            service(10, 10).cpu(66.1, 10, 67, 10),
            "10 -> 12 cpu"),
        arguments(
            "the smaller need of two counts", service(10, 10).cpu(77, 10, 70, 10), "10 -> 12 cpu"),
        arguments("at once from 1.3", service(10, 10).cpu(78, 10), "10 -> 13 cpu"),
        arguments("not at once below 1.3", service(10, 10).cpu(77.9, 10), "CONFIRMING 10"),
        arguments(
            "not adjacent is not confirmed",
            service(10, 10)
                .points("cpu", 70, 10)
                .tracking("cpu", CPU, "60", Direction.BOTH)
                .load("cpu", perTask(point(120, 70, 10), point(240, 70, 10))),
            "CONFIRMING 10"),
        arguments(
            "start-up CPU: the smallest count of the warm-up counts",
            service(10, 10).cpu(90, 10, 60, 5).acted(100, 5, 10),
            "WINDOW 10"),
        arguments(
            "falling count: the larger load counts",
            service(10, 10).cpu(90, 5, 90, 10),
            "10 -> 15 cpu"),
        arguments(
            "a count that falls to the current one is a scale-in, not a partial point",
            service(5, 5).acted(100, 6, 5).cpu(57.8, 5, 57.8, 6),
            "ON_TARGET 5"),
        arguments(
            "count above current needs a second point",
            service(8, 8).acted(130, 10, 8).cpu(90, 10, 50, 10),
            "CONFIRMING 8"),
        arguments("saturated: half more", service(10, 10).cpu(95, 10), "10 -> 24 cpu"),
        arguments("not yet saturated", service(10, 10).cpu(94.9, 10), "10 -> 16 cpu"),
        arguments(
            "saturated, but requests show the demand",
            service(10, 10).cpu(95, 10).requests(false, 12000, 12000),
            "10 -> 16 cpu"),
        arguments(
            "overload kills tasks F-54: current counts",
            service(10, 4).cpu(100, 4, 100, 4).acted(600, 5, 10),
            "10 -> 25 cpu"),
        arguments(
            "a young saturated point counts its own tasks",
            service(10, 4).cpu(100, 4, 100, 4).acted(200, 4, 10),
            "ENOUGH_REQUESTED 10"),
        arguments(
            "three samples a task, learned",
            service(10, 10).cpu(60, 30, 60, 30).samplesPerTask("cpu", 3),
            "ON_TARGET 10"),
        arguments(
            "samples of a minute say nothing of 20 s points",
            service(10, 10)
                .cpu()
                .samplesPerTask("cpu", 3)
                .load(
                    "cpu",
                    new Load.PerTask(
                        List.of(new Load.Point(ago(40), 90, 10), new Load.Point(ago(60), 90, 10)),
                        Duration.ofSeconds(20))),
            "10 -> 15 cpu"),
        arguments(
            "three samples a task, not yet learned",
            service(10, 10).cpu(60, 30, 60, 30),
            "ON_TARGET 10"),
        arguments(
            "step limit 4 x", service(4, 4).cpu(80, 4).requests(false, 90000), "4 -> 16 requests"),
        arguments("step limit + 4", service(1, 1).requests(false, 90000), "1 -> 5 requests"),
        arguments(
            "step limit counts from 60 s ago",
            service(5, 5).acted(30, 1, 5).requests(false, 90000),
            "STEP_LIMIT 5"),
        arguments(
            "step unlimited",
            service(1, 1).requests(false, 90000).scaleOut(new ScaleOut(new StepLimit.Unlimited())),
            "1 -> 90 requests"),
        arguments("at zero tasks it abstains", service(0, 0).range(0, 9).cpu(), "ON_TARGET 0"));
  }

  static Stream<Arguments> scaleIn() {
    return Stream.of(
        arguments("worked example", service(11, 11).cpuSteady(48, 11, 10), "11 -> 9 cpu"),
        arguments("exactly at tolerance", service(10, 10).cpuSteady(54, 10, 10), "ON_TARGET 10"),
        arguments("just below tolerance", service(10, 10).cpuSteady(53.9, 10, 10), "10 -> 9 cpu"),
        arguments("80 % of the points", service(11, 11).cpuSteady(48, 11, 8), "11 -> 9 cpu"),
        arguments("fewer points hold", service(11, 11).cpuSteady(48, 11, 7), "WINDOW 11"),
        arguments(
            "the largest load of the window counts",
            service(10, 10)
                .cpu(
                    30, 10, 30, 10, 30, 10, 30, 10, 42, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10),
            "10 -> 7 cpu"),
        arguments(
            "a high point in the window holds",
            service(10, 10)
                .cpu(
                    30, 10, 30, 10, 30, 10, 30, 10, 58, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10),
            "WINDOW 10"),
        arguments("at most half", service(10, 10).cpuSteady(1, 10, 10), "10 -> 5 cpu"),
        arguments("one of one", service(2, 2).cpuSteady(1, 2, 10), "2 -> 1 cpu"),
        arguments(
            "gate after a change",
            service(10, 10).cpuSteady(30, 10, 10).acted(119, 8, 10),
            "GATE 10"),
        arguments(
            "gate open", service(10, 10).cpuSteady(30, 10, 10).acted(120, 8, 10), "10 -> 5 cpu"),
        arguments(
            "gate after a deployment",
            service(10, 10).cpuSteady(30, 10, 10).deployed(60),
            "GATE 10"),
        arguments(
            "gate after a long blindness",
            service(10, 10).cpuSteady(30, 10, 10).blindUntil(400, 60),
            "GATE 10"),
        arguments(
            "no gate after a short blindness",
            service(10, 10).cpuSteady(30, 10, 10).blindUntil(200, 60),
            "10 -> 5 cpu"),
        arguments(
            "gate after first sight",
            service(10, 10).cpuSteady(30, 10, 10).watchedSince(30),
            "STATE_LOST 10"),
        arguments(
            "switched off",
            service(10, 10)
                .cpuSteady(30, 10, 10)
                .scaleIn(
                    new ScaleIn(
                        false,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        new StepLimit.Unlimited())),
            "SCALE_IN_OFF 10"),
        arguments(
            "the largest policy wins",
            service(10, 10).cpuSteady(30, 10, 10).requests(false, eleven(8000)),
            "10 -> 8 requests"),
        arguments(
            "out-only policy is a floor",
            service(10, 10)
                .cpuSteady(6, 10, 10)
                .tracking("memory", memory(), "50", Direction.OUT)
                .points("memory", 40, 10),
            "10 -> 8 memory"),
        arguments(
            "out-only policy never scales in",
            service(10, 10)
                .tracking("memory", memory(), "50", Direction.OUT)
                .points("memory", 10, 10, 10, 10),
            "SCALE_IN_OFF 10"));
  }

  private static TargetMetric memory() {
    return new TargetMetric.Utilization(TargetMetric.Resource.MEMORY);
  }

  private static double[] eleven(double sum) {
    double[] sums = new double[11];
    java.util.Arrays.fill(sums, sum);
    return sums;
  }

  static Stream<Arguments> blindness() {
    return Stream.of(
        arguments("missing", service(10, 10).cpu().load("cpu", new Load.Missing("x")), "BLIND 10"),
        arguments("no points", service(10, 10).cpu(), "BLIND 10"),
        arguments("no points, nothing runs", service(10, 0).cpu(), "ENOUGH_REQUESTED 10"),
        arguments(
            "stale F-06",
            service(10, 10).cpu().load("cpu", perTask(point(361, 90, 10))),
            "BLIND 10"),
        arguments(
            "not yet stale",
            service(10, 10).cpu().load("cpu", perTask(point(360, 90, 10))),
            "10 -> 15 cpu"),
        arguments(
            "future F-31",
            service(10, 10).cpu().load("cpu", perTask(point(-61, 90, 10))),
            "BLIND 10"),
        arguments("NaN F-37", service(10, 10).cpu(Double.NaN, 10), "BLIND 10"),
        arguments("infinite F-37", service(10, 10).cpu(Double.POSITIVE_INFINITY, 10), "BLIND 10"),
        arguments("negative F-37", service(10, 10).cpu(-1, 10), "BLIND 10"),
        arguments(
            "one blind policy stops scale-in F-07",
            service(10, 10).cpuSteady(30, 10, 10).requests(false),
            "BLIND 10"),
        arguments(
            "one blind policy does not stop scale-out", hot().requests(false), "10 -> 15 cpu"),
        arguments(
            "wrong kind of data",
            service(10, 10).cpu().load("cpu", new Load.QueueDepth(Given.NOW, 0, 0, 0, null)),
            "BLIND 10"));
  }

  static Stream<Arguments> totals() {
    return Stream.of(
        arguments("out", service(10, 10).requests(false, 13000), "10 -> 13 requests"),
        arguments("in", service(10, 10).requests(false, eleven(4000)), "10 -> 5 requests"),
        arguments(
            "a partial newest sum does not vote in",
            service(10, 10)
                .requests(false, 100, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900, 9900),
            "WINDOW 10"),
        arguments("absent F-55", service(10, 10).requests(false), "BLIND 10"),
        arguments(
            "absent with a witness is zero F-55",
            service(10, 10).requests(true),
            "10 -> 5 requests"));
  }

  static Stream<Arguments> guards() {
    return Stream.of(
        arguments(
            "deployment holds scale-in F-16",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.ROLLING, 60),
            "DEPLOYING 10"),
        arguments(
            "failed deployment holds scale-in",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.FAILED, 60),
            "DEPLOYING 10"),
        arguments(
            "deployment does not hold scale-out",
            hot().deploying(Deployment.ROLLING, 60),
            "10 -> 15 cpu"),
        arguments(
            "stuck deployment F-57",
            service(10, 10).cpuSteady(30, 10, 10).deploying(Deployment.ROLLING, 3600),
            "10 -> 5 cpu"));
  }

  static Stream<Arguments> outsideChanges() {
    return Stream.of(
        arguments(
            "raised is a floor F-21",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(300, 5, 10),
            "EXTERNAL 10"),
        arguments(
            "a floor for 15 min only",
            service(10, 10).cpuSteady(30, 10, 10).lastApplied(10).external(901, 5, 10),
            "10 -> 5 cpu"),
        arguments("lowered is accepted", service(6, 6).cpu(60, 6).lastApplied(10), "ON_TARGET 6"),
        arguments(
            "lowered, scale-out is free",
            service(6, 6).cpu(90, 6, 90, 6).lastApplied(10),
            "6 -> 9 cpu"),
        arguments("parked F-52", service(0, 0).cpu().lastApplied(10), "PARKED 0"),
        arguments(
            "still parked", service(0, 0).cpu().lastApplied(0).external(9999, 10, 0), "PARKED 0"),
        arguments(
            "stale read after our own write F-53",
            service(5, 5).cpu(60, 5).lastApplied(10).acted(20, 5, 10),
            "WINDOW 10"),
        arguments(
            "a deployment reset the count F-51",
            service(2, 2).cpuSteady(60, 20, 10).lastApplied(20).deploying(Deployment.ROLLING, 60),
            "2 -> 20 restore"),
        arguments(
            "a deployment long ago restores nothing",
            service(10, 10)
                .cpuSteady(60, 20, 10)
                .lastApplied(20)
                .deploying(Deployment.ROLLING, 1000),
            "10 -> 20 cpu"));
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
            "1 -> 0 cpu"),
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

  private static Load.Point point(int secondsAgo, double average, double count) {
    return new Load.Point(ago(secondsAgo), average, count);
  }

  private static Load.PerTask perTask(Load.Point... points) {
    return new Load.PerTask(List.of(points), Duration.ofMinutes(1));
  }

  @Test
  void theTraceSaysEachStageThatChangedTheNumber() {
    Decision decision = hot().range(1, 12).requests(false).decide();

    assertThat(decision.trace())
        .extracting(Adjustment::stage, Adjustment::from, Adjustment::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("policies", 10, 15),
            org.assertj.core.groups.Tuple.tuple("range", 15, 12));
    assertThat(decision.recommended().get("requests")).isInstanceOf(Recommendation.Blind.class);
  }

  @Test
  void observeShowsWhatItWouldDo() {
    Decision decision = hot().mode(Mode.OBSERVE, Mode.ACTIVE).decide();

    assertThat(decision.would()).extracting(would -> would == null ? -1 : would.to()).isEqualTo(15);
    assertThat(decision.count()).isEqualTo(10);
  }
}
