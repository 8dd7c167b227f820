package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulateCommandTest {
  private static final String WEB = "../examples/shop-web.yaml";
  private static final String WORKER = "../examples/shop-worker.yaml";
  private static final String ESCAPE = "\u001b[31m\u202e";

  @TempDir private Path folder = Path.of("");

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** Two hours by the minute: the load doubles in the middle. */
  private String trace(String name) throws IOException {
    return file(
        name,
        IntStream.range(0, 120)
            .mapToObj(i -> i * 60 + "," + (i < 60 ? 500 : 1000))
            .collect(Collectors.joining("\n", "offset_s,count\n", "\n")));
  }

  private static Run simulate(String policy, String trace, String... more) {
    return of("simulate", policy, trace, more);
  }

  private static Run of(String command, String policy, String trace, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--policy", policy, "--trace", trace));
    all.addAll(List.of(more));
    return Run.of("", all.toArray(String[]::new));
  }

  private static List<String> names(JsonNode answer) {
    return StreamSupport.stream(answer.path("policies").spliterator(), false)
        .map(policy -> policy.path("policy").asText())
        .toList();
  }

  @Test
  void a_web_service_as_text() throws IOException {
    Run run = simulate(WEB, trace("load-60s.csv"), "--peak-tasks", "20", "--decisions");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("ours: ")
        .containsPattern("; aas-20: [\\d.under ]+ % late at \\$")
        .contains("  policy       setting")
        .containsPattern("\n  ours +cpu 60, requests 1000, min 2 ")
        .containsPattern("\n  static-peak +\\d+ tasks ")
        .containsPattern("\n  oracle ")
        .contains("\n  load-60s · web · peak 20 tasks · 2.0 h · seed 1\n")
        .containsPattern("a month: ours \\$\\d+\\.\\d\\d, aas-20 \\$0\\.60, aas-60 \\$0\\.20 ")
        .contains("note: A task can answer 1666.67 requests a minute: 1000 are 60 % CPU.")
        .containsPattern("\n  0d 01:\\d\\d:\\d4  ▲ \\d+ → \\d+  cpu: load \\d")
        .doesNotContain("would fit");
  }

  @Test
  void a_queue_as_json() throws IOException {
    String trace = trace("load-60s.csv");
    Run run = simulate(WORKER, trace, "--peak-tasks", "20", "--seed", "5", "--json");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(1);
    JsonNode answer = new JsonMapper().readTree(run.out());
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly("trace", "kind", "peakTasks", "seed", "notes", "policies");
    assertThat(answer.path("trace").asText()).isEqualTo("load-60s");
    assertThat(answer.path("kind").asText()).isEqualTo("queue");
    assertThat(answer.path("peakTasks").asInt()).isEqualTo(20);
    assertThat(answer.path("seed").asInt()).isEqualTo(5);
    assertThat(names(answer))
        .containsExactly("ours", "aas-backlog", "aas-20", "keda", "static-peak", "oracle");
    JsonNode ours = answer.path("policies").path(0);
    assertThat(ours.fieldNames())
        .toIterable()
        .containsExactly(
            "policy",
            "setting",
            "latePercent",
            "taskHours",
            "usd",
            "reversalsPerHour",
            "apiUsd",
            "changes",
            "elasticity",
            "decisions");
    assertThat(ours.path("elasticity").path("thetaOver").asDouble()).isBetween(0.1, 200.0);
    assertThat(ours.path("setting").asText()).isEqualTo("drain within 180 s, min 0");
    assertThat(ours.path("taskHours").asDouble()).isBetween(20.0, 60.0);
    assertThat(ours.path("changes").asInt()).isEqualTo(ours.path("decisions").size()).isPositive();
    JsonNode first = ours.path("decisions").path(0);
    assertThat(first.fieldNames()).toIterable().containsExactly("second", "from", "to", "because");
    assertThat(first.path("because").asText()).startsWith("orders: ");

    assertThat(simulate(WORKER, trace, "--peak-tasks", "20", "--seed", "5", "--json"))
        .isEqualTo(run);
    assertThat(simulate(WORKER, trace, "--peak-tasks", "20", "--seed", "6", "--json").out())
        .isNotEqualTo(run.out().replace("\"seed\":5", "\"seed\":6"));
  }

  @Test
  void the_same_seed_gives_the_same_page() throws IOException {
    String trace = trace("load-60s.csv");
    Path one = folder.resolve("one.html");
    Path two = folder.resolve("two.html");
    Run run = simulate(WEB, trace, "--peak-tasks", "9", "--report", one.toString());
    simulate(WEB, trace, "--peak-tasks", "9", "--json", "--report", two.toString());

    assertThat(run.out()).endsWith("\n  report: " + one + "\n");
    assertThat(Files.readString(one))
        .startsWith("<!doctype html>")
        .contains("<h1>load-60s</h1>", "ours: ", "A task can answer")
        .isEqualTo(Files.readString(two));
  }

  @Test
  void a_max_below_the_peak_is_said_plainly() throws IOException {
    assertThat(simulate(WEB, trace("load-60s.csv"), "--against", "none").out())
        .contains(
            "note: The peak needs 100 tasks at 60 % CPU, but the document's max is 40; --peak-tasks"
                + " 40 would fit.")
        .doesNotContain("oracle", "static-peak");
    assertThat(simulate(WORKER, trace("load-60s.csv"), "--against", "none").out())
        .contains("The peak needs 100 tasks, but the document's max is 20; --peak-tasks 20 would");
  }

  @Test
  void every_known_opponent_runs() throws IOException {
    String trace = trace("load-60s.csv");
    String web = "aas-20,aas-60,aas-step,aas-predictive,hpa,nomad,kpa";
    String queue = "aas-20,aas-60,aas-step,aas-predictive,hpa,nomad,aas-backlog,keda";
    for (var each : List.of(List.of(WEB, web), List.of(WORKER, queue))) {
      Run run =
          simulate(each.get(0), trace, "--json", "--peak-tasks", "9", "--against", each.get(1));
      assertThat(names(new JsonMapper().readTree(run.out())))
          .isEqualTo(List.of(("ours," + each.get(1) + ",static-peak,oracle").split(",")));
    }
  }

  @Test
  void options_change_what_they_say() throws IOException {
    String trace = trace("load-60s.csv");
    String[] usual = {"--peak-tasks", "20", "--against", "none"};
    String before = simulate(WEB, trace, usual).out();
    assertThat(before).contains(" 2.0 h ");

    assertThat(simulate(WEB, trace, with(usual, "--metrics", "60s")).out())
        .contains("cpu 60, requests 1000, min 2, by the minute");
    assertThat(simulate(WEB, trace, with(usual, "--busiest", "30m")).out()).contains(" 30 min ");
    assertThat(
            simulate(WEB, trace, with(usual, "--start-up", "600s"))
                .out()
                .lines()
                .toList()
                .getFirst())
        .isNotEqualTo(before.lines().toList().getFirst());
    assertThat(
            simulate(WEB, trace, with(usual, "--late", "60ms")).out().lines().toList().getFirst())
        .isNotEqualTo(before.lines().toList().getFirst());
  }

  private static String[] with(String[] usual, String... more) {
    List<String> all = new ArrayList<>(List.of(usual));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void cloudwatch_json_is_a_load() throws IOException {
    String times =
        IntStream.range(0, 60)
            .mapToObj(i -> "\"2026-01-05T00:%02d:00+00:00\"".formatted(i))
            .collect(Collectors.joining(","));
    String values =
        IntStream.range(0, 60).mapToObj(i -> 100 + i + ".0").collect(Collectors.joining(","));
    String one =
        "{\"Id\":\"%s\",\"Label\":\"%s\",\"Timestamps\":[%s],\"Values\":[%s],\"StatusCode\":\"Complete\"}";
    String label = "<script>";
    String single = "{\"MetricDataResults\":[" + one.formatted("a", label, times, values) + "]}";
    String several =
        "{\"MetricDataResults\":["
            + one.formatted("a", label, times, values)
            + ","
            + one.formatted("b", label, times, values)
            + "]}";

    assertThat(simulate(WEB, file("r.json", single), "--against", "none").code()).isZero();
    Run open = simulate(WEB, file("s.json", several), "--against", "none");
    assertThat(open.code()).isEqualTo(1);
    assertThat(open.err()).contains("has several series").contains("choose with --series ID");
    assertThat(simulate(WEB, file("s.json", several), "--against", "none", "--series", "b").code())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\nx,1\n' | found \"x\"; an offset is",
        "'0,1\n60,-4\n120,1\n' | found \"-4\"; a count is",
        "'' | is empty",
        "'offset_s,count\n' | has no rows",
        "'0,1\n' | has one row; a trace has two or more",
        "'0,0\n60,0\n' | nothing arrives in it: all counts are 0",
        "'0,1\n60,2\n90,3\n120,3\n180,3\n' | :3: ",
        "'[1,2]' | begins with [; give the whole output",
        "'\u0000\u0001' | is not text in UTF-8",
        "'{' | :1: ",
      })
  void a_bad_trace_is_a_sentence_with_its_name(String text, String message) throws IOException {
    String name = file("bad-60s.csv", text == null ? "" : text);
    Run run = simulate(WEB, name);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("autoscaler: " + name).contains(message);
  }

  @Test
  void what_is_no_file_is_told() throws IOException {
    String trace = trace("load-60s.csv");
    String none = folder.resolve("none").toString();
    String place = folder.toString();

    assertThat(simulate(WEB, none).err()).isEqualTo("autoscaler: " + none + ": no such file\n");
    assertThat(simulate(WEB, place).err())
        .isEqualTo("autoscaler: " + place + ": is a folder; name one file\n");
    assertThat(simulate(none, trace).err()).isEqualTo("autoscaler: " + none + ": no such file\n");
    assertThat(simulate(WEB, "a\u0000b").err()).isEqualTo("autoscaler: a?b: no such file\n");
    assertThat(simulate(WEB, trace, "--report", place).err())
        .isEqualTo("autoscaler: cannot write " + place + "\n");
    assertThat(simulate(WEB, trace, "--report", none + "/x.html").code()).isEqualTo(1);
    assertThat(simulate(WEB, trace, "--report", trace).err())
        .isEqualTo("autoscaler: --report would replace " + trace + ", which is read\n");
    assertThat(simulate(WEB, trace, "--series", "a").err()).contains("leave the id out");
  }

  @Test
  void a_bad_document_is_told_as_validate_does() throws IOException {
    String bad = file("bad.yaml", "service: shop/web\ncapacity: {min: 5, max: 2}\n");
    Run run = simulate(bad, trace("load-60s.csv"), "--json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo(Run.of("", "validate", bad).out());
    String custom = "../examples/shop-expression.yaml";
    assertThat(simulate(custom, trace("load-60s.csv")).err())
        .isEqualTo(
            "autoscaler: "
                + custom
                + ": nothing of it can be simulated: calls (expressions are not simulated); a"
                + " policy on cpu, alb-requests-per-task or a queue is needed\n");
    assertThat(simulate(WEB, trace("load-60s.csv"), "--kind", "queue").err())
        .contains("has no policy for --kind queue; cpu, requests would be");
    assertThat(simulate(WEB, trace("load-60s.csv"), "--against", "hpa,keda,ours").err())
        .isEqualTo(
            "autoscaler: --against keda,ours: unknown for web; known are aas-20, aas-60, aas-step,"
                + " aas-predictive, hpa, nomad, kpa, static-peak, oracle, or none\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--peak-tasks, 0, --peak-tasks must be 1 to 10000",
    "--peak-tasks, 10001, --peak-tasks must be 1 to 10000",
    "--peak-tasks, 1.5, is not an int",
    "--start-up, 61m, --start-up must be 0s to 1h",
    "--start-up, -1s, is no length of time such as",
    "--late, 0s, --late must be above 0s",
    "--late, 2d, --late must be above 0s",
    "--busiest, 0h, --busiest must be above 0s",
    "--busiest, 24, is no length of time such as",
    "--metrics, 30s, --metrics must be 20s or 60s",
    "--kind, WEB, --kind must be web or queue",
    "--seed, x, is not a long",
  })
  void wrong_usage_is_told(String option, String value, String message) throws IOException {
    Run run = simulate(WEB, trace("load-60s.csv"), option, value);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("autoscaler: ").contains(message);
  }

  @Test
  void both_files_are_needed() {
    assertThat(Run.of("", "simulate", "--policy", WEB).code()).isEqualTo(2);
    assertThat(Run.of("", "simulate", "--trace", WEB).code()).isEqualTo(2);
  }

  @Test
  void hostile_names_are_shown_without_escapes() throws IOException {
    String name = ESCAPE + "<script>alert(1)<&";
    String trace = trace(name + "-60s.csv");
    String policy = folder.resolve(name + ".yaml").toString();
    Files.copy(Path.of(WEB), Path.of(policy));
    String page = folder.resolve("page.html").toString();
    String hidden = "[\\p{C}\\p{Zl}&&[^\\n]]";

    Run run = simulate(policy, trace, "--peak-tasks", "9", "--against", "none", "--report", page);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("?[31m?<script>").doesNotContainPattern(hidden);
    assertThat(Files.readString(Path.of(page), StandardCharsets.UTF_8))
        .contains("&lt;script&gt;")
        .doesNotContain("<script>alert", "\u001b", "\u202e");
    Run json = simulate(policy, trace, "--against", "none", "--json");
    assertThat(json.out()).doesNotContainPattern(hidden);
    assertThat(new JsonMapper().readTree(json.out()).path("trace").asText())
        .startsWith("?[31m?<script>");
    Run bad = simulate(policy + ESCAPE, trace, "--report", ESCAPE);
    assertThat(bad.err()).doesNotContainPattern(hidden).endsWith("?[31m?: no such file\n");
    assertThat(simulate(WEB, trace, "--against", ESCAPE).err()).doesNotContainPattern(hidden);
    assertThat(simulate(WEB, trace, "--kind", ESCAPE).err()).doesNotContainPattern(hidden);
    assertThat(simulate(WEB, trace, "--late", ESCAPE).err()).doesNotContainPattern(hidden);
  }

  @Test
  void progress_is_one_line_on_terminals_only() {
    var text = new StringWriter();
    ProgressLine shown = new ProgressLine(new PrintWriter(text), true);
    shown.at("ours", 1, 3, 40);
    shown.clear();
    assertThat(text).hasToString("\r\u001b[Krun 1 of 3, ours: 40 %\r\u001b[K");

    var silent = new StringWriter();
    ProgressLine none = new ProgressLine(new PrintWriter(silent), false);
    none.at("ours", 1, 3, 40);
    none.clear();
    assertThat(silent.toString()).isEmpty();
  }
}
