package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PolicyReferenceTest {
  private static final Path DOCS = Path.of("..", "..", "docs");

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
  void the_example_of_the_page_is_a_good_document() {
    var fence = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    var example = fence.matcher(PolicyReference.markdown());
    assertThat(example.find()).isTrue();
    assertThat(PolicyReader.read(example.group(1), "shop/checkout").problems()).isEmpty();
  }
}
