package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.time.Duration;
import java.util.List;

/** Keys of guards. */
final class GuardKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final Key<Duration> DEPLOYMENT_HOLD =
      TABLE.key(
          Section.GUARDS,
          "deployment-hold",
          PolicyKeys.ANY_TIME,
          "60m",
          "How long a running deployment holds scale-in at most.");

  private GuardKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }
}
