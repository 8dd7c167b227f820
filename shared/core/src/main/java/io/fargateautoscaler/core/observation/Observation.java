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
 */
public record Observation(Instant now, ServiceStatus service, Map<String, Load> loads) {
  public Observation {
    loads = Collections.unmodifiableSortedMap(new TreeMap<>(loads));
  }
}
