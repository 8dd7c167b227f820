package io.fargateautoscaler.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.operations.Refusal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot become an address is told as it was given, before any call. */
class SessionTest {
  @ParameterizedTest
  @ValueSource(strings = {"eu west 1", "EU-WEST-1", "eu-west-1.example.com", "-", "eu_west/1"})
  void aRegionThatCannotBeOneIsRefused(String region) {
    assertThatThrownBy(() -> open(region))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'" + region + "' is no Region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1", "us-gov-east-1", "eusc-de-east-1", "local"})
  void anyOtherRegionIsTaken(String region) {
    assertThat(open(region).region()).isEqualTo(region);
  }

  private static Session open(String region) {
    return Session.open(new Selection("fargate-autoscaler", region, null), Map.of());
  }
}
