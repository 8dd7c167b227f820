package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PolicyReferenceTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final String HEAD = "service: shop/checkout\ncapacity: {min: 2, max: 40}\n";

  @Test
  void the_page_is_the_table() throws IOException {
    assertThat(Files.readString(DOCS.resolve("policy-reference.md")))
        .as("run: ./autoscaler reference > docs/policy-reference.md")
        .isEqualTo(PolicyReference.markdown());
  }

  @Test
  void the_schema_is_the_table() throws IOException {
    assertThat(Files.readString(DOCS.resolve("policy.schema.json")))
        .as("run: ./autoscaler reference --schema > docs/policy.schema.json")
        .isEqualTo(PolicyReference.jsonSchema());
    var schema = new JsonMapper().readTree(PolicyReference.jsonSchema());
    assertThat(schema.at("/properties/capacity/properties/max/maximum").asInt()).isEqualTo(5000);
    assertThat(schema.at("/required").size()).isEqualTo(3);
  }

  @Test
  void every_example_of_the_page_is_good_or_a_part_of_a_good_document() {
    var fence = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    var examples = fence.matcher(PolicyReference.markdown());
    var types = new TreeSet<String>();
    int found = 0;
    while (examples.find()) {
      found++;
      String text = examples.group(1);
      String whole = text.startsWith("schema") ? text : HEAD + text;
      if (!whole.contains("policies:")) {
        whole += "policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}\n";
      }
      PolicyReader.Result result = PolicyReader.read(whole, "shop/checkout");
      assertThat(result.problems()).as(whole).isEmpty();
      result.policy().orElseThrow().policies().forEach(p -> types.add(PolicyRoundTripTest.kind(p)));
    }
    assertThat(found).isEqualTo(10);
    assertThat(types)
        .containsExactly(
            "AlbRequestsPerTask",
            "Custom",
            "Expression",
            "Utilization",
            "drain",
            "learned",
            "messages",
            "step ABOVE",
            "step BELOW");
  }
}
