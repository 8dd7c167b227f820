package io.fargateautoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.decision.RangeInForce;
import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A record holds everything that its decision read: made again, it has the same bytes. */
final class RecordRoundTripTest {
  private static final long SEED = 20_260_402;
  private static final int RECORDS = 3_000;

  @Test
  void a_record_that_is_decided_again_has_the_same_bytes() {
    System.out.println("RecordRoundTripTest seed " + SEED);
    Set<HoldReason> holds = EnumSet.noneOf(HoldReason.class);
    Set<String> stages = new TreeSet<>();
    Set<String> ranges = new TreeSet<>();
    for (int i = 0; i < RECORDS; i++) {
      DecisionRecord record = random(SEED + i);
      String written = DecisionJson.record(record);
      DecideCase.Result read = DecideCase.read(written);
      assertThat(read.error()).as("seed %d: %s", SEED + i, written).isNull();
      DecideCase found = read.value().orElseThrow();
      DecisionRecord again =
          decided(
              record.id(), found.policy(), found.stackMode(), found.observation(), found.history());
      assertThat(DecisionJson.record(again)).as("seed %d", SEED + i).isEqualTo(written);
      assertThat(DecisionJson.decision(found.id(), again.decision()))
          .isEqualTo(DecisionJson.decision(record.id(), record.decision()));
      if (record.decision().outcome() instanceof Decision.Hold hold) {
        holds.add(hold.reason());
      }
      record.decision().trace().stream().map(Adjustment::stage).forEach(stages::add);
      ranges.add(
          RangeInForce.of(record.policy().policy(), record.history(), Samples.NOW)
              .from()
              .replaceAll(":.*", ""));
    }
    assertThat(stages)
        .contains(
            "policies", "combine", "range", "veto", "crash-loop", "capacity", "step-limit", "gate");
    assertThat(holds)
        .contains(HoldReason.VETOED, HoldReason.CRASH_LOOP, HoldReason.PAUSED, HoldReason.FROZEN);
    assertThat(ranges).containsExactly("document", "hold", "schedule");
  }

  static DecisionRecord random(long seed) {
    var random = new Random(seed);
    ServicePolicy policy = new RandomPolicies(random).policy();
    Observation observation = new RandomObservations(random).observation(policy);
    ScalingHistory history =
        new Samples(seed).history(policy.policies().stream().map(ScalingPolicy::name).toList());
    if (random.nextBoolean()) {
      history = history.but().lastApplied(observation.service().desired()).build();
    }
    if (random.nextInt(4) == 0) {
      // As a record may have it after a run that could not confirm what it did.
      history = history.but().actions(history.actions().reversed()).build();
    }
    Mode stackMode = random.nextInt(10) == 0 ? Mode.OBSERVE : Mode.ACTIVE;
    return decided("d-" + seed, policy, stackMode, observation, history);
  }

  static DecisionRecord decided(
      String id,
      ServicePolicy policy,
      Mode stackMode,
      Observation observation,
      ScalingHistory history) {
    return new DecisionRecord(
        id,
        policy.service(),
        new Trigger(Trigger.Kind.TICK, ""),
        new PolicyDocument(1, policy, ""),
        stackMode,
        observation,
        history,
        Decider.decide(policy, stackMode, observation, history),
        null);
  }
}
