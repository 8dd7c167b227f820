package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every clause of the rules is there for a closed loop that breaks its bound without it. */
final class AblationTest {
  private static final String CAPACITY = "CapacityGuard.java";
  private static final String LOADS = "PointLoads.java";
  private static final String TRACKING = "TargetTracking.java";
  private static final String QUEUE = "QueueScaling.java";
  private static final String READS = "QueueReads.java";
  private static final String DRAIN = "DrainNeed.java";
  private static final String BRAKE = "CrashLoopBrake.java";

  @TempDir Path classes;

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"targetTracking", "queues", "capacity", "brake"})
  void a_clause_is_needed(String clause, String scenario, Ablation without) {
    assertThat(Scenario.broken(scenario)).as("with it").isEmpty();

    List<String> broken = without.broken(scenario, classes);
    System.out.println(clause + " | " + scenario + " | without it: " + broken);
    assertThat(broken).as("without it").isNotEmpty();
  }

  static Stream<Arguments> targetTracking() {
    return Stream.of(
        arguments(
            "scale-out counts the fewest tasks of the warm-up",
            "new tasks burn CPU on 20 s points",
            new Ablation(LOADS, "count = count.min(count(other));", "")),
        arguments(
            "scale-in goes by the largest load of the window",
            "a step at a lag of 180 s with partial points",
            new Ablation(LOADS, "largest = largest.max(demand(", "largest = (demand(")),
        arguments(
            "scale-in counts each point's own tasks",
            "a fifth is left of the load",
            new Ablation(
                LOADS,
                "demand(sample, sample.value().multiply(count(sample)))",
                "demand(sample, sample.value().multiply(BigDecimal.valueOf(current)))")),
        arguments(
            "a saturated point counts half more in the window too",
            "a saturated step with slow starts",
            new Ablation(
                LOADS,
                "demand(sample, sample.value().multiply(count(sample)))",
                "sample.value().multiply(count(sample))")),
        arguments(
            "a saturated point counts half more",
            "ten times the load",
            new Ablation(LOADS, "new BigDecimal(\"1.5\")", "BigDecimal.ONE")),
        arguments(
            "the count asked for stands for that of tasks that die",
            "tasks die of overload",
            new Ablation(LOADS, "if (overloaded(sample)) {", "if (false) {")),
        arguments(
            "a saturated newest point never scales in",
            "tasks die of overload for longer than the window",
            new Ablation(TRACKING, "!loads.saturated(newest) && enough", "enough")),
        arguments(
            "a falling count: the larger load of two points",
            "the newest point is always partial",
            new Ablation(LOADS, "? shown.larger(of(before))", "? shown")),
        arguments(
            "a falling count is a partial point only below the current count",
            "tasks leave slowly while a deployment runs",
            new Ablation(
                LOADS, "&& newest.count().compareTo(BigDecimal.valueOf(current)) < 0", "")),
        arguments(
            "the point of a scale-in counts the tasks that stayed",
            "constant load with partial points",
            new Ablation(LOADS, "Math.min(mostTasks, left(sample))", "mostTasks")),
        arguments(
            "in a deployment a load must last longer than the warm-up",
            "a deployment under constant load",
            new Ablation(TRACKING, "if (loads.deployed()) {", "if (false) {")),
        arguments(
            "a point of more tasks than the current needs a second one",
            "half the load while a deployment runs",
            new Ablation(TRACKING, "&& !loads.countsTasksThatLeft(newest)) {", ") {")),
        arguments(
            "samples per task are learned in settled windows only",
            "three samples a task, learned while tasks start",
            new Ablation(
                "SamplesPerTask.java",
                "&& settled(observation, history, policy.scaleIn().stabilization().plus(LAG))",
                "")),
        arguments(
            "samples per task divide the count",
            "three samples a task",
            new Ablation(
                "Series.java",
                "return fine ? 1 : history.samplesPerTask().getOrDefault(policy.name(), 1);",
                "return 1;")),
        arguments(
            "a count above the tasks that ran counts as those",
            "three samples a task, not yet known",
            new Ablation(LOADS, "Math.min(mostTasks, left(sample))", "left(sample)")),
        arguments(
            "a point from 1.3 times the target acts at once",
            "four tenths more load by the minute",
            new Ablation(TRACKING, "new BigDecimal(\"1.3\")", "new BigDecimal(\"100\")")),
        arguments(
            "below that a second point must confirm it",
            "noise of 30 % on 20 s points",
            new Ablation(
                TRACKING,
                "if ((clear || loads.saturated(newest)) && !loads.countsTasksThatLeft(newest)) {",
                "if (true) {")),
        arguments(
            "nothing changes within the tolerance",
            "noise of 10 % on 20 s points",
            new Ablation(
                TRACKING,
                "multiply(BigDecimal.ONE.add(policy.tolerance()))",
                "multiply(BigDecimal.ONE)")),
        arguments(
            "requests of the same minute replace the guess",
            "a saturated step whose requests show the load",
            new Ablation(
                LOADS, "saturated(sample) && !shownByATotal(sample.at())", "saturated(sample)")),
        arguments(
            "the window is ten minutes long",
            "waves of five minutes",
            new Ablation(
                TRACKING,
                "this.window = situation.policy().scaleIn().stabilization();",
                "this.window = Duration.ofMinutes(2);")),
        arguments(
            "four fifths of the window's points must be there",
            "metrics were missing",
            new Ablation(TRACKING, "points.size() * 100L >= expected * 80L", "true")));
  }

  static Stream<Arguments> capacity() {
    return Stream.of(
        arguments(
            "what ECS says of tasks that do not come holds at once",
            "a quota is used up",
            new Ablation(CAPACITY, "if (said.isPresent()) {", "if (false) {")),
        arguments(
            "a launch rate counts only if it is still exceeded after two minutes",
            "a burst above the launch rate",
            new Ablation(
                CAPACITY, "if (trouble.kind() == Trouble.Kind.LAUNCH_RATE) {", "if (false) {")),
        arguments(
            "what was said of an earlier shortage does not count",
            "tasks start while an earlier shortage is over",
            new Ablation(CAPACITY, "&& ofThisShortage(trouble, history, now)", "")));
  }

  static Stream<Arguments> queues() {
    return Stream.of(
        arguments(
            "busy tasks are no reason to scale out, only a long wait",
            "queue: constant 10 x 1 s 1/1 poison 0.05x3",
            new Ablation(
                DRAIN, "|| waitTooLong(whole(reads.newest().visible()), running)", "|| true")),
        arguments(
            "in flight never counts for more than the tasks that run",
            "queue: burst 10 x 1 s 1/10 poison 0.05x3",
            new Ablation(DRAIN, ".min(reads.meanRunning())", "")),
        arguments(
            "where in flight tells nothing, what arrives votes",
            "queue: burst 10 x 1 s 1/10 poison 0.05x3",
            new Ablation(
                DRAIN,
                "int need = need(reads); if (flow == null || !reads.holdTooMuch(concurrency)) {",
                "int need = need(reads); if (flow == null || concurrency > 0) {")),
        arguments(
            "scale-in goes by the largest vote of the window",
            "queue: constant 10 x 30 s 1/10",
            new Ablation(
                QUEUE,
                "largestVote = Math.max(largestVote, vote.count());",
                "largestVote = vote.count();")),
        arguments(
            "never more tasks than one for each message",
            "queue: one message at a time wakes a service that"
                + " sleeps,EVEN,0.25,170,1,180,1/1,,,0",
            new Ablation(
                DRAIN,
                "Math.min(need, Math.max(Numbers.ceil(present(reads)),"
                    + " Numbers.ceil(withHeadroom)))",
                "need")),
        arguments(
            "the largest and the smallest rates of growth do not count",
            "queue: burst 10 x 1 s 1/1 counters 0.2/60",
            new Ablation(
                READS, "rates.subList(1, rates.size() - (rates.size() < 5 ? 1 : 2))", "rates")),
        arguments(
            "of five rates or more the two largest do not count",
            "queue: burst 10 x 5 s 1/10 counters 0/60",
            new Ablation(READS, "rates.size() - (rates.size() < 5 ? 1 : 2)", "rates.size() - 1")),
        arguments(
            "growth counts as work",
            "queue: onoff 10 x 5 s 1/50+",
            new Ablation(DRAIN, "busy.add(growth).max", "busy.max")),
        arguments(
            "the backlog is gone in half of drain-within",
            "queue: burst 10 x 1 s 1/50",
            new Ablation(
                DRAIN, "withHeadroom.add(inTime(reads.newest().visible()))", "withHeadroom")),
        arguments(
            "zero only after idle-for",
            "queue: trickle,EVEN,0.1,20,1,180,1/1,,",
            new Ablation(QUEUE, "&& emptyFor().compareTo(policy.idleFor()) >= 0", "")),
        arguments(
            "zero only after two empty minutes",
            "queue: trickle,EVEN,0.2,18,1,180,1/1,,,0",
            new Ablation(QUEUE, "&& emptyFor().compareTo(EMPTY_FOR) >= 0", "")),
        arguments(
            "a queue that was not empty for long needs a task",
            "queue: trickle,EVEN,0.1,20,1,180,1/1,,",
            new Ablation(QUEUE, "int vote = Math.max(1, largestVote);", "int vote = largestVote;")),
        arguments(
            "the time of a message is learned",
            "queue: constant 10 x 1 s 1/10+ given learn",
            new Ablation(
                QUEUE,
                "MessageTime.learn(goal, memory.learned(), reads, depth.flow())",
                "memory.learned()")),
        arguments(
            "steps do not limit what a queue asks for",
            "queue: burst 10 x 1 s 1/1",
            new Ablation(
                "Decider.java",
                "StepLimits.applyOut(situation, course, votes.largestQueueCount());",
                "StepLimits.applyOut(situation, course, 0);")),
        arguments(
            "tasks are busy for four fifths of the time",
            "queue: even 10 x 30 s 1/10+",
            new Ablation(DRAIN, "new BigDecimal(\"0.8\")", "BigDecimal.ONE")),
        arguments(
            "no in-flight floor where in flight tells nothing",
            "queue: burst 10 x 1 s 1/10 poison 0.05x3",
            new Ablation(
                READS,
                "return flow != null && holdTooMuch(concurrency)",
                "return flow == null && holdTooMuch(concurrency)")),
        arguments(
            "messages that consumers hold wait too",
            "queue: constant 10 x 5 s 1/50+",
            new Ablation(QUEUE, "if (held > current) {", "if (held > 1_000_000) {")));
  }

  static Stream<Arguments> brake() {
    return Stream.of(
        arguments(
            "the newest starts release the brake, whatever was before",
            "the database was away for half an hour",
            new Ablation(BRAKE, "|| newestLived(rule.badStarts(), since)", "")),
        arguments(
            "tasks that outlive the bad ones speak against the brake",
            "five of 190 tasks that start together crash",
            new Ablation(
                BRAKE, "counted.size() + outlivingTheBad(counted, fresh, now)", "counted.size()")));
  }
}
