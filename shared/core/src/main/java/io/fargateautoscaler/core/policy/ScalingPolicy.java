package io.fargateautoscaler.core.policy;

/** One named rule of a service: from a load to a count of tasks. */
public sealed interface ScalingPolicy permits TargetTrackingPolicy, QueuePolicy, StepPolicy {
  /** {@code [a-z][a-z0-9-]{0,31}}, unique within the service. */
  String name();

  Direction direction();
}
