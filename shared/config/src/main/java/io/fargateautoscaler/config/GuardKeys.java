package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import java.time.Duration;
import java.util.List;

/** Keys of guards. */
final class GuardKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final int MOST_ALARMS = 10;

  static {
    TABLE.structure(
        Section.GUARDS,
        "crash-loop",
        "mapping",
        false,
        "",
        "Stops scale-out while so many starting tasks fail that more of them would not help.");
    alarms("veto-scale-out", "Alarms that stop scale-out while they ring.");
    alarms(
        "veto-scale-in",
        "Alarms that stop scale-in while they ring, have no data, or do not exist.");
  }

  static final Key<Duration> CAPACITY_AFTER =
      TABLE.key(
          Section.GUARDS,
          "capacity-after",
          ValueType.time(Duration.ofMinutes(5), PolicyKeys.LONGEST),
          "10m",
          "How long tasks that were asked for may be missing before no more are asked for.");
  static final Key<Duration> DEPLOYMENT_HOLD =
      TABLE.key(
          Section.GUARDS,
          "deployment-hold",
          PolicyKeys.ANY_TIME,
          "60m",
          "How long a running deployment holds scale-in at most.");

  static final Key<Integer> BAD_STARTS =
      TABLE.key(
          Section.CRASH_LOOP,
          "bad-starts",
          ValueType.whole(1, 1_000, ""),
          "3",
          "At least so many tasks ended, without anyone's wish, within three minutes.");
  static final Key<Integer> PERCENT =
      TABLE.key(
          Section.CRASH_LOOP,
          "percent",
          ValueType.whole(1, 100, ""),
          "50",
          "At least this part of the starts whose fate is known.");
  static final Key<Duration> WITHIN =
      TABLE.key(
          Section.CRASH_LOOP,
          "within",
          ValueType.time(Duration.ofMinutes(1), Duration.ofMinutes(30)),
          "10m",
          "Over this time.");

  private GuardKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }

  private static void alarms(String name, String meaning) {
    TABLE.structure(
        Section.GUARDS,
        name,
        "list of names of alarms, at most " + MOST_ALARMS,
        false,
        "none",
        meaning);
  }
}
