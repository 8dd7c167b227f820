package io.fargateautoscaler.core.reconcile.inmemory;

import io.fargateautoscaler.core.observation.Alarm;
import io.fargateautoscaler.core.reconcile.AlarmSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Alarms that are set by hand. Safe for use by several threads. */
public final class InMemoryAlarms implements AlarmSource {
  private final Map<String, Alarm> alarms = new TreeMap<>();

  /** Makes an alarm, or changes it. */
  public synchronized void set(String name, Alarm alarm) {
    alarms.put(name, alarm);
  }

  @Override
  public synchronized Map<String, Alarm> read(Collection<String> names) {
    Map<String, Alarm> found = new TreeMap<>();
    names.forEach(name -> found.put(name, alarms.getOrDefault(name, Alarm.MISSING)));
    return found;
  }
}
