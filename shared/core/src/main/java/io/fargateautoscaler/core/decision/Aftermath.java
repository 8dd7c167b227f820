package io.fargateautoscaler.core.decision;

import io.fargateautoscaler.core.observation.Observation;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.observation.ScalingHistory.QueueMemory;
import io.fargateautoscaler.core.observation.ScalingHistory.Step;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.StepPolicy;
import java.util.Map;
import java.util.TreeMap;

/** What the rules themselves remember of an observation. */
public final class Aftermath {
  private Aftermath() {}

  /** The history with what queue policies, step policies and the crash-loop brake learned. */
  public static ScalingHistory of(
      ServicePolicy policy, Observation observation, ScalingHistory history) {
    Situation situation = Situation.of(policy, observation, history);
    Map<String, QueueMemory> queues = new TreeMap<>();
    Map<String, Step> steps = new TreeMap<>();
    for (ScalingPolicy each : policy.policies()) {
      if (each instanceof QueuePolicy queue) {
        queues.put(queue.name(), QueueScaling.remember(queue, situation));
      } else if (each instanceof StepPolicy step) {
        Step last = StepScaling.remember(step, situation);
        if (last != null) {
          steps.put(step.name(), last);
        }
      }
    }
    return history
        .but()
        .queues(queues)
        .lastSteps(steps)
        .samplesPerTask(SamplesPerTask.learn(policy, observation, history))
        .brake(
            CrashLoopBrake.next(
                policy.guards().crashLoop(), observation, history, situation.current()))
        .build();
  }
}
