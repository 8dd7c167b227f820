package io.fargateautoscaler.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fargateautoscaler.simulator.benchmark.StepResponse;
import io.fargateautoscaler.simulator.load.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of target tracking as AWS measured it, with tasks and metrics second by second. */
final class ReactionTest {
  private static StepResponse of(Kind kind, String policy, double startUp) {
    List<StepResponse> responses = Reaction.of(kind, startUp, policy::equals);
    assertThat(responses).hasSize(1);
    assertThat(responses.getFirst().policy()).isEqualTo(policy);
    return responses.getFirst();
  }

  private static double startUp(StepResponse response) {
    Double change = response.changeSeconds();
    Double enough = response.enoughSeconds();
    return change == null || enough == null ? Double.NaN : enough - change;
  }

  @Test
  void ofTargetTrackingByTheMinute() {
    assertThat(of(Kind.WEB, "aas-60", 23).changeSeconds()).isCloseTo(363, within(30.0));
  }

  @Test
  void ofTargetTrackingEvery20Seconds() {
    assertThat(of(Kind.WEB, "aas-20", 23).changeSeconds()).isCloseTo(86, within(15.0));
  }

  @Test
  void enoughTasksRunAStartUpLater() {
    StepResponse slow = of(Kind.WEB, "aas-20", 60);
    StepResponse immediate = of(Kind.WEB, "aas-20", 0);

    assertThat(slow.changeSeconds()).isEqualTo(immediate.changeSeconds());
    assertThat(startUp(immediate)).isBetween(0.0, 2.0);
    assertThat(startUp(slow)).isBetween(45.0, 110.0);
  }

  @Test
  void everyPolicyThatActsOnAKindIsThereAndAnswers() {
    assertThat(Reaction.of(Kind.WEB, 35, policy -> true))
        .extracting(StepResponse::policy)
        .containsExactly(
            "ours",
            "ours-60",
            "aas-20",
            "aas-60",
            "aas-step",
            "aas-predictive",
            "hpa",
            "kpa",
            "nomad");
    assertThat(Reaction.of(Kind.QUEUE, 35, policy -> true))
        .allSatisfy(each -> assertThat(each.changeSeconds()).isBetween(1.0, 600.0))
        .extracting(StepResponse::policy)
        .contains("ours", "keda", "aas-backlog")
        .doesNotContain("kpa", "ours-60");
  }
}
