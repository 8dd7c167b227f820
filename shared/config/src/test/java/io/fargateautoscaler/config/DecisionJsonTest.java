package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.cost.UsdPerHour;
import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.decision.Recommendation;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DecisionJsonTest {
  private static final Decision DECISION =
      new Decision(
          new Decision.Scale(10, 15, "cpu", "load 900 % needs 15 at 60 %"),
          Map.of(
              "cpu",
              new Recommendation.Count(12, 15, Recommendation.Wait.NONE, "load 900 %"),
              "requests",
              new Recommendation.Blind("no \"data\""),
              "orders",
              new Recommendation.Abstain("no tasks")),
          List.of(new Adjustment("step limit", 20, 15, "at most 15")),
          null);

  @Test
  void a_line_of_decide() {
    assertThat(DecisionJson.decision("x", DECISION))
        .isEqualTo(
            "{\"id\":\"x\",\"count\":15,"
                + "\"decision\":{\"scale\":{\"from\":10,\"to\":15},\"count\":15,\"because\":\"cpu\"},\"recommended\":{\"cpu\":{\"count\":12,\"need\":15,\"because\":\"load"
                + " 900 %\"},\"orders\":{\"abstain\":\"no tasks\"},\"requests\":{\"blind\":\"no"
                + " \\\"data\\\"\"}},\"trace\":[{\"stage\":\"step"
                + " limit\",\"from\":20,\"to\":15,\"because\":\"at most 15\"}]}");
  }

  @Test
  void a_hold_that_would_scale() {
    var hold =
        new Decision(
            new Decision.Hold(HoldReason.OBSERVE, 10, "only observing"),
            Map.of(),
            List.of(),
            new Decision.Scale(10, 15, "cpu", "load"));
    assertThat(DecisionJson.decision("", hold))
        .contains(
            "\"decision\":{\"hold\":\"OBSERVE\",\"count\":10,"
                + "\"would\":{\"from\":10,\"to\":15,\"because\":\"cpu\"}}");
  }

  @Test
  void a_record_has_its_keys_in_order_and_shortest_numbers() {
    String json = DecisionJson.record(record(ScalingHistory.NONE, null));
    assertThat(json)
        .startsWith(
            "{\"schema\":1,\"id\":\"d-1\",\"at\":\"2026-01-31T12:00:00Z\",\"service\":\"shop/web\","
                + "\"trigger\":{\"kind\":\"tick\",\"ref\":\"r\"},\"policy\":{\"version\":7,"
                + "\"range\":{\"min\":0,\"max\":40,\"from\":\"document\"},\"document\":{\"schema\":1,")
        .contains("\"average\":90,\"count\":10}", "\"average\":\"NaN\"", "\"sum\":1.5", "\"why\":")
        .doesNotContain("null", "applied", "90.0");
    assertThat(
            DecisionJson.record(
                record(ScalingHistory.NONE, new DecisionRecord.Applied(Samples.NOW, 15))))
        .contains("\"applied\":{\"at\":\"2026-01-31T12:00:00Z\",\"count\":15}");
    assertThat(
            DecisionJson.record(
                record(
                    ScalingHistory.NONE,
                    new DecisionRecord.Applied(
                        Samples.NOW, 15, UsdPerHour.of(0.04937, 10, 15, "p")))))
        .contains(
            "\"count\":15,\"usdPerHour\":{\"before\":0.4937,\"after\":0.74055,\"prices\":\"p\"}}");
  }

  @Test
  void the_range_is_the_one_in_force_and_the_document_keeps_its_own() {
    var hold =
        new ScalingHistory.RangeHold(5, null, Samples.NOW.plusSeconds(60), "arn:user/\"me\"");
    assertThat(DecisionJson.record(record(ScalingHistory.NONE.but().hold(hold).build(), null)))
        .contains(
            "\"range\":{\"min\":5,\"max\":40,\"from\":\"hold\",\"by\":\"arn:user/\\\"me\\\"\"}",
            "\"capacity\":{\"min\":0,\"max\":40}")
        .contains("\"alarms\":{\"db-high\":\"OK\"}");
    var over = new ScalingHistory.RangeHold(5, null, Samples.NOW, null);
    assertThat(DecisionJson.record(record(ScalingHistory.NONE.but().hold(over).build(), null)))
        .contains("\"range\":{\"min\":0,\"max\":40,\"from\":\"document\"}");
  }

  @Test
  void a_record_holds_everything_that_the_decision_read() {
    var samples = new Samples(11);
    for (int i = 0; i < 500; i++) {
      DecisionRecord record = record(samples.history(), null);
      DecideCase.Result again = DecideCase.read(DecisionJson.record(record));
      assertThat(again.error()).isNull();
      assertThat(again.value())
          .contains(
              new DecideCase(
                  "d-1",
                  record.policy().policy(),
                  Mode.OBSERVE,
                  record.observation(),
                  record.history()));
    }
  }

  static DecisionRecord record(ScalingHistory history, DecisionRecord.@Nullable Applied applied) {
    ServicePolicy policy = Samples.policy();
    var now = Samples.NOW;
    var observation =
        new Observation(
            now,
            new ServiceStatus(
                10,
                8,
                2,
                ServiceStatus.Lifecycle.ACTIVE,
                ServiceStatus.Controller.CODE_DEPLOY,
                ServiceStatus.Deployment.ROLLING,
                now.minusSeconds(60),
                "ecs-svc/17",
                List.of("arn:x"),
                "other"),
            Map.of(
                "cpu",
                new Load.PerTask(
                    List.of(
                        new Load.Point(now.minusSeconds(120), 90.0, 10),
                        new Load.Point(now.minusSeconds(60), Double.NaN, 10)),
                    Duration.ofSeconds(20)),
                "requests",
                new Load.Total(
                    List.of(new Load.Sum(now.minusSeconds(120), 1.5)),
                    Duration.ofSeconds(60),
                    true),
                "orders",
                new Load.QueueDepth(now, 5, 3, 1, new Load.Flow(null, 1, 2.25, 3))),
            Map.of("db-high", AlarmState.OK));
    return new DecisionRecord(
        "d-1",
        policy.service(),
        new Trigger(Trigger.Kind.TICK, "r"),
        new PolicyDocument(7, policy, "{}"),
        Mode.OBSERVE,
        observation,
        history,
        DECISION,
        applied);
  }
}
