package io.fargateautoscaler.core.tasks;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of the start-ups of a service's tasks.
 *
 * @param after tasks that started then or before are no longer kept
 * @param tasks by id of the task
 */
public record StartUps(Instant after, Map<String, StartUp> tasks) {
  /** Nothing is known. */
  public static final StartUps NONE = new StartUps(Instant.EPOCH, Map.of());

  public StartUps {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
  }
}
