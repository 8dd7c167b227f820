package io.fargateautoscaler.core.reconcile;

import io.fargateautoscaler.core.observation.Alarm;
import java.util.Collection;
import java.util.Map;

/** Port: the alarms that step policies and guards name (CloudWatch). */
public interface AlarmSource {
  /**
   * Reads all alarms in as few calls as possible. What does not exist or cannot be read is {@link
   * Alarm#MISSING}, never quiet, and never harms another.
   *
   * @return an answer for each of {@code names}
   */
  Map<String, Alarm> read(Collection<String> names);
}
