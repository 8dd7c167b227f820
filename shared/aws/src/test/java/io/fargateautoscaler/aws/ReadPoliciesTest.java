package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import org.junit.jupiter.api.Test;

final class ReadPoliciesTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final ServiceRef API = new ServiceRef("shop", "api");

  private final ReadPolicies policies = new ReadPolicies();

  private static String document(ServiceRef service, int max) {
    return """
    {"service": "%s", "capacity": {"min": 2, "max": %d},
     "policies": {"cpu": {"type": "target-tracking", "metric": "cpu", "target": 60}}}
    """
        .formatted(service, max);
  }

  private CapacityRange range(ServiceRef service, String document) {
    return policies.of(service, document).map(ServicePolicy::capacity).orElseThrow();
  }

  @Test
  void aChangedDocumentIsReadAnewAndEachServiceHasItsOwn() {
    assertThat(range(WEB, document(WEB, 4))).isEqualTo(new CapacityRange(2, 4));
    assertThat(range(API, document(API, 9))).isEqualTo(new CapacityRange(2, 9));
    assertThat(range(WEB, document(WEB, 5))).isEqualTo(new CapacityRange(2, 5));
    assertThat(range(WEB, document(WEB, 4))).isEqualTo(new CapacityRange(2, 4));
    assertThat(range(API, document(API, 9))).isEqualTo(new CapacityRange(2, 9));
  }

  @Test
  void anUnchangedDocumentIsNotReadAgain() {
    String document = document(WEB, 4);

    ServicePolicy first = policies.of(WEB, document).orElseThrow();

    assertThat(policies.of(WEB, new String(document.toCharArray()))).containsSame(first);
  }

  @Test
  void whatCannotBeReadIsNotReplacedByWhatWasThereBefore() {
    assertThat(policies.of(WEB, document(WEB, 4))).isPresent();

    assertThat(policies.of(WEB, "{}")).isEmpty();
  }
}
