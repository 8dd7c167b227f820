package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.observation.AlarmState;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import io.fargateautoscaler.core.reconcile.contract.AlarmSourceContract;
import java.time.Duration;

final class InMemoryAlarmsTest extends AlarmSourceContract {
  private final InMemoryAlarms alarms = new InMemoryAlarms();

  @Override
  protected AlarmSource source() {
    return alarms;
  }

  @Override
  protected String unique(String prefix) {
    return prefix;
  }

  @Override
  protected void alarm(
      String name, AlarmState state, double threshold, TargetMetric.Input metric, Duration period) {
    alarms.set(name, new Alarm(state, threshold, metric, period));
  }

  @Override
  protected void mathAlarm(String name, AlarmState state, double threshold) {
    alarms.set(name, new Alarm(state, threshold, null, Duration.ofMinutes(1)));
  }
}
