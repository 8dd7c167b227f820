package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is written of a policy reads as an equal one. */
final class PolicyRoundTripTest {
  private static final long SEED = 20_260_401;
  private static final int POLICIES = 3_000;

  @Test
  void a_canonical_document_reads_as_an_equal_policy() {
    System.out.println("PolicyRoundTripTest seed " + SEED);
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < POLICIES; i++) {
      ServicePolicy policy = new RandomPolicies(new Random(SEED + i)).policy();
      String document = PolicyJson.write(policy);
      PolicyReader.Result read = PolicyReader.readCanonical(document);
      assertThat(read.problems()).as("seed %d: %s", SEED + i, document).isEmpty();
      assertThat(read.policy()).as("seed %d: %s", SEED + i, document).contains(policy);
      assertThat(read.canonicalJson()).isEqualTo(document);
      policy.policies().forEach(one -> kinds.add(kind(one)));
      policy.schedules().forEach(one -> kinds.add("schedule"));
      policy.guards().vetoScaleIn().forEach(one -> kinds.add("veto"));
    }
    assertThat(kinds)
        .containsExactly(
            "AlbRequestsPerTask",
            "Custom",
            "Expression",
            "Utilization",
            "drain",
            "learned",
            "messages",
            "schedule",
            "step ABOVE",
            "step BELOW",
            "veto");
  }

  static String kind(ScalingPolicy policy) {
    return switch (policy) {
      case TargetTrackingPolicy tracking -> tracking.metric().getClass().getSimpleName();
      case StepPolicy step -> "step " + step.side();
      case QueuePolicy queue ->
          switch (queue.goal()) {
            case QueuePolicy.MessagesPerTask _ -> "messages";
            case QueuePolicy.DrainWithin drain ->
                drain.secondsPerMessage() == null ? "learned" : "drain";
          };
    };
  }
}
