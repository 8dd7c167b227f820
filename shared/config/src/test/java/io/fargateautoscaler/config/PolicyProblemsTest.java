package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Guards;
import io.fargateautoscaler.core.policy.Schedule;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.StepPolicy.Adjust;
import io.fargateautoscaler.core.policy.StepPolicy.Step;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps, expressions, schedules and guards: every mistake has its sentence. */
final class PolicyProblemsTest {
  private static final String CPU = "cpu: {type: target-tracking, metric: cpu, target: 60}";
  private static final String HEAD = "service: a/b\ncapacity: {min: 2, max: 9}\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "one step | p: {type: step, alarm: a, steps: [{above: 0, add: 1}]} | ``",
        "all keys | p: {type: step, alarm: 'A b/é', warm-up: 1h, direction: out, "
            + "steps: [{above: 50.5, add-percent: 0.5, at-least: 2}, {above: 0, set: 0}]} | "
            + "``",
        "below | p: {type: step, alarm: a, steps: [{below: 0, remove: 5000}, {below: "
            + "2, remove-percent: 100}]} | ``",
        "no alarm | p: {type: step, steps: [{above: 0, add: 1}]} | policies.p.alarm: "
            + "missing; allowed the name of an alarm, 1 to 255 characters without control "
            + "characters",
        "alarm empty | p: {type: step, alarm: '', steps: [{above: 0, add: 1}]} | "
            + "policies.p.alarm: empty; allowed the name of an alarm, 1 to 255 characters "
            + "without control characters",
        "alarm with a bell | p: {type: step, alarm: \"a\\a\", steps: [{above: 0, add: "
            + "1}]} | policies.p.alarm: a?; allowed the name of an alarm, 1 to 255 "
            + "characters without control characters",
        "no steps | p: {type: step, alarm: a} | policies.p.steps: missing; a list of "
            + "steps is needed: [{above: 0, add: 1}]",
        "empty steps | p: {type: step, alarm: a, steps: []} | policies.p.steps: empty; "
            + "at least one step is needed",
        "steps a mapping | p: {type: step, alarm: a, steps: {above: 0, add: 1}} | "
            + "policies.p.steps: a mapping; a list is needed",
        "a step a word | p: {type: step, alarm: a, steps: [add]} | "
            + "policies.p.steps[0]: add; a mapping of keys is needed",
        "no distance | p: {type: step, alarm: a, steps: [{add: 1}]} | "
            + "policies.p.steps[0]: needs one of above, below",
        "two distances | p: {type: step, alarm: a, steps: [{above: 0, below: 0, add: "
            + "1}]} | policies.p.steps[0].below: given together with above; allowed is one "
            + "of the two",
        "distance below 0 | p: {type: step, alarm: a, steps: [{above: 0, add: 1}, "
            + "{above: -1, add: 2}]} | policies.p.steps[1].above: -1; allowed 0 to "
            + "1000000000000",
        "two sides | p: {type: step, alarm: a, steps: [{above: 0, add: 1}, {below: 0, "
            + "remove: 1}]} | policies.p.steps[1].below: all steps of a policy must lie on "
            + "one side; the first is above",
        "distance twice | p: {type: step, alarm: a, steps: [{above: 50, add: 1}, "
            + "{above: 50.0, add: 2}]} | policies.p.steps[1].above: 50 is given twice; "
            + "distances must differ",
        "no adjustment | p: {type: step, alarm: a, steps: [{above: 0}]} | "
            + "policies.p.steps[0]: needs one of add, remove, add-percent, remove-percent, "
            + "set",
        "two adjustments | p: {type: step, alarm: a, steps: [{above: 0, add: 1, set: "
            + "2}]} | policies.p.steps[0].set: given together with add; a step has one "
            + "adjustment",
        "add 0 | p: {type: step, alarm: a, steps: [{above: 0, add: 0}]} | "
            + "policies.p.steps[0].add: 0; allowed 1 to 5000",
        "add 1.5 | p: {type: step, alarm: a, steps: [{above: 0, add: 1.5}]} | "
            + "policies.p.steps[0].add: 1.5; allowed whole numbers, 1 to 5000",
        "remove 5001 | p: {type: step, alarm: a, steps: [{above: 0, remove: 5001}]} | "
            + "policies.p.steps[0].remove: 5001; allowed 1 to 5000",
        "add-percent 0 | p: {type: step, alarm: a, steps: [{above: 0, add-percent: "
            + "0}]} | policies.p.steps[0].add-percent: 0; allowed above 0, to 10000",
        "add-percent 10000 | p: {type: step, alarm: a, steps: [{above: 0, add-percent: "
            + "10000}]} | ``",
        "remove-percent 101 | p: {type: step, alarm: a, steps: [{above: 0, "
            + "remove-percent: 101}]} | policies.p.steps[0].remove-percent: 101; allowed "
            + "above 0, to 100",
        "set 5001 | p: {type: step, alarm: a, steps: [{above: 0, set: 5001}]} | "
            + "policies.p.steps[0].set: 5001; allowed 0 to 5000",
        "at-least alone | p: {type: step, alarm: a, steps: [{above: 0, add: 1, "
            + "at-least: 2}]} | policies.p.steps[0].at-least: allowed only with add-percent "
            + "or remove-percent",
        "at-least -1 | p: {type: step, alarm: a, steps: [{above: 0, add-percent: 1, "
            + "at-least: -1}]} | policies.p.steps[0].at-least: -1; allowed 0 to 5000",
        "a slip | p: {type: step, alarm: a, steps: [{above: 0, add_percent: 1}]} | "
            + "policies.p.steps[0].add_percent: unknown; did you mean add-percent? & "
            + "policies.p.steps[0]: needs one of add, remove, add-percent, remove-percent, "
            + "set",
        "warm-up 61m | p: {type: step, alarm: a, warm-up: 61m, steps: [{above: 0, add: "
            + "1}]} | policies.p.warm-up: 61m; allowed 0s to 60m",
        "direction in | p: {type: step, alarm: a, direction: in, steps: [{above: 0, "
            + "add: 1}]} | policies.p.direction: in; allowed both, out",
        "key of another type | p: {type: step, alarm: a, target: 1, steps: [{above: 0, "
            + "add: 1}]} | policies.p.target: unknown; allowed: type, alarm, steps, warm-up, "
            + "direction",
      })
  void steps(String name, String policies, String message) {
    assertThat(said(HEAD + "policies: {" + policies + "}")).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "expression | p: {type: target-tracking, target: 5, metric: {expression: m1 + "
            + "m2, metrics: {m1: {namespace: S, name: B, statistic: Sum}, m2: {namespace: S, "
            + "name: B, statistic: Sum, dimensions: {App: x}}}, load: total, period: 5m}} | "
            + "``",
        "least | p: {type: target-tracking, target: 5, metric: {expression: m1, "
            + "metrics: {m1: {namespace: S, name: B, statistic: Sum}}}} | ``",
        "load per-task | p: {type: target-tracking, target: 5, metric: {expression: "
            + "m1, metrics: {m1: {namespace: S, name: B, statistic: Sum}}, load: per-task}} "
            + "| policies.p.metric.load: per-task; allowed total (how many tasks are behind "
            + "a result is not known: multiply in the expression)",
        "no expression | p: {type: target-tracking, target: 5, metric: {metrics: {m1: "
            + "{namespace: S, name: B, statistic: Sum}}}} | policies.p.metric.expression: "
            + "missing; allowed 1 to 1024 printable ASCII characters",
        "blank | p: {type: target-tracking, target: 5, metric: {expression: ' ', "
            + "metrics: {m1: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.expression:  ; allowed 1 to 1024 printable ASCII characters",
        "not printable | p: {type: target-tracking, target: 5, metric: {expression: "
            + "\"m1\\n\", metrics: {m1: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.expression: m1?; allowed 1 to 1024 printable ASCII "
            + "characters",
        "no metrics | p: {type: target-tracking, target: 5, metric: {expression: m1}} "
            + "| policies.p.metric.metrics: missing; a mapping of names to metrics is needed",
        "empty metrics | p: {type: target-tracking, target: 5, metric: {expression: "
            + "m1, metrics: {}}} | policies.p.metric.metrics: empty; at least one metric is "
            + "needed",
        "metrics a list | p: {type: target-tracking, target: 5, metric: {expression: "
            + "m1, metrics: [m1]}} | policies.p.metric.metrics: a list; a mapping of keys is "
            + "needed",
        "a name in capitals | p: {type: target-tracking, target: 5, metric: "
            + "{expression: M1, metrics: {M1: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.metrics.M1: the name of a metric must be "
            + "[a-z][A-Za-z0-9_]{0,254}, like m1",
        "no statistic | p: {type: target-tracking, target: 5, metric: {expression: m1, "
            + "metrics: {m1: {namespace: S, name: B}}}} | "
            + "policies.p.metric.metrics.m1.statistic: missing; allowed Average, Sum, "
            + "Minimum, Maximum, SampleCount, or a percentile like p90",
        "load of one | p: {type: target-tracking, target: 5, metric: {expression: m1, "
            + "metrics: {m1: {namespace: S, name: B, statistic: Sum, load: total}}}} | "
            + "policies.p.metric.metrics.m1.load: unknown; allowed: namespace, name, "
            + "dimensions, statistic",
        "period of one | p: {type: target-tracking, target: 5, metric: {expression: "
            + "m1, period: 90s, metrics: {m1: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.period: 90s; allowed 10s, 20s, 30s, or whole minutes to 60m",
        "key of a metric | p: {type: target-tracking, target: 5, metric: {expression: "
            + "m1, name: x, metrics: {m1: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.name: unknown; allowed: expression, metrics, load, period",
        "eleven metrics | p: {type: target-tracking, target: 5, metric: {expression: "
            + "a, metrics: {a: {namespace: S, name: B, statistic: Sum}, b: {namespace: S, "
            + "name: B, statistic: Sum}, c: {namespace: S, name: B, statistic: Sum}, d: "
            + "{namespace: S, name: B, statistic: Sum}, e: {namespace: S, name: B, "
            + "statistic: Sum}, f: {namespace: S, name: B, statistic: Sum}, g: {namespace: "
            + "S, name: B, statistic: Sum}, h: {namespace: S, name: B, statistic: Sum}, i: "
            + "{namespace: S, name: B, statistic: Sum}, j: {namespace: S, name: B, "
            + "statistic: Sum}, k: {namespace: S, name: B, statistic: Sum}}}} | "
            + "policies.p.metric.metrics: 11 entries; allowed at most 10",
      })
  void expressions(String name, String policies, String message) {
    assertThat(said(HEAD + "policies: {" + policies + "}")).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "range | {name: night, start: 0 20 * * MON-FRI, for: 11h, timezone: "
            + "Europe/Paris, capacity: {min: 1, max: 4}} | ``",
        "only min | {name: n, start: 0 20 * * *, for: 1m, capacity: {min: 9}} | ``",
        "only scale-in | {name: n, start: '* * * * *', for: 31d, scale-in: off} | ``",
        "no name | {start: 0 20 * * *, for: 1h, scale-in: off} | schedules[0].name: "
            + "missing; allowed [a-z][a-z0-9-]{0,31}, for example night",
        "name in capitals | {name: Night, start: 0 20 * * *, for: 1h, scale-in: off} | "
            + "schedules[0].name: Night; allowed [a-z][a-z0-9-]{0,31}, for example night",
        "name twice | {name: n, start: 0 20 * * *, for: 1h, scale-in: off}, {name: n, "
            + "start: 0 8 * * *, for: 1h, scale-in: off} | schedules[1].name: n is given "
            + "twice; the names of schedules must differ",
        "no start | {name: n, for: 1h, scale-in: off} | schedules[0].start: missing; "
            + "allowed five fields of UNIX cron, for example 0 20 * * MON-FRI",
        "four fields | {name: n, start: 0 20 * *, for: 1h, scale-in: off} | "
            + "schedules[0].start: 0 20 * *; allowed five fields of UNIX cron, for example 0 "
            + "20 * * MON-FRI",
        "minute 60 | {name: n, start: 60 20 * * *, for: 1h, scale-in: off} | "
            + "schedules[0].start: 60 20 * * *; allowed five fields of UNIX cron, for "
            + "example 0 20 * * MON-FRI",
        "no length | {name: n, start: 0 20 * * *, scale-in: off} | schedules[0].for: "
            + "missing; allowed 60s to 31d",
        "59 seconds | {name: n, start: 0 20 * * *, for: 59s, scale-in: off} | "
            + "schedules[0].for: 59s; allowed 60s to 31d",
        "32 days | {name: n, start: 0 20 * * *, for: 32d, scale-in: off} | "
            + "schedules[0].for: 32d; allowed 60s to 31d",
        "zone misspelled | {name: n, start: 0 20 * * *, for: 1h, timezone: "
            + "Europe/Pari, scale-in: off} | schedules[0].timezone: Europe/Pari; allowed a "
            + "time zone of IANA, for example Europe/Paris; did you mean Europe/Paris?",
        "only a city | {name: n, start: 0 20 * * *, for: 1h, timezone: new york, "
            + "scale-in: off} | schedules[0].timezone: new york; allowed a time zone of "
            + "IANA, for example Europe/Paris; did you mean America/New_York?",
        "zone in lower case | {name: n, start: 0 20 * * *, for: 1h, timezone: "
            + "asia/tokyo, scale-in: off} | schedules[0].timezone: asia/tokyo; allowed a "
            + "time zone of IANA, for example Europe/Paris; did you mean Asia/Tokyo?",
        "an offset | {name: n, start: 0 20 * * *, for: 1h, timezone: +02:00, scale-in: "
            + "off} | schedules[0].timezone: +02:00; allowed a time zone of IANA, for "
            + "example Europe/Paris",
        "zone a list | {name: n, start: 0 20 * * *, for: 1h, timezone: [UTC], "
            + "scale-in: off} | schedules[0].timezone: a list; allowed a time zone of IANA, "
            + "for example Europe/Paris",
        "nothing | {name: n, start: 0 20 * * *, for: 1h} | schedules[0]: changes "
            + "nothing; capacity or scale-in: off is needed",
        "scale-in on | {name: n, start: 0 20 * * *, for: 1h, scale-in: on} | "
            + "schedules[0]: changes nothing; capacity or scale-in: off is needed",
        "scale-in no | {name: n, start: 0 20 * * *, for: 1h, scale-in: no, capacity: "
            + "{min: 2}} | schedules[0].scale-in: no; allowed on, off",
        "empty capacity | {name: n, start: 0 20 * * *, for: 1h, capacity: {}} | "
            + "schedules[0].capacity: needs one of min, max",
        "capacity a word | {name: n, start: 0 20 * * *, for: 1h, capacity: 5} | "
            + "schedules[0].capacity: 5; a mapping of keys is needed",
        "max below min | {name: n, start: 0 20 * * *, for: 1h, capacity: {min: 4, max: "
            + "3}} | schedules[0].capacity.max: 3 is below min (4)",
        "max below the document's min | {name: n, start: 0 20 * * *, for: 1h, "
            + "capacity: {max: 1}} | schedules[0].capacity.max: 1 is below capacity.min of "
            + "the document (2)",
        "min above the document's max | {name: n, start: 0 20 * * *, for: 1h, "
            + "capacity: {min: 10}} | schedules[0].capacity.min: 10 is above capacity.max of "
            + "the document (9)",
        "zero without a queue | {name: n, start: 0 20 * * *, for: 1h, capacity: {min: "
            + "0}} | schedules[0].capacity.min: 0 needs a queue policy, which can wake the "
            + "service; allowed 1 to 9",
        "max 0 | {name: n, start: 0 20 * * *, for: 1h, capacity: {min: 0, max: 0}} | "
            + "schedules[0].capacity.max: 0; allowed 1 to 5000 & schedules[0].capacity.min: "
            + "0 needs a queue policy, which can wake the service; allowed 1 to 9",
        "a slip | {name: n, start: 0 20 * * *, for: 1h, time-zone: UTC, scale-in: off} "
            + "| schedules[0].time-zone: unknown; did you mean timezone?",
        "a word | night | schedules[0]: night; a mapping of keys is needed",
      })
  void schedules(String name, String schedules, String message) {
    assertThat(said(HEAD + "policies: {" + CPU + "}\nschedules: [" + schedules + "]"))
        .isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "defaults | {} | ``",
        "all | {crash-loop: {bad-starts: 1000, percent: 100, within: 30m}, "
            + "veto-scale-out: [db high], veto-scale-in: [a, b], capacity-after: 30d, "
            + "deployment-hold: 0s} | ``",
        "bad-starts 0 | {crash-loop: {bad-starts: 0}} | guards.crash-loop.bad-starts: "
            + "0; allowed 1 to 1000",
        "percent 101 | {crash-loop: {percent: 101}} | guards.crash-loop.percent: 101; "
            + "allowed 1 to 100",
        "within 59s | {crash-loop: {within: 59s}} | guards.crash-loop.within: 59s; "
            + "allowed 60s to 30m",
        "within 31m | {crash-loop: {within: 31m}} | guards.crash-loop.within: 31m; "
            + "allowed 60s to 30m",
        "brake off | {crash-loop: off} | guards.crash-loop: off; a mapping of keys is " + "needed",
        "brake slip | {crash-loop: {bad_starts: 2}} | guards.crash-loop.bad_starts: "
            + "unknown; did you mean bad-starts?",
        "veto a word | {veto-scale-in: db-high} | guards.veto-scale-in: db-high; a "
            + "list is needed",
        "veto twice | {veto-scale-in: [a, b, a]} | guards.veto-scale-in[2]: a is given " + "twice",
        "veto empty | {veto-scale-out: [a, '']} | guards.veto-scale-out[1]: empty; "
            + "allowed the name of an alarm, 1 to 255 characters without control characters",
        "veto nothing | {veto-scale-out: [~]} | guards.veto-scale-out[0]: empty; "
            + "allowed the name of an alarm, 1 to 255 characters without control characters",
        "eleven vetoes | {veto-scale-out: [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, "
            + "a10]} | guards.veto-scale-out: 11 entries; allowed at most 10",
        "capacity-after 4m | {capacity-after: 4m} | guards.capacity-after: 4m; allowed "
            + "5m to 30d",
        "slip | {veto-scalein: [a]} | guards.veto-scalein: unknown; did you mean "
            + "veto-scale-in?",
      })
  void guards(String name, String guards, String message) {
    assertThat(said(HEAD + "policies: {" + CPU + "}\nguards: " + guards)).isEqualTo(message);
  }

  @Test
  void lists_have_a_largest_length() {
    assertThat(said(HEAD + "policies: {p: {type: step, alarm: a, steps: " + steps(20) + "}}"))
        .isEmpty();
    assertThat(said(HEAD + "policies: {p: {type: step, alarm: a, steps: " + steps(21) + "}}"))
        .isEqualTo("policies.p.steps: 21 entries; allowed at most 20");
    assertThat(said(HEAD + "policies: {" + CPU + "}\nschedules: " + schedules(20))).isEmpty();
    assertThat(said(HEAD + "policies: {" + CPU + "}\nschedules: " + schedules(21)))
        .isEqualTo("schedules: 21 entries; allowed at most 20");
    assertThat(
            said(
                HEAD
                    + "policies: {p: {type: step, alarm: "
                    + "x".repeat(255)
                    + ", steps: "
                    + steps(1)
                    + "}}"))
        .isEmpty();
    assertThat(
            said(
                HEAD
                    + "policies: {p: {type: step, alarm: "
                    + "x".repeat(256)
                    + ", steps: "
                    + steps(1)
                    + "}}"))
        .startsWith("policies.p.alarm: xxx");
  }

  private static String steps(int count) {
    return list(count, i -> "{above: " + i + ", add: 1}");
  }

  private static String schedules(int count) {
    return list(count, i -> "{name: s" + i + ", start: 0 8 * * *, for: 1h, scale-in: off}");
  }

  private static String list(int count, java.util.function.IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "capacity: {min: 2, max: 010} | capacity.max: 010; a number may not begin with 0, which is"
            + " octal to some; allowed 1 to 5000",
        "capacity: {min: 02, max: 9} | capacity.min: 02; a number may not begin with 0, which is"
            + " octal to some; allowed 0 to 5000",
        "capacity: {min: 2, max: 9.5} | capacity.max: 9.5; allowed whole numbers, 1 to 5000",
        "capacity: {min: 0x2, max: 9} | capacity.min: 0x2; allowed 0 to 5000",
      })
  void numbers_that_are_written_oddly(String capacity, String message) {
    assertThat(said("service: a/b\n" + capacity + "\npolicies: {" + CPU + "}")).isEqualTo(message);
  }

  @Test
  void a_target_that_begins_with_0() {
    assertThat(said(HEAD + "policies: {p: {type: queue, queue: q, seconds-per-message: 00.5}}"))
        .startsWith("policies.p.seconds-per-message: 00.5; a number may not begin with 0");
    assertThat(said(HEAD + "policies: {p: {type: queue, queue: q, seconds-per-message: 0.5}}"))
        .isEmpty();
  }

  @Test
  void a_schedule_that_never_comes() {
    String schedule = "policies: {" + CPU + "}\nschedules:\n";
    assertThat(
            said(
                HEAD + schedule + " - {name: odd, start: 0 0 31 2 *, for: 9h, capacity: {min: 3}}"))
        .isEqualTo("schedules[0].start: 0 0 31 2 * never comes: no such day is in its months");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service: a/b\ncapacity:\n\tmin: 2\n\tmax: 9\n",
        "service: a/b\ncapacity:\n  \tmin: 2\n  max: 9\n",
        "service: a/b\npolicies:\n\tcpu: {type: queue,\n queue: q}\n"
      })
  void a_tab_is_named_with_its_line(String text) {
    assertThat(PolicyReader.read(text, null).problems())
        .containsExactly(
            new Problem(3, "", "not valid YAML: a tab; lines are indented with spaces"));
  }

  @Test
  void what_a_queue_hardly_gets_is_warned_of() {
    String queue = "policies: {p: {type: queue, queue: q, drain-within: ";
    assertThat(PolicyWarnings.of(good(HEAD + queue + "119s}}")))
        .containsExactly(
            "policies.p.drain-within: 119s is shorter than 2m, three times what it takes to see a"
                + " message and start a task; some will wait longer");
    assertThat(PolicyWarnings.of(good(HEAD + queue + "2m}}"))).isEmpty();
  }

  @Test
  void a_schedule_that_wakes_allows_zero() {
    String zero = "service: a/b\ncapacity: {min: 0, max: 9}\npolicies: {" + CPU + "}\nschedules:\n";
    assertThat(said(zero + " - {name: day, start: 0 8 * * *, for: 9h, capacity: {min: 1}}"))
        .isEmpty();
    assertThat(said(zero + " - {name: day, start: 0 8 * * *, for: 9h, capacity: {max: 3}}"))
        .isEqualTo(
            "capacity.min: 0 needs a queue policy, or a schedule with a min of at least 1, which"
                + " can wake the service; allowed 1 to 9");
    assertThat(
            said(
                HEAD
                    + "policies: {q: {type: queue, queue: q}}\nschedules:\n"
                    + " - {name: night, start: 0 20 * * *, for: 9h, capacity: {min: 0}}"))
        .isEmpty();
  }

  @Test
  void defaults_are_those_of_the_core() {
    ServicePolicy policy =
        good(
            """
            service: a/b
            capacity: {min: 2, max: 9}
            policies:
              errors: {type: step, alarm: 5xx, steps: [{above: 50, add-percent: 10}, {above: 0, add: 2}]}
              calls: {type: target-tracking, target: 5, metric: {expression: m, metrics: {m: {namespace: S, name: B, statistic: Sum}}}}
            schedules: [{name: n, start: "  0   8 * * * ", for: 9h, capacity: {max: 3}}]
            """);
    assertThat(policy.policies())
        .containsExactly(
            new StepPolicy(
                "errors",
                "5xx",
                Duration.ofMinutes(3),
                StepPolicy.Side.ABOVE,
                List.of(
                    new Step(BigDecimal.ZERO, Adjust.ADD, BigDecimal.TWO, 0),
                    new Step(new BigDecimal("50"), Adjust.ADD_PERCENT, BigDecimal.TEN, 0)),
                Direction.BOTH),
            new TargetTrackingPolicy(
                "calls",
                new TargetMetric.Expression(
                    "m",
                    Map.of("m", new TargetMetric.Input("S", "B", Map.of(), "Sum")),
                    Duration.ofSeconds(60)),
                new BigDecimal("5"),
                TargetTrackingPolicy.DEFAULT_TOLERANCE,
                TargetTrackingPolicy.DEFAULT_WARM_UP,
                Direction.BOTH));
    assertThat(policy.schedules())
        .containsExactly(
            new Schedule(
                "n", new Cron("0 8 * * *"), Duration.ofHours(9), ZoneId.of("UTC"), null, 3, true));
    assertThat(policy.guards()).isEqualTo(Guards.DEFAULT);
  }

  private static ServicePolicy good(String text) {
    PolicyReader.Result result = PolicyReader.read(text, null);
    assertThat(result.problems()).isEmpty();
    return result.policy().orElseThrow();
  }

  private static String said(String text) {
    PolicyReader.Result result = PolicyReader.read(text, null);
    if (result.policy().isPresent()) {
      assertThat(PolicyReader.readCanonical(result.canonicalJson())).isEqualTo(result);
    }
    return result.problems().stream().map(Problem::toString).collect(Collectors.joining(" & "));
  }
}
