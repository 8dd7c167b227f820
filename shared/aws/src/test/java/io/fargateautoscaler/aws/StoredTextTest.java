package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import io.fargateautoscaler.core.record.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredTextTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

  /** A decision that read more than DynamoDB takes in one row. */
  static DecisionRecord huge(ServiceRef service) {
    List<Load.Point> points = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      points.add(new Load.Point(Samples.NOW.minusSeconds(20L * i), 0.5 + i, 10));
    }
    DecisionRecord small = Samples.decision(service, "0001");
    Observation observation =
        new Observation(
            Samples.NOW,
            small.observation().service(),
            Map.of("cpu", new Load.PerTask(points, Duration.ofSeconds(20))),
            Map.of());
    return new DecisionRecord(
        small.id(),
        service,
        small.trigger(),
        small.policy(),
        small.stackMode(),
        observation,
        small.history(),
        small.decision(),
        small.applied());
  }

  @Test
  void aDecisionThatFitsIsKeptByTheLetter() {
    DecisionRecord decision = Samples.decision(CHECKOUT, "0001");

    assertThat(StoredText.audit(decision)).isEqualTo(DecisionJson.record(decision));
  }

  @Test
  void aDecisionThatIsTooLongLosesItsLoadsFirst() throws Exception {
    DecisionRecord huge = huge(CHECKOUT);
    assertThat(DecisionJson.record(huge).length()).isGreaterThan(400 * 1024);

    String text = StoredText.audit(huge);

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(300 * 1024);
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("shortened").asBoolean()).isTrue();
    assertThat(json.path("observation").has("loads")).isFalse();
    assertThat(json.at("/observation/service/desired").asInt()).isEqualTo(10);
    assertThat(json.at("/decision/scale/to").asInt()).isEqualTo(15);
    assertThat(json.path("policy").has("document")).isTrue();
  }

  @Test
  void aStateThatCannotBeReadKeepsItsVersionOnly() {
    for (String text : List.of("", "[]", "{\"version\":\"x\"}", "{\"version\":3,\"history\":7}")) {
      assertThat(StoredText.state(CHECKOUT, text, 7))
          .isEqualTo(new ServiceState(7, ScalingHistory.NONE, null, null, Map.of()));
    }
  }
}
