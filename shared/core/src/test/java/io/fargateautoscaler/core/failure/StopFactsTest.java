package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopFactsTest {
  @ParameterizedTest
  @CsvSource({
    "web:12, true",
    "web:, false",
    "web, false",
    ":1, false",
    "web:1:2, false",
    "web:x, false",
    "we b:1, false",
    "web:12345678901, false"
  })
  void aTaskDefinitionIsFamilyAndRevision(String text, boolean valid) {
    StopFacts facts =
        new StopFacts(null, null, List.of(), null, text, null, null, null, null, null);
    assertThat(facts.revision()).isEqualTo(valid ? text : null);
  }
}
