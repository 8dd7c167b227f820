package io.fargateautoscaler.operations.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.operations.adopt.AutoScaling.Action;
import io.fargateautoscaler.operations.adopt.AutoScaling.Other;
import io.fargateautoscaler.operations.adopt.AutoScaling.Query;
import io.fargateautoscaler.operations.adopt.AutoScaling.Side;
import io.fargateautoscaler.operations.adopt.AutoScaling.Step;
import io.fargateautoscaler.operations.adopt.AutoScaling.Steps;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DraftingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final String CPU = "ECSServiceAverageCPUUtilization";

  /**
   * @param expected parts that the document must have
   */
  record Row(String name, AutoScaling found, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, AutoScaling found, String... expected) {
    return new Row(name, found, List.of(expected));
  }

  static Stream<Row> rows() {
    return Stream.of(policies(), schedules(), ranges()).flatMap(it -> it);
  }

  private static Stream<Row> policies() {
    return Stream.of(
        row(
            "cpu",
            Found.of(Found.predefined(CPU, 60)),
            "\n  cpu: {type: target-tracking, metric: cpu, target: 60}\n",
            "cooldown out 60 s (there is none here); cooldown in 300 s"),
        row("cpu, out only", Found.of(Found.outOnly(CPU)), "target: 60, direction: out}"),
        row("too high", Found.of(Found.predefined(CPU, 95)), "target: 85}", "Its target is 95 %"),
        row("too low", Found.of(Found.predefined(CPU, 5.5)), "target: 10}", "is 5.5 %"),
        row(
            "memory",
            Found.of(Found.predefined("ECSServiceAverageMemoryUtilization", 75)),
            "memory: {type: target-tracking, metric: memory, target: 75, direction: both}"),
        row(
            "requests",
            Found.of(Found.requests("app/shop/12/targetgroup/web/34")),
            "requests: {type: target-tracking, metric: alb-requests-per-task, target: 1000,"
                + " target-group: \"targetgroup/web/34\", load-balancer: \"app/shop/12\"}"),
        row("no label", Found.of(Found.requests(null)), "per-task, target: 1000}", "No label"),
        row(
            "foreign metric",
            Found.of(Found.predefined("KafkaBrokerStorageUtilization", 60)),
            "KafkaBrokerStorageUtilization is not known here",
            "CPU at 60 % to begin with"),
        row(
            "custom average",
            Found.of(Found.custom(Found.metric("Shop", "Busy", "Average", Map.of("A", "b")), 50)),
            "busy: {type: target-tracking, metric: {namespace: \"Shop\", name: \"Busy\","
                + " dimensions: {\"A\": \"b\"}, statistic: \"Average\", load: per-task}, target:"
                + " 50}",
            "mode: observe",
            "CHECK"),
        row(
            "custom sum",
            Found.of(Found.custom(Found.metric("Shop", "Busy", "Sum", Map.of()), 50)),
            "# Policy p: holds the Sum itself at 50",
            "#   busy: {type: target-tracking"),
        row(
            "custom name that documents refuse",
            Found.of(Found.custom(Found.metric("Shop", "Bü\nsy", "Average", Map.of()), 50)),
            "# Cannot be said here",
            "name: \"B\\u00fc\\u000",
            "metric.name: Bü?sy; allowed"),
        row(
            "queue",
            Found.of(Found.custom(Found.visible("orders.fifo"), 100)),
            "orders-fifo: {type: queue, queue: \"orders.fifo\", messages-per-task: 100}",
            "mode: observe"),
        row(
            "backlog per task",
            Found.of(
                Found.math(
                    12.5,
                    new Query("m1", null, Found.visible("orders")),
                    new Query("e1", "m1 / 2", null))),
            "orders: {type: queue, queue: \"orders\", messages-per-task: 12.5}"),
        row(
            "other math",
            Found.of(
                Found.math(
                    3,
                    new Query("m1", null, Found.metric("Shop", "Busy", "Sum", Map.of())),
                    new Query("e1", "m1 / 2", null))),
            "metric math, target 3.",
            "#   e1 = m1 / 2",
            "#   m1 = namespace: \"Shop\""),
        row("infinite", Found.of(Found.predefined(CPU, 1e300 * 1e300)), "is no load of a task"),
        row(
            "huge",
            Found.of(Found.custom(Found.metric("S", "N", "Average", Map.of()), 1e300)),
            "Cannot be said here"),
        row(
            "steps out",
            Found.of(
                Found.steps(
                    "ChangeInCapacity",
                    Side.ABOVE,
                    null,
                    new Step(0.0, 10.0, 1),
                    new Step(10.0, null, 3))),
            "busy-steps: {type: step, alarm: \"web-busy\", warm-up: 120s, steps: [{above: 0, add:"
                + " 1}, {above: 10, add: 3}]}"),
        row(
            "steps in",
            Found.of(
                Found.steps(
                    "PercentChangeInCapacity",
                    Side.BELOW,
                    2,
                    new Step(-10.0, 0.0, -10),
                    new Step(null, -10.0, -30))),
            "steps: [{below: 0, remove-percent: 10, at-least: 2},"
                + " {below: 10, remove-percent: 30, at-least: 2}]}"),
        row(
            "steps on both sides",
            Found.of(
                Found.steps(
                    "ExactCapacity",
                    Side.ABOVE,
                    null,
                    new Step(null, 0.0, 2),
                    new Step(0.0, null, 9))),
            "steps: [{above: 0, set: 9}]}",
            "Steps on the other side"),
        row(
            "no such alarm",
            Found.of(Found.steps("ChangeInCapacity", Side.MISSING, null, new Step(0.0, null, 1))),
            "There is no alarm of this name",
            "mode: observe"),
        row(
            "composite alarm with two steps",
            Found.of(
                Found.steps(
                    "ChangeInCapacity",
                    Side.NEITHER,
                    null,
                    new Step(0.0, 10.0, 1),
                    new Step(10.0, null, 3))),
            "has no threshold, so it can have one step only"),
        row(
            "nothing changes",
            Found.of(Found.steps("ChangeInCapacity", Side.ABOVE, null, new Step(0.0, null, 0))),
            "changes nothing; ChangeInCapacity [0, ) 0"),
        row(
            "no alarm",
            Found.of(
                new Steps("s", "ChangeInCapacity", List.of(), null, null, "Average", List.of())),
            "no alarm calls it"),
        row(
            "predictive",
            new AutoScaling(
                Found.target(1, 3),
                List.of(),
                List.of(),
                List.of(new Other("tomorrow", "PredictiveScaling")),
                List.of(),
                null),
            "Policy tomorrow: there is no PredictiveScaling here"),
        row(
            "two of a kind, hostile names",
            new AutoScaling(
                Found.target(1, 3),
                List.of(
                    new Tracking("a\nmode: off", 60, CPU, null, null, List.of(), 1, 1, true),
                    Found.predefined(CPU, 70)),
                List.of(),
                List.of(),
                List.of(),
                null),
            "\n  cpu: {",
            "\n  cpu-2: {",
            "Policy a\\u000amode: off"));
  }

  private static Stream<Row> schedules() {
    return Stream.of(
        row(
            "working days",
            Found.of(
                Found.action("Up 1", "cron(0 8 ? * MON-FRI *)", 6, 40),
                Found.action("down", "cron(0 20 ? * 2-6 *)", 2, 10)),
            // The longest is first, since the last in force wins; once a year it has an hour more.
            "schedules:\n  # Until the next scheduled action, at the longest.\n"
                + "  - {name: down, start: \"0 20 * * 1-5\", for: 61h, timezone: \"Europe/Paris\","
                + " capacity: {min: 2, max: 10}}",
            "- {name: up-1, start: \"0 8 * * MON-FRI\", for: 12h, timezone: \"Europe/Paris\","
                + " capacity: {min: 6, max: 40}}"),
        row(
            "only a minimum",
            Found.of(
                Found.action("up", "cron(0 8 * * ? *)", 6, null),
                Found.action("down", "cron(0 20 * * ? *)", 2, null)),
            "for: 12h, timezone: \"Europe/Paris\", capacity: {min: 6, max: 20}}"),
        row(
            "to zero",
            Found.of(
                Found.action("up", "cron(0 8 * * ? *)", 6, 9),
                Found.action("down", "cron(0 20 * * ? *)", 0, 0)),
            "capacity: {min: 1, max: 1}}"),
        row(
            "once a month lasts too long",
            Found.of(
                Found.action("up", "cron(0 8 1 * ? *)", 6, null),
                Found.action("down", "cron(0 8 3 * ? *)", 2, null)),
            "for: 2d, timezone: \"Europe/Paris\", capacity: {min: 6, max: 20}}"),
        row(
            "once a year",
            Found.of(
                Found.action("up", "cron(0 8 28 11 ? *)", 6, null),
                Found.action("down", "cron(0 8 3 12 ? *)", 2, null)),
            "Scheduled action up: cron(0 8 28 11 ? *) Europe/Paris, min 6 is not translated"),
        row(
            "both at once",
            Found.of(
                Found.action("up", "cron(0 8 * * ? *)", 6, null),
                Found.action("down", "cron(0 8 ? * MON *)", 2, null)),
            "(how long it lasts depends on the other actions)"),
        row(
            "one that cannot be said leaves the others unsaid",
            Found.of(
                Found.action("up", "cron(0 8 * * ? *)", 6, 9),
                Found.action("last", "cron(0 8 L * ? *)", 2, 9)),
            "last: cron(0 8 L * ? *) Europe/Paris, min 2 max 9 is not translated (five fields",
            "up: cron(0 8 * * ? *) Europe/Paris, min 6 max 9 is not translated (how long"),
        row(
            "once and by rate",
            Found.of(
                Found.action("sale", "at(2026-11-28T08:00:00)", 6, 9),
                Found.action("often", "rate(5 minutes)", 6, 9)),
            "only cron comes again"),
        row(
            "every minute",
            Found.of(Found.action("often", "cron(* * * * ? *)", 6, 9)),
            "is not translated"),
        row(
            "no such zone, and a last day",
            Found.of(
                new Action("x", "cron(0 8 * * ? *)", "Mars/Base", null, null, 1, 2),
                new Action("y", "cron(0 9 * * ? *)", null, null, NOW, 1, 2)),
            "cron(0 8 * * ? *) Mars/Base, min 1 max 2 is not translated",
            "until 2026-11-22T09:00:00Z, min 1 max 2 is not translated (it has a first"));
  }

  private static Stream<Row> ranges() {
    return Stream.of(
        row(
            "unknown to it",
            AutoScaling.NONE,
            "capacity: {min: 1, max: 12}",
            "does not know this service",
            "please choose"),
        row(
            "unread",
            new AutoScaling(null, List.of(), List.of(), List.of(), List.of(), "no answer"),
            "could not be read (no answer)"),
        row("from zero", range(0, 9), "capacity: {min: 1, max: 9}", "There it is 0 to 9"),
        row("to zero", range(0, 0), "capacity: {min: 1, max: 1}", "6 tasks are asked for now"),
        row("far", range(10, 9000), "capacity: {min: 10, max: 5000}"),
        row(
            "a queue wakes it",
            new AutoScaling(
                Found.target(0, 9),
                List.of(Found.custom(Found.visible("q"), 5)),
                List.of(),
                List.of(),
                List.of(),
                null),
            "capacity: {min: 0, max: 9}"));
  }

  private static AutoScaling range(int min, int max) {
    return new AutoScaling(
        Found.target(min, max),
        List.of(Found.predefined(CPU, 60)),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_document_is_good_and_says_all(Row row) {
    Draft draft = Drafting.of(Found.service("FARGATE"), row.found(), NOW, "eu-west-1");

    assertThat(PolicyReader.read(draft.document(), "shop/web").problems())
        .as(draft.document())
        .isEmpty();
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.document()).contains(row.expected());
    assertThat(draft.document().lines())
        .as("no line of AWS's begins a line of its own")
        .allMatch(line -> line.matches(" *(#|[a-z0-9-]+:|- \\{).*"));
  }

  @Test
  void what_is_too_long_for_comments_is_told_beside_the_document() {
    List<Tracking> many =
        IntStream.range(0, 16)
            .mapToObj(i ->
                Found.custom(
                    Found.metric("Shop", "Busy" + i, "Average", Map.of("App", "x".repeat(20))), 5))
            .toList();
    Draft draft =
        Drafting.of(
            Found.service("FARGATE"),
            new AutoScaling(Found.target(1, 2), many, List.of(), List.of(), List.of(), null),
            NOW,
            "eu-west-1");

    assertThat(draft.problems()).isEmpty();
    assertThat(draft.document()).doesNotContain("#").contains("busy15: {");
    assertThat(draft.notes()).contains("Policy p").anyMatch(it -> it.contains("4096"));
  }

  @Test
  void what_no_document_can_hold_is_a_problem() {
    List<Tracking> many =
        IntStream.range(0, 50)
            .mapToObj(i ->
                Found.custom(
                    Found.metric("Shop", "Busy" + i, "Average", Map.of("App", "x".repeat(99))), 5))
            .toList();
    Draft draft =
        Drafting.of(
            Found.service("FARGATE"),
            new AutoScaling(Found.target(1, 2), many, List.of(), List.of(), List.of(), null),
            NOW,
            "eu-west-1");

    assertThat(draft.problems())
        .containsExactly(
            "the document cannot be used as it is: larger than the allowed 4096 bytes");
  }

  @Test
  void the_commands_suspend_it_and_bring_it_back_as_it_was() {
    AutoScaling found =
        new AutoScaling(
            new Target(1, 2, true, false, false), List.of(), List.of(), List.of(), List.of(), null);
    Suspension suspension =
        Objects.requireNonNull(
            Drafting.of(Found.service("FARGATE"), found, NOW, "eu-west-1").suspension());

    assertThat(suspension.suspend())
        .startsWith("aws application-autoscaling register-scalable-target --region eu-west-1 ")
        .contains("--resource-id service/shop/web ")
        .endsWith(
            "DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,"
                + "ScheduledScalingSuspended=true");
    assertThat(suspension.restore())
        .endsWith(
            "DynamicScalingInSuspended=true,DynamicScalingOutSuspended=false,"
                + "ScheduledScalingSuspended=false");
    assertThat(
            Drafting.of(Found.service("FARGATE"), AutoScaling.NONE, NOW, "eu-west-1").suspension())
        .isNull();
  }
}
