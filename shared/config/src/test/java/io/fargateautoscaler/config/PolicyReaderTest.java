package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScaleIn;
import io.fargateautoscaler.core.policy.ScaleOut;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepLimit;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyReaderTest {
  private static final String CPU = "cpu: {type: target-tracking, metric: cpu, target: 60}";
  private static final String HEAD = "service: a/b\ncapacity: {min: 1, max: 9}\n";

  /** Rows of a whole document's further line; the message is empty if the document is good. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        "schema 1                  | schema: 1                           | ~~",
        "schema 2                  | schema: 2                           | schema: 2; allowed 1",
        "mode off stays a word     | mode: off                           | ~~",
        "mode observe              | mode: observe                       | ~~",
        "mode quoted               | mode: \"active\"                    | ~~",
        "mode in capitals          | mode: OFF                           | mode: OFF; allowed off,"
            + " observe, active",
        "mode no                   | mode: no                            | mode: no; allowed off,"
            + " observe, active",
        "mode empty                | mode:                               | mode: empty; allowed"
            + " off, observe, active",
        "mode a list               | mode: [off]                         | mode: a list; allowed"
            + " off, observe, active",
        "respect 0s                | respect-external: 0s                | ~~",
        "respect 30d               | respect-external: 30d               | ~~",
        "respect 31d               | respect-external: 31d               | respect-external: 31d;"
            + " allowed 0s to 30d",
        "respect without unit      | respect-external: 15                | respect-external: 15;"
            + " allowed 0s to 30d",
        "respect negative          | respect-external: -1s               | respect-external: -1s;"
            + " allowed 0s to 30d",
        "respect huge              | respect-external: 999999999999d     | respect-external:"
            + " 999999999999d; allowed 0s to 30d",
        "respect two units         | respect-external: 1h30m             | respect-external: 1h30m;"
            + " allowed 0s to 30d",
        "out unlimited             | scale-out: {step: unlimited}        | ~~",
        "out step                  | scale-out: {step: {percent: 100, tasks: 2, per: 2m}} | ~~",
        "out percent 0             | scale-out: {step: {percent: 0}}     | scale-out.step.percent:"
            + " 0; allowed 1 to 10000",
        "out per 0s                | scale-out: {step: {per: 0s}}        | scale-out.step.per: 0s;"
            + " allowed 1s to 60m",
        "out step a word           | scale-out: {step: limited}          | scale-out.step: limited;"
            + " allowed unlimited, or a mapping of percent and tasks",
        "out stabilization 0s      | scale-out: {stabilization: 0s}      | ~~",
        "out stabilization 1m      | scale-out: {stabilization: 1m}      | scale-out.stabilization:"
            + " 1m is not supported in this version; allowed 0s",
        "out stabilization a word  | scale-out: {stabilization: soon}    | scale-out.stabilization:"
            + " soon; allowed 0s",
        "out a word                | scale-out: fast                     | scale-out: fast; a"
            + " mapping of keys is needed",
        "in disabled               | scale-in: {enabled: false}          | ~~",
        "in enabled no             | scale-in: {enabled: no}             | scale-in.enabled: no;"
            + " allowed true, false",
        "in windows                | scale-in: {stabilization: 5m, every: 30s} | ~~",
        "in every 1y               | scale-in: {every: 1y}               | scale-in.every: 1y;"
            + " allowed 0s to 30d",
        "in percent 101            | scale-in: {step: {percent: 101}}    | scale-in.step.percent:"
            + " 101; allowed 1 to 100",
        "in tasks fraction         | scale-in: {step: {tasks: 1.5}}      | scale-in.step.tasks:"
            + " 1.5; allowed whole numbers, 1 to 5000",
        "in per                    | scale-in: {step: {per: 1m}}         | scale-in.step.per:"
            + " unknown; allowed: percent, tasks",
        "hold                      | guards: {deployment-hold: 2h}       | ~~",
        "in stabilization 3h       | scale-in: {stabilization: 3h}       | ~~",
        "in stabilization 181m     | scale-in: {stabilization: 181m}     | scale-in.stabilization:"
            + " 181m; allowed 0s to 3h",
        "no schedules              | schedules: []                       | ~~",
        "slip                      | scale_in: {}                        | scale_in: unknown; did"
            + " you mean scale-in?",
        "capitals                  | Mode: off                           | Mode: unknown; did you"
            + " mean mode?",
        "duplicate                 | service: a/b                        | service: given twice"
            + " (first in line 1)",
        "duplicate below           | guards: {deployment-hold: 1h, deployment-hold: 2h} |"
            + " guards.deployment-hold: given twice (first in line 4)",
      })
  void document_keys(String name, String line, String message) {
    assertThat(said(HEAD + "policies: {" + CPU + "}\n" + line)).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        "good                      | {min: 1, max: 1}           | ~~",
        "largest                   | {min: 5000, max: 5000}     | ~~",
        "too large                 | {min: 1, max: 5001}        | capacity.max: 5001; allowed 1 to"
            + " 5000",
        "negative                  | {min: -1, max: 5}          | capacity.min: -1; allowed 0 to"
            + " 5000",
        "max 0                     | {min: 0, max: 0}           | capacity.max: 0; allowed 1 to"
            + " 5000",
        "below                     | {min: 3, max: 2}           | capacity.max: 2 is below"
            + " capacity.min (3)",
        "no max                    | {min: 3}                   | capacity.max: missing; allowed 1"
            + " to 5000",
        "zero without queue        | {min: 0, max: 5}           | capacity.min: 0 needs a queue"
            + " policy, or a schedule with a min of at least 1, which can wake the service; allowed"
            + " 1 to 5",
        "fraction                  | {min: 1.0, max: 5}         | capacity.min: 1.0; allowed whole"
            + " numbers, 0 to 5000",
        "octal and underscore      | {min: 0x1, max: 1_0}       | capacity.min: 0x1; allowed 0 to"
            + " 5000 & capacity.max: 1_0; allowed 1 to 5000",
        "unknown                   | {min: 1, max: 2, mx: 3}    | capacity.mx: unknown; did you"
            + " mean max?",
        "word                      | 5                          | capacity: 5; a mapping of keys is"
            + " needed",
      })
  void capacity(String name, String value, String message) {
    assertThat(said("service: a/b\ncapacity: " + value + "\npolicies: {" + CPU + "}"))
        .isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        "cpu                | p: {type: target-tracking, metric: cpu, target: 10}       | ~~",
        "cpu 85             | p: {type: target-tracking, metric: cpu, target: 85.0}     | ~~",
        "cpu 85.1           | p: {type: target-tracking, metric: cpu, target: 85.1}     |"
            + " policies.p.target: 85.1; allowed 10 to 85 (percent)",
        "cpu 9              | p: {type: target-tracking, metric: cpu, target: 9}        |"
            + " policies.p.target: 9; allowed 10 to 85 (percent)",
        "target infinite    | p: {type: target-tracking, metric: cpu, target: .inf}     |"
            + " policies.p.target: .inf; allowed above 0, to 1000000000000",
        "target NaN         | p: {type: target-tracking, metric: cpu, target: NaN}      |"
            + " policies.p.target: NaN; allowed above 0, to 1000000000000",
        "target 1e999       | p: {type: target-tracking, metric: cpu, target: 1e999}    |"
            + " policies.p.target: 1e999; allowed above 0, to 1000000000000",
        "target missing     | p: {type: target-tracking, metric: cpu}                   |"
            + " policies.p.target: missing; allowed above 0, to 1000000000000",
        "metric missing     | p: {type: target-tracking, target: 60}                    |"
            + " policies.p.metric: missing; allowed cpu, memory, alb-requests-per-task, or a"
            + " mapping with namespace and name",
        "metric unknown     | p: {type: target-tracking, metric: disk, target: 60}      |"
            + " policies.p.metric: disk; allowed cpu, memory, alb-requests-per-task, or a mapping"
            + " with namespace and name",
        "tolerance 0.9      | p: {type: target-tracking, metric: cpu, target: 60, tolerance: 0.9} |"
            + " ~~",
        "tolerance 0.91     | p: {type: target-tracking, metric: cpu, target: 60, tolerance: 0.91}"
            + " | policies.p.tolerance: 0.91; allowed 0 to 0.9",
        "warm-up 15m        | p: {type: target-tracking, metric: cpu, target: 60, warm-up: 15m} |"
            + " ~~",
        "warm-up 16m        | p: {type: target-tracking, metric: cpu, target: 60, warm-up: 16m} |"
            + " policies.p.warm-up: 16m; allowed 0s to 15m",
        "direction out      | p: {type: target-tracking, metric: cpu, target: 60, direction: out} |"
            + " ~~",
        "direction in       | p: {type: target-tracking, metric: cpu, target: 60, direction: in} |"
            + " policies.p.direction: in; allowed both, out",
        "alb                | p: {type: target-tracking, metric: alb-requests-per-task, target:"
            + " 1000, target-group: targetgroup/web/0123456789abcdef, load-balancer:"
            + " app/lb/0123456789abcdef} | ~~",
        "alb ARN            | p: {type: target-tracking, metric: alb-requests-per-task, target:"
            + " 1000, load-balancer: net/x/1} | policies.p.load-balancer: net/x/1; allowed"
            + " app/NAME/ID of the ARN",
        "group without alb  | p: {type: target-tracking, metric: cpu, target: 60, target-group:"
            + " targetgroup/web/0} | policies.p.target-group: allowed only with metric:"
            + " alb-requests-per-task",
        "custom             | p: {type: target-tracking, metric: {namespace: S, name: B,"
            + " dimensions: {App: x}, statistic: Sum, load: total, period: 20s}, target: 5} | ~~",
        "custom incomplete  | p: {type: target-tracking, metric: {namespace: S}, target: 5} |"
            + " policies.p.metric.name: missing; allowed 1 to 255 printable ASCII characters &"
            + " policies.p.metric.statistic: missing; allowed Average, Sum, Minimum, Maximum,"
            + " SampleCount, or a percentile like p90 & policies.p.metric.load: missing; allowed"
            + " total, per-task",
        "custom period      | p: {type: target-tracking, metric: {namespace: S, name: B, statistic:"
            + " p99.9, load: per-task, period: 90s}, target: 5} | policies.p.metric.period: 90s;"
            + " allowed 10s, 20s, 30s, or whole minutes to 60m",
        "queue key          | p: {type: target-tracking, metric: cpu, target: 60, queue: q} |"
            + " policies.p.queue: unknown; allowed: type, metric, target, tolerance, warm-up,"
            + " direction, target-group, load-balancer",
        "queue              | p: {type: queue, queue: orders}                            | ~~",
        "queue fifo         | p: {type: queue, queue: orders.fifo}                       | ~~",
        "queue path         | p: {type: queue, queue: x/y}                               |"
            + " policies.p.queue: x/y; allowed the name (no URL or ARN) of an SQS queue",
        "queue missing      | p: {type: queue}                                           |"
            + " policies.p.queue: missing; allowed the name (no URL or ARN) of an SQS queue",
        "seconds 0          | p: {type: queue, queue: q, seconds-per-message: 0}         |"
            + " policies.p.seconds-per-message: 0; allowed above 0, to 86400",
        "concurrency 0      | p: {type: queue, queue: q, seconds-per-message: 1, concurrency: 0} |"
            + " policies.p.concurrency: 0; allowed 1 to 10000",
        "drain alone        | p: {type: queue, queue: q, drain-within: 3m}               | ~~",
        "drain and messages | p: {type: queue, queue: q, drain-within: 3m, messages-per-task: 2} |"
            + " policies.p.messages-per-task: given together with drain-within; allowed is one of"
            + " the two",
        "tolerance alone    | p: {type: queue, queue: q, tolerance: 0.1}                 |"
            + " policies.p.tolerance: allowed only together with messages-per-task",
        "concurrency both   | p: {type: queue, queue: q, messages-per-task: 9, concurrency: 3} |"
            + " ~~",
        "drain 0s           | p: {type: queue, queue: q, seconds-per-message: 1, drain-within: 0s}"
            + " | policies.p.drain-within: 0s; allowed 1s to 30d",
        "both goals         | p: {type: queue, queue: q, seconds-per-message: 1, messages-per-task:"
            + " 2} | policies.p.messages-per-task: given together with seconds-per-message; allowed"
            + " is one of the two",
        "messages -1        | p: {type: queue, queue: q, messages-per-task: -1}          |"
            + " policies.p.messages-per-task: -1; allowed above 0, to 1000000000",
        "idle and wake      | p: {type: queue, queue: q, idle-for: 0s, activation: 5, direction:"
            + " out, messages-per-task: 5, tolerance: 0.5} | ~~",
        "activation -1      | p: {type: queue, queue: q, activation: -1}                 |"
            + " policies.p.activation: -1; allowed 0 to 1000000000",
        "no type            | p: {metric: cpu}                                           |"
            + " policies.p.type: missing; allowed target-tracking, queue, step",
        "unknown type       | p: {type: magic}                                           |"
            + " policies.p.type: magic; allowed target-tracking, queue, step",
        "name capitals      | P: {type: queue, queue: q}                                 |"
            + " policies.P: the name of a policy must be [a-z][a-z0-9-]{0,31}, for example cpu or"
            + " orders-1",
        "name reserved      | range: {type: queue, queue: q}                             |"
            + " policies.range: reserved; the name of a policy must not be range, schedule,"
            + " restore, probe",
        "name twice         | p: {type: queue, queue: q}, p: {type: queue, queue: q}     |"
            + " policies.p: given twice (first in line 3)",
        "a word             | p: cpu                                                     |"
            + " policies.p: cpu; a mapping of keys is needed",
      })
  void policies(String name, String policies, String message) {
    assertThat(said(HEAD + "policies: {" + policies + "}")).isEqualTo(message);
  }

  @Test
  void five_mistakes_are_five_problems_with_their_lines() {
    String text =
        """
        service: shop/web
        capacity: {min: 2, max: 1}
        mode: of
        policies:
          cpu:
            type: target-tracking
            metric: cpu
            target: 600
          orders:
            type: queue
            queue: orders
            drain_within: 3m
        scale-in: {stabilisation: 5m}
        """;
    assertThat(PolicyReader.read(text, "shop/web").problems())
        .containsExactly(
            new Problem(2, "capacity.max", "1 is below capacity.min (2)"),
            new Problem(3, "mode", "of; allowed off, observe, active"),
            new Problem(8, "policies.cpu.target", "600; allowed 10 to 85 (percent)"),
            new Problem(12, "policies.orders.drain_within", "unknown; did you mean drain-within?"),
            new Problem(13, "scale-in.stabilisation", "unknown; did you mean stabilization?"));
  }

  @Test
  void three_lines_are_enough_and_defaults_are_those_of_the_core() {
    ServicePolicy policy = good(HEAD + "policies: {" + CPU + "}");
    assertThat(policy.mode()).isEqualTo(Mode.ACTIVE);
    assertThat(policy.scaleOut()).isEqualTo(ScaleOut.DEFAULT);
    assertThat(policy.scaleIn()).isEqualTo(ScaleIn.DEFAULT);
    assertThat(policy.respectExternal()).isEqualTo(Duration.ofMinutes(15));
    assertThat(policy.policies())
        .containsExactly(
            new TargetTrackingPolicy(
                "cpu",
                new TargetMetric.Utilization(TargetMetric.Resource.CPU),
                new BigDecimal("60"),
                new BigDecimal("0.1"),
                Duration.ofSeconds(60),
                Direction.BOTH));
  }

  @Test
  void memory_scales_out_only_by_default() {
    ServicePolicy policy =
        good(HEAD + "policies: {m: {type: target-tracking, metric: memory, target: 60}}");
    assertThat(policy.policies().getFirst().direction()).isEqualTo(Direction.OUT);
  }

  @Test
  void queues_alone_have_their_own_scale_in_and_goals() {
    ServicePolicy policy =
        good(
            "service: a/b\ncapacity: {min: 0, max: 9}\npolicies:\n  x: {type: queue, queue: q}\n"
                + "  y: {type: queue, queue: q, seconds-per-message: 0.50}\n");
    assertThat(policy.scaleIn()).isEqualTo(ScaleIn.QUEUE_DEFAULT);
    assertThat(((QueuePolicy) policy.policies().get(0)).goal())
        .isEqualTo(new QueuePolicy.DrainWithin(Duration.ofMinutes(3), null, 1));
    assertThat(((QueuePolicy) policy.policies().get(1)).goal())
        .isEqualTo(new QueuePolicy.DrainWithin(Duration.ofMinutes(3), new BigDecimal("0.5"), 1));
    assertThat(
            good(HEAD + "policies: {x: {type: queue, queue: q}}\nscale-in: {every: 5m}").scaleIn())
        .isEqualTo(
            new ScaleIn(
                true, Duration.ofSeconds(60), Duration.ofMinutes(5), new StepLimit.Unlimited()));
  }

  @Test
  void the_service_must_be_that_of_the_parameter() {
    PolicyReader.Result result = PolicyReader.read(HEAD + "policies: {" + CPU + "}", "a/c");
    assertThat(result.policy()).isEmpty();
    assertThat(result.problems())
        .containsExactly(new Problem(1, "service", "a/b; the parameter is for a/c"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      value = {
        "alias        | a: &x 1\\nmode: *x     | aliases (*name) are not supported",
        "two texts    | a: 1\\n---\\nb: 2      | more than one document",
        "only a word  | hello                  | hello; a mapping of keys is needed",
        "only a list  | [1, 2]                 | a list; a mapping of keys is needed",
        "blank        | \\n                    | empty; a document is needed",
        "comment      | # nothing              | empty; a document is needed",
        "broken YAML  | a: [                   | not valid YAML",
        "broken JSON  | {\"a\": 1,}            | not valid JSON",
        "tab          | a:\\n\\tb: 1           | not valid YAML",
        "control      | mode: \\007            | not valid YAML",
      })
  void texts_that_are_no_documents(String name, String text, String message) {
    assertThat(said(text.translateEscapes())).contains(message);
  }

  @Test
  void a_document_may_have_4096_bytes_and_no_more() {
    String text = HEAD + "policies: {" + CPU + "}\n# ";
    assertThat(said(text + "x".repeat(4096 - text.length()))).isEmpty();
    assertThat(said(text + "x".repeat(4097 - text.length())))
        .isEqualTo("larger than the allowed 4096 bytes");
    assertThat(said(text + "\u00e9".repeat(2048))).contains("larger than");
    assertThat(said("x".repeat(50_000_000))).contains("larger than");
  }

  @Test
  void deep_documents_are_refused() {
    assertThat(said("[".repeat(4000))).contains("nested deeper than 20 levels");
    assertThat(said("{\"a\":".repeat(800))).contains("nested deeper than 20 levels");
    assertThat(said("- ".repeat(2000))).contains("nested deeper than 20 levels");
  }

  @Test
  void canonical_documents_read_as_the_same_policy_even_if_they_are_long() {
    var text = new StringBuilder("service: a/b\ncapacity: {min: 0, max: 9}\npolicies:\n");
    for (int i = 0; i < 110; i++) {
      text.append(" q").append(i).append(": {type: queue, queue: q}\n");
    }
    PolicyReader.Result first = PolicyReader.read(text.toString(), null);
    PolicyReader.Result second = PolicyReader.readCanonical(first.canonicalJson());
    assertThat(first.canonicalJson()).hasSizeGreaterThan(4096);
    assertThat(second.policy()).isPresent().isEqualTo(first.policy());
    assertThat(second.canonicalJson()).isEqualTo(first.canonicalJson());
  }

  @Test
  void yaml_and_json_say_the_same() {
    String json =
        "{\"service\":\"a/b\",\"capacity\":{\"min\":1,\"max\":9},\"policies\":{\"cpu\":"
            + "{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60.0}}}";
    assertThat(PolicyReader.read(json, null))
        .isEqualTo(PolicyReader.read(HEAD + "policies: {" + CPU + "}", null));
    assertThat(said("{service: a/b, capacity: {min: 1, max: 9}, policies: {" + CPU + "}}"))
        .isEmpty();
  }

  @Test
  void what_was_found_is_shown_without_control_characters() {
    assertThat(said(HEAD + "policies: {" + CPU + "}\nmode: \"\\e[31m" + "x".repeat(100) + "\""))
        .startsWith("mode: ?[31mxxx")
        .contains("...; allowed");
  }

  private static ServicePolicy good(String text) {
    PolicyReader.Result result = PolicyReader.read(text, null);
    assertThat(result.problems()).isEmpty();
    return result.policy().orElseThrow();
  }

  private static String said(String text) {
    PolicyReader.Result result = PolicyReader.read(text, null);
    assertThat(result.policy().isPresent()).isEqualTo(result.problems().isEmpty());
    if (result.policy().isPresent()) {
      PolicyReader.Result again = PolicyReader.readCanonical(result.canonicalJson());
      assertThat(again).isEqualTo(result);
    }
    return result.problems().stream().map(Problem::toString).collect(Collectors.joining(" & "));
  }
}
