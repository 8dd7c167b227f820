package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;

/**
 * The commands that stop Application Auto Scaling from scaling a service, and that bring it back as
 * it was. Nothing of it is deleted.
 */
public record Suspension(String suspend, String restore) {
  static Suspension of(ServiceRef service, Target target, String region) {
    return new Suspension(
        command(service, region, true, true, true),
        command(service, region, target.in(), target.out(), target.scheduled()));
  }

  private static String command(
      ServiceRef service, String region, boolean in, boolean out, boolean scheduled) {
    return "aws application-autoscaling register-scalable-target --region "
        + region
        + " --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id"
        + " service/"
        + service
        + " --suspended-state DynamicScalingInSuspended="
        + in
        + ",DynamicScalingOutSuspended="
        + out
        + ",ScheduledScalingSuspended="
        + scheduled;
  }
}
