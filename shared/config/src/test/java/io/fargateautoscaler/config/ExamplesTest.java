package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Decider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the folder of examples is good, and all of it is listed here. */
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "..", "examples");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop-expression.yaml",
        "shop-guards.yaml",
        "shop-schedule.yaml",
        "shop-step.yaml",
        "shop-web.yaml",
        "shop-worker.yaml"
      })
  void a_document_has_no_problem(String name) throws IOException {
    assertThat(PolicyReader.read(Files.readString(EXAMPLES.resolve(name)), null).problems())
        .isEmpty();
  }

  @Test
  void no_other_document_is_there() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".yaml")))
          .containsExactlyInAnyOrder(
              "shop-expression.yaml",
              "shop-guards.yaml",
              "shop-schedule.yaml",
              "shop-step.yaml",
              "shop-web.yaml",
              "shop-worker.yaml");
    }
  }

  @Test
  void the_cases_decide_what_they_say() throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(EXAMPLES.resolve("cases.jsonl"))) {
      DecideCase.Result read = DecideCase.read(line);
      assertThat(read.error()).as(line).isNull();
      DecideCase one = read.value().orElseThrow();
      counts.put(
          one.id(),
          Decider.decide(one.policy(), one.stackMode(), one.observation(), one.history()).count());
    }
    assertThat(counts)
        .containsEntry("enough requested", 20)
        .containsEntry("scale in 11 to 9", 9)
        .containsEntry("blind never lowers", 10)
        .containsEntry("a step adds half of the count", 15)
        .containsEntry("a veto stops it", 10)
        .containsEntry("a schedule raises the minimum", 6);
  }
}
