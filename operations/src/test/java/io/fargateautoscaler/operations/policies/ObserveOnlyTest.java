package io.fargateautoscaler.operations.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserveOnlyTest {
  private static final String REST =
      """
      capacity: {min: 2, max: 40}
      policies:
        cpu: {type: target-tracking, metric: cpu, target: 60} # busy
      """;

  private static String observing(String text) {
    return ObserveOnly.of(text, PolicyReader.read(text, null).canonicalJson());
  }

  @Test
  void theRestStaysAsItsAuthorWroteIt() {
    assertThat(observing("# mine\nservice: shop/web\n" + REST))
        .isEqualTo("# mine\nservice: shop/web\nmode: observe\n" + REST);
    assertThat(observing("service: shop/web\nmode: off # night\n" + REST))
        .isEqualTo("service: shop/web\nmode: observe\n" + REST);
    assertThat(observing("service: shop/web\nmode: observe # new\n" + REST))
        .isEqualTo("service: shop/web\nmode: observe # new\n" + REST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"service\": \"shop/web\", \"capacity\": {\"min\": 2, \"max\": 9}, \"policies\":"
            + " {\"cpu\": {\"type\": \"target-tracking\", \"metric\": \"cpu\", \"target\": 60}}}",
        "{service: shop/web, capacity: {min: 2, max: 9}, mode: active,\n"
            + " policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}}"
      })
  void otherFormsBecomeCanonicalJson(String text) {
    var before = PolicyReader.read(text, null).policy().orElseThrow();

    var after = PolicyReader.read(observing(text), null).policy().orElseThrow();

    assertThat(after.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(after.policies()).isEqualTo(before.policies());
    assertThat(after.capacity()).isEqualTo(before.capacity());
  }
}
