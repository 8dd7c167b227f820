package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keys of schedules. */
final class ScheduleKeys {
  private static final KeyTable TABLE = new KeyTable();

  static final int MOST = 20;

  static final Key<String> NAME =
      TABLE.required(
          Section.SCHEDULE,
          "name",
          ValueType.text("[a-z][a-z0-9-]{0,31}", "[a-z][a-z0-9-]{0,31}, for example night"),
          "Name of the schedule, unique in the document.");
  static final Key<Cron> START =
      TABLE.required(
          Section.SCHEDULE,
          "start",
          new ValueType<>(
              "five fields of UNIX cron, for example 0 20 * * MON-FRI",
              Map.of("type", "string"),
              text -> Cron.parse(String.join(" ", text.strip().split("\\s+"))).orElse(null)),
          "When it begins: minute, hour, day of month, month, day of week, in its time zone. A time"
              + " that a change of the clock leaves out never comes, one that it repeats comes"
              + " twice.");
  static final Key<Duration> FOR =
      TABLE.required(
          Section.SCHEDULE,
          "for",
          ValueType.time(Duration.ofMinutes(1), Schedule.LONGEST),
          "How long it lasts.");
  static final Key<ZoneId> TIMEZONE =
      TABLE.key(
          Section.SCHEDULE,
          "timezone",
          new ValueType<>(
              "a time zone of IANA, for example Europe/Paris",
              Map.of("type", "string"),
              text -> zones().contains(text) ? ZoneId.of(text) : null),
          "UTC",
          "Time zone of start.");

  static {
    TABLE.structure(
        Section.SCHEDULE,
        "capacity",
        "mapping",
        false,
        "as in the document",
        "The range while it is in force.");
  }

  static final Key<String> SCALE_IN =
      TABLE.key(
          Section.SCHEDULE,
          "scale-in",
          ValueType.words(List.of("on", "off")),
          "on",
          "off: the count does not fall while it is in force. A schedule needs this or capacity.");

  static final Key<Integer> MIN =
      TABLE.key(
          Section.SCHEDULE_CAPACITY,
          "min",
          ValueType.whole(0, 5_000, ""),
          "as in the document",
          "Smallest desired count. 0 needs a queue policy, which can wake the service.");
  static final Key<Integer> MAX =
      TABLE.key(
          Section.SCHEDULE_CAPACITY,
          "max",
          ValueType.whole(1, 5_000, ""),
          "as in the document",
          "Largest desired count.");

  private ScheduleKeys() {}

  /** All of them, in the order of the page. */
  static List<Key<?>> all() {
    return TABLE.all();
  }

  /** The names of all time zones, in alphabetical order. */
  static Set<String> zones() {
    return new TreeSet<>(ZoneId.getAvailableZoneIds());
  }
}
