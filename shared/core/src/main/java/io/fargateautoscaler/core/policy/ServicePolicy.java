package io.fargateautoscaler.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the operator asked for one service.
 *
 * @param policies at least one; names are unique
 * @param schedules of those in force at the same time, the last one wins
 * @param respectExternal how long a count that others raised is a floor
 * @param wakeAlarm name of the alarm that lets the service be looked at less often while it is
 *     idle; null: it is looked at every minute
 */
public record ServicePolicy(
    ServiceRef service,
    CapacityRange capacity,
    Mode mode,
    List<ScalingPolicy> policies,
    List<Schedule> schedules,
    ScaleOut scaleOut,
    ScaleIn scaleIn,
    Guards guards,
    Duration respectExternal,
    @Nullable String wakeAlarm) {
  public static final Duration DEFAULT_RESPECT_EXTERNAL = Duration.ofMinutes(15);

  public ServicePolicy {
    policies = List.copyOf(policies);
    schedules = List.copyOf(schedules);
  }

  /** One that is looked at every minute. */
  public ServicePolicy(
      ServiceRef service,
      CapacityRange capacity,
      Mode mode,
      List<ScalingPolicy> policies,
      List<Schedule> schedules,
      ScaleOut scaleOut,
      ScaleIn scaleIn,
      Guards guards,
      Duration respectExternal) {
    this(
        service,
        capacity,
        mode,
        policies,
        schedules,
        scaleOut,
        scaleIn,
        guards,
        respectExternal,
        null);
  }

  /** The same with another range. */
  public ServicePolicy within(CapacityRange range) {
    return new ServicePolicy(
        service,
        range,
        mode,
        policies,
        schedules,
        scaleOut,
        scaleIn,
        guards,
        respectExternal,
        wakeAlarm);
  }

  /** The same with an alarm that wakes it; null: it is looked at every minute. */
  public ServicePolicy wokenBy(@Nullable String alarm) {
    return new ServicePolicy(
        service,
        capacity,
        mode,
        policies,
        schedules,
        scaleOut,
        scaleIn,
        guards,
        respectExternal,
        alarm);
  }

  /** The alarms that step policies and guards name, and the one that wakes it. */
  public Set<String> alarmNames() {
    Set<String> names = new TreeSet<>(guards.vetoScaleOut());
    names.addAll(guards.vetoScaleIn());
    if (wakeAlarm != null) {
      names.add(wakeAlarm);
    }
    for (ScalingPolicy each : policies) {
      if (each instanceof StepPolicy step) {
        names.add(step.alarm());
      }
    }
    return names;
  }

  /** Whether every policy reads a queue. */
  public boolean queueOnly() {
    return policies.stream().allMatch(QueuePolicy.class::isInstance);
  }
}
