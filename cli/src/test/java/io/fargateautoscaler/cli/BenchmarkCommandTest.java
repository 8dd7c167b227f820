package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkCommandTest {
  @TempDir private Path folder = Path.of("");
  private Path traces = Path.of("");

  @BeforeEach
  void twoTraces() throws IOException {
    traces = Files.createDirectory(folder.resolve("traces"));
    Files.writeString(traces.resolve("wave-60s.csv"), "0,30\n60,60\n120,240\n180,300\n240,90\n");
    Files.writeString(
        traces.resolve("flat.json"),
        "{\"Label\":\"Requests\",\"Datapoints\":["
            + "{\"Timestamp\":\"2026-01-05T00:00:00Z\",\"Sum\":50,\"Unit\":\"Count\"},"
            + "{\"Timestamp\":\"2026-01-05T00:01:00Z\",\"Sum\":52,\"Unit\":\"Count\"},"
            + "{\"Timestamp\":\"2026-01-05T00:02:00Z\",\"Sum\":51,\"Unit\":\"Count\"}]}");
    Files.writeString(traces.resolve("README.md"), "no trace");
  }

  private Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("benchmark", "--traces", traces.toString()));
    all.addAll(List.of(arguments));
    return Run.of("", all.toArray(String[]::new));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void oneObjectAndNothingElseAsJson() throws IOException {
    Run run = run("--policies", "ours,aas-60", "--peak-tasks", "4,4", "--threads", "2", "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(names(json)).containsExactly("traces", "summary", "reactions");
    assertThat(names(json.get("summary"))).containsExactly("web", "queue", "web-60");
    assertThat(json.get("traces"))
        .extracting(each -> each.get("trace").asText() + " " + each.get("kind").asText())
        .containsExactly("flat web", "wave-60s web", "flat queue", "wave-60s queue");
    for (JsonNode load : json.get("traces")) {
      assertThat(names(load)).containsExactly("trace", "kind", "peakTasks", "policies");
      assertThat(load.get("peakTasks").asInt()).isEqualTo(4);
      assertThat(load.get("policies"))
          .extracting(each -> each.get("policy").asText())
          .contains("ours", "aas-60")
          .containsOnly("ours", "aas-60");
      assertThat(load.get("policies"))
          .allSatisfy(each -> {
            assertThat(names(each))
                .containsExactly(
                    "policy",
                    "setting",
                    "latePercent",
                    "taskHours",
                    "usd",
                    "reversalsPerHour",
                    "apiUsd");
            assertThat(each.get("usd").asDouble()).isPositive();
          });
    }
    assertThat(json.get("reactions"))
        .extracting(each -> each.get("kind").asText() + " " + each.get("policy").asText())
        .containsExactly("web ours", "web aas-60", "queue ours", "queue aas-60");
    assertThat(names(json.get("reactions").get(0)))
        .containsExactly("kind", "policy", "setting", "changeSeconds", "enoughSeconds");
    assertThat(run("--policies", "ours,aas-60", "--peak-tasks", "4", "--threads", "1", "--json"))
        .as("whatever the threads")
        .isEqualTo(run);
  }

  @Test
  void tablesAndFiles() throws IOException {
    Path out = folder.resolve("a").resolve("b");
    Run run =
        run(
            "--kind",
            "queue",
            "--policies",
            "ours,keda",
            "--peak-tasks",
            "3",
            "--seeds",
            "2",
            "--start-up",
            "20s",
            "--out",
            out.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "queue: ours against each policy on 2 loads",
            "flat, queue, peak of 3 tasks",
            "wave-60s, queue, peak of 3 tasks",
            "Written to " + out + ": results.csv, benchmark.json, benchmark.md")
        .doesNotContain("web");
    assertThat(run.err()).contains("simulated day").doesNotContain("NaN");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("results.csv", "benchmark.json", "benchmark.md");
    }
    List<String> csv = Files.readAllLines(out.resolve("results.csv"));
    assertThat(csv.getFirst()).startsWith("trace,kind,peakTasks,seed,policy,");
    assertThat(csv).anyMatch(row -> row.startsWith("flat,queue,3,1,ours,"));
    assertThat(csv).anyMatch(row -> row.startsWith("wave-60s,queue,3,2,keda,"));
    assertThat(new JsonMapper().readTree(out.resolve("benchmark.json").toFile()).get("traces"))
        .hasSize(2);
    assertThat(Files.readString(out.resolve("benchmark.md")))
        .startsWith("# Benchmark\n")
        .contains("| policy |", "flat, queue, peak of 3 tasks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--peak-tasks|0|found 0; from 1 to 5,000",
        "--peak-tasks|10,5001|found 5001; from 1 to 5,000",
        "--peak-tasks|1.5|'1.5' is not an int",
        "--peak-tasks|-3|found -3",
        "--seeds|0|--seeds: found 0; from 1 to 100",
        "--seeds|x|'x' is not an int",
        "--threads|0|--threads: found 0",
        "--start-up|soon|'soon' is no length of time",
        "--start-up|601s|found 601s; from 0s to 10m",
        "--kind|web,tcp|--kind: unknown: tcp; known: web, queue",
        "--policies|ours,best|--policies: unknown: best; known: ours, ours-60, aas-20, aas-60,",
        "--policies|aas-best|--policies: unknown: aas-best",
        "--bogus|x|Unknown option",
      })
  void wrongUsage(String option, String value, String said) {
    Run run = run(option, value);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("autoscaler: ").contains(said);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void policiesOfAnotherKindAreWrongUsage() {
    Run run = run("--kind", "queue", "--policies", "kpa");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--policies: none of them scales queue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing|missing: no such folder; name one of traces with --traces",
        "file.txt|file.txt: is a file; name its folder",
        "empty|empty: has no *.csv or *.json files",
        "silent|none-60s.csv: nothing arrives in it",
        "bad|b.csv:2: found",
        "twins|a.json: another file has the same name; give each its own",
      })
  void foldersThatCannotBeUsed(String name, String said) throws IOException {
    Files.writeString(folder.resolve("file.txt"), "x");
    Files.createDirectory(folder.resolve("empty"));
    Path silent = Files.createDirectory(folder.resolve("silent"));
    Files.writeString(silent.resolve("none-60s.csv"), "0,0\n60,0\n");
    Path bad = Files.createDirectory(folder.resolve("bad"));
    Files.writeString(bad.resolve("a.csv"), "0,1\n60,2\n");
    Files.writeString(bad.resolve("b.csv"), "0,1\n60,many\n");
    Path twins = Files.createDirectory(folder.resolve("twins"));
    Files.writeString(twins.resolve("a.csv"), "0,1\n60,2\n");
    Files.copy(traces.resolve("flat.json"), twins.resolve("a.json"));
    traces = folder.resolve(name);

    Run run = run();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("autoscaler: ")
        .contains(said);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsToldBeforeAnythingRuns() throws IOException {
    Path file = Files.writeString(folder.resolve("file.txt"), "x");

    Run run = run("--out", file.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("autoscaler: " + file + ": cannot be made a folder for --out\n");
  }
}
