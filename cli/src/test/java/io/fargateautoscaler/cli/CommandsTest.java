package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  private static final String GOOD_POLICY =
      """
      service: shop/web
      capacity: {min: 2, max: 40}
      policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}
      """;
  private static final String GOOD_LINE =
      "{\"id\":\"%s\",\"policy\":{\"capacity\":{\"min\":2,\"max\":40},\"policies\":{\"cpu\":"
          + "{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}},\"observation\":"
          + "{\"now\":\"2026-01-01T12:02:00Z\",\"service\":{\"desired\":10,\"running\":10},"
          + "\"loads\":{\"cpu\":{\"points\":[{\"at\":\"2026-01-01T12:00:00Z\",\"average\":90,"
          + "\"count\":10}]}}}}";

  @TempDir private Path folder = Path.of("");

  private static Run run(String input, String... arguments) {
    return Run.of(input, arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void decide_answers_each_line_and_remembers_bad_ones() {
    String input =
        GOOD_LINE.formatted("1") + "\n\nnonsense\n{\"id\":\"2\"}\n" + GOOD_LINE.formatted("3");
    Run run = run(input, "decide", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(4);
    assertThat(run.out())
        .startsWith("{\"id\":\"1\",\"count\":15,\"decision\":{\"scale\":{\"from\":10,\"to\":15}")
        .contains("\n{\"id\":\"\",\"error\":\"line 3: not valid JSON")
        .contains("\n{\"id\":\"2\",\"error\":\"policy: missing")
        .contains("\n{\"id\":\"3\",\"count\":15,");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void decide_is_good_without_bad_lines() throws IOException {
    String name = file("cases.jsonl", GOOD_LINE.formatted("1") + "\n");
    Run first = run("", "decide", name);
    assertThat(first.code()).isZero();
    assertThat(run("", "decide", name)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decide", "validate", "replay", "notices"})
  void a_missing_file_is_a_problem_and_an_unknown_flag_is_wrong_usage(String command) {
    Run missing = run("", command, folder.resolve("none").toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).startsWith("autoscaler: ").endsWith("none: no such file\n");
    assertThat(run("", command, folder.toString()).err()).contains("is a folder");
    assertThat(run("", command, folder.toString()).code()).isEqualTo(1);
    assertThat(run("", command, "--bogus", "x").code()).isEqualTo(2);
    assertThat(run("", command).code()).isEqualTo(2);
    assertThat(run("", command, "\0").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decide",
        "validate",
        "replay",
        "notices",
        "reference",
        "benchmark",
        "init",
        "doctor"
      })
  void help_fits_and_has_no_wrapped_example(String command) {
    Run help = run("", command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(help.out()).startsWith("Usage: autoscaler " + command);
  }

  @Test
  void no_command_and_unknown_commands_are_wrong_usage() {
    assertThat(run("").code()).isEqualTo(2);
    assertThat(run("", "bogus").code()).isEqualTo(2);
    assertThat(run("", "--help").out()).contains("validate", "Examples:", "Exit codes");
    assertThat(run("", "--version").out()).startsWith("autoscaler 0.1.0");
  }

  @Test
  void validate_lists_every_problem() throws IOException {
    String bad =
        file("bad.yaml", "service: shop/web\ncapacity: {min: 2, max: 1}\npolicies: {}\nmod: off\n");
    Run run = run("", "validate", bad, file("good.yaml", GOOD_POLICY));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            bad + ": 3 problems",
            "  line 2   capacity.max: 1 is below capacity.min (2)",
            "  line 3   policies: empty; at least one policy is needed",
            "  line 4   mod: unknown; did you mean mode?",
            folder.resolve("good.yaml") + ": good: shop/web, 2 to 40 tasks, 1 policy");
  }

  @Test
  void a_warning_changes_no_exit_code() {
    String hasty =
        "service: shop/web\ncapacity: {min: 2, max: 4}\n"
            + "policies: {q: {type: queue, queue: q, drain-within: 20s}}\n";
    Run run = run(hasty, "validate", "-");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(": good: ", "\n  warning: policies.q.drain-within: 20s is shorter than 2m");
  }

  @Test
  void validate_checks_the_service_and_prints_the_whole_document() {
    assertThat(run(GOOD_POLICY, "validate", "--service", "shop/web", "-").code()).isZero();
    Run other = run(GOOD_POLICY, "validate", "--service", "shop/api", "-");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).startsWith("standard input: 1 problem\n").contains("shop/api");
    assertThat(run(GOOD_POLICY, "validate", "--print", "-").out())
        .contains("{\"schema\":1,\"service\":\"shop/web\",", "\"respect-external\":\"15m\"}");
  }

  @Test
  void replay_says_what_events_mean() throws IOException {
    String event = Path.of("..", "events", "synthetic", "task-pending.json").toString();
    Run good = run("", "replay", "--policy", file("p.yaml", GOOD_POLICY), event);
    assertThat(good.code()).isZero();
    assertThat(good.out()).contains("\"kind\":\"ecs-task\"");
    Run bad = run("", "replay", event, file("x.json", "no event"), event);
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out().lines()).hasSize(3);
    Run policy = run("", "replay", "--policy", file("q.yaml", "a: 1"), event);
    assertThat(policy.code()).isEqualTo(1);
    assertThat(policy.err()).contains("a: unknown");
  }

  @Test
  void replay_looks_only_at_services_with_a_policy() throws IOException {
    String event = Path.of("..", "events", "synthetic", "task-oom.json").toString();
    assertThat(run("", "replay", event).out()).doesNotContain("ignored", "\"hints\":[]");

    Run run = run("", "replay", "--policy", file("p.yaml", GOOD_POLICY), event);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("\"hints\":[]", "\"failure\":{", "\"ignored\":\"service without a policy\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs/standard-empty-body.java-libs.json", "sns/sns-plain-text.docs.json"})
  void replay_takes_an_envelope_around_plain_text_for_readable(String name) {
    Run run = run("", "replay", Path.of("..", "events").resolve(name).toString());

    assertThat(run.out()).doesNotContain("\"kind\":\"unreadable\"");
    assertThat(run.code()).isZero();
  }

  @Test
  void init_wants_one_service() {
    Run none = run("", "init");
    assertThat(none.code()).isEqualTo(2);
    Run hostile = run("", "init", "--region", "eu-west-1", "web\u001b[2J");
    assertThat(hostile.code()).isEqualTo(1);
    assertThat(hostile.out()).isEmpty();
    assertThat(hostile.err())
        .isEqualTo(
            "autoscaler: 'web?[2J' is no service; allowed: CLUSTER/SERVICE, for example"
                + " shop/web\n");
  }

  @Test
  void a_bad_document_is_not_looked_at_live() {
    Run run = run("a: 1", "validate", "--live", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("a: unknown");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void an_unknown_profile_stands_in_the_way() {
    for (String[] arguments :
        new String[][] {
          {"doctor", "--profile", "no-such-profile"},
          {"init", "--profile", "no-such-profile", "shop/web"},
          {"validate", "--live", "--profile", "no-such-profile", "-"}
        }) {
      Run run = run(GOOD_POLICY, arguments);
      assertThat(run.code()).as(arguments[0]).isEqualTo(3);
      assertThat(run.err()).startsWith("autoscaler: no AWS profile is called no-such-profile");
    }
  }

  @Test
  void a_region_that_cannot_be_one_is_told() {
    for (String[] arguments :
        new String[][] {
          {"doctor", "--region", "eu west 1"},
          {"init", "--region", "eu west 1", "shop/web"},
          {"validate", "--live", "--region", "eu west 1", "-"}
        }) {
      Run run = run(GOOD_POLICY, arguments);
      assertThat(run.code()).as(arguments[0]).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo("autoscaler: 'eu west 1' is no Region; allowed: a name such as eu-west-1\n");
    }
  }

  @Test
  void reference_prints_page_and_schema() {
    assertThat(run("", "reference").out()).startsWith("# Policy document");
    assertThat(run("", "reference", "--schema").out()).startsWith("{");
  }
}
