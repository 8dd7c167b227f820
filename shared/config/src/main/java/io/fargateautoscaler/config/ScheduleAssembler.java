package io.fargateautoscaler.config;

import io.fargateautoscaler.config.Key.Section;
import io.fargateautoscaler.core.policy.CapacityRange;
import io.fargateautoscaler.core.policy.Cron;
import io.fargateautoscaler.core.policy.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes schedules. */
final class ScheduleAssembler {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final @Nullable CapacityRange document;
  private final boolean queue;
  private final Set<String> names = new HashSet<>();

  /**
   * @param document the document's range; null if it could not be read
   * @param queue whether a queue policy can wake the service
   */
  ScheduleAssembler(@Nullable CapacityRange document, boolean queue) {
    this.document = document;
    this.queue = queue;
  }

  /** The schedules that could be read, in the order of the document. */
  List<Schedule> read(Fields fields) {
    fields.atMost("schedules", ScheduleKeys.MOST);
    var schedules = new ArrayList<Schedule>();
    for (Fields one : fields.list("schedules")) {
      Schedule read = schedule(one);
      if (read != null) {
        schedules.add(read);
      }
    }
    return schedules;
  }

  private @Nullable Schedule schedule(Fields fields) {
    fields.only(PolicyKeys.names(Section.SCHEDULE));
    String name = fields.required("name", ScheduleKeys.NAME.scalar());
    if (name != null && !names.add(name)) {
      fields.problem("name", name + " is given twice; the names of schedules must differ");
    }
    Cron start = fields.required("start", ScheduleKeys.START.scalar());
    if (start != null && !start.comes()) {
      fields.problem("start", start.text() + " never comes: no such day is in its months");
    }
    Duration length = fields.required("for", ScheduleKeys.FOR.scalar());
    ZoneId zone = zone(fields);
    String scaleIn = fields.value("scale-in", ScheduleKeys.SCALE_IN.scalar(), "on");
    Fields capacity = fields.fields("capacity");
    Integer min = null;
    Integer max = null;
    if (capacity != null) {
      capacity.only(PolicyKeys.names(Section.SCHEDULE_CAPACITY));
      min = capacity.value("min", ScheduleKeys.MIN.scalar());
      max = capacity.value("max", ScheduleKeys.MAX.scalar());
      check(capacity, min, max);
    } else if (!fields.has("capacity") && scaleIn.equals("on")) {
      fields.problem("changes nothing; capacity or scale-in: off is needed");
    }
    return name == null || start == null || length == null
        ? null
        : new Schedule(name, start, length, zone, min, max, scaleIn.equals("on"));
  }

  private void check(Fields capacity, @Nullable Integer min, @Nullable Integer max) {
    if (!capacity.has("min") && !capacity.has("max")) {
      capacity.problem("needs one of min, max");
    }
    if (document == null) {
      return;
    }
    int least = min == null ? document.min() : min;
    int most = max == null ? document.max() : max;
    if (most < least && min == null) {
      capacity.problem("max", most + " is below capacity.min of the document (" + least + ")");
    } else if (most < least && max == null) {
      capacity.problem("min", least + " is above capacity.max of the document (" + most + ")");
    } else if (most < least) {
      capacity.problem("max", most + " is below min (" + least + ")");
    } else if (min != null && min == 0 && !queue) {
      capacity.problem(
          "min", "0 needs a queue policy, which can wake the service; allowed 1 to " + most);
    }
  }

  private static ZoneId zone(Fields fields) {
    ValueType<ZoneId> type = ScheduleKeys.TIMEZONE.scalar();
    if (fields.node("timezone") instanceof Node.Scalar(_, var text)
        && type.parser().apply(text) == null) {
      fields.problem(
          "timezone",
          Found.value(text)
              + "; allowed "
              + nearest(text)
                  .map(zone -> type.allowed() + "; did you mean " + zone + "?")
                  .orElse(type.allowed()));
      return UTC;
    }
    return fields.value("timezone", type, UTC);
  }

  /** The zone of that city, or the one that is spelled most alike. */
  private static Optional<String> nearest(String text) {
    String city = "/" + text.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    return ScheduleKeys.zones().stream()
        .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(city))
        .findFirst()
        .or(() -> Found.nearest(text, ScheduleKeys.zones()));
  }
}
