package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.reconcile.ServiceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateJsonTest {
  @Test
  void what_is_written_is_read_as_the_same() {
    var samples = new Samples(7);
    for (int i = 0; i < 1_000; i++) {
      ServiceState state = samples.state();
      String text = StateJson.write(state);
      assertThat(StateJson.read(text)).isEqualTo(state);
      assertThat(StateJson.write(StateJson.read(text))).isEqualTo(text);
      assertThat(text).doesNotContain("null", "\n");
    }
  }

  @Test
  void nothing_is_little() {
    assertThat(StateJson.write(ServiceState.NONE)).isEqualTo("{\"version\":0,\"history\":{}}");
    assertThat(StateJson.read("{\"version\":0}")).isEqualTo(ServiceState.NONE);
  }

  @Test
  void keys_of_other_versions_are_ignored() {
    assertThat(StateJson.read("{\"version\":3,\"later\":[1],\"history\":{\"later\":{\"x\":1}}}"))
        .isEqualTo(
            new ServiceState(3, ServiceState.NONE.history(), null, null, java.util.Map.of()));
  }

  @Test
  void an_intent_of_an_earlier_version_has_no_reason() {
    ServiceState read =
        StateJson.read(
            "{\"version\":3,\"intent\":{\"at\":\"2026-01-31T12:00:00Z\",\"from\":1,\"to\":2}}");
    assertThat(read.intent())
        .isEqualTo(
            new ServiceState.Intent(Samples.NOW, 1, 2, "intent", "an earlier version began it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"version\":-1}",
        "{\"version\":1,\"history\":5}",
        "{\"version\":1,\"intent\":{\"at\":\"soon\",\"from\":1,\"to\":2}}",
        "{\"version\":1} {}"
      })
  void anything_else_is_refused_in_one_line(String text) {
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a stored state: ")
        .hasMessageNotContaining("\n");
  }
}
