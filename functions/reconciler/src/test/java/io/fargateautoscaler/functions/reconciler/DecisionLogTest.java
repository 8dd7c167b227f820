package io.fargateautoscaler.functions.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private final List<String> lines = new ArrayList<>();
  private final DecisionLog log = new DecisionLog(lines::add);

  private static DecisionRecord record() {
    return new DecisionRecord(
        "1-1",
        CHECKOUT,
        new Trigger(Trigger.Kind.TICK, "e-1"),
        Sample.document("shop/checkout"),
        Mode.ACTIVE,
        new Observation(Sample.NOW, ServiceStatus.steady(4, 4, 0), Map.of(), Map.of()),
        ScalingHistory.NONE,
        new Decision(
            new Decision.Hold(HoldReason.ON_TARGET, 4, "enough"), Map.of(), List.of(), null),
        null);
  }

  @Test
  void newsIsTheWholeRecord() {
    log.decided(record(), true);
    assertThat(lines.getFirst())
        .contains("\"observation\"", "\"policy\"", "ON_TARGET")
        .doesNotContain("\n");
  }

  @Test
  void theSameAgainIsShort() {
    log.decided(record(), false);
    assertThat(lines)
        .containsExactly(
            "{\"at\":\"2026-01-15T10:00:10Z\",\"service\":\"shop/checkout\",\"trigger\":\"tick\","
                + "\"hold\":\"ON_TARGET\",\"count\":4}");
  }

  @Test
  void aFailureIsOneLineWithoutSecrets() {
    log.failed(CHECKOUT, "no\nluck password=hunter2");
    assertThat(lines.getFirst()).doesNotContain("\n", "hunter2").contains("shop/checkout");
  }
}
