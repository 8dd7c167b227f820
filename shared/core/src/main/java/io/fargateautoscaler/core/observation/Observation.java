package io.fargateautoscaler.core.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true now.
 *
 * @param now the instant of the decision; every age and window counts from it
 * @param loads by name of policy
 * @param alarms the alarms that guards name, by name; one that is not there is not known
 */
public record Observation(
    Instant now, ServiceStatus service, Map<String, Load> loads, Map<String, AlarmState> alarms) {
  public Observation {
    loads = Collections.unmodifiableSortedMap(new TreeMap<>(loads));
    alarms = Collections.unmodifiableSortedMap(new TreeMap<>(alarms));
  }
}
