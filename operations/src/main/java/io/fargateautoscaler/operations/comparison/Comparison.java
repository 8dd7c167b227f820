package io.fargateautoscaler.operations.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.DayTallyJson;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service's days as they were and as they would have been.
 *
 * @param days one for each day, oldest first; a day that was counted in parts is one
 */
public record Comparison(ServiceRef service, List<DayTally> days) {
  public Comparison {
    days = List.copyOf(days);
  }

  /** Joins the parts of days; those in which nothing was measured are left out. */
  public static Comparison of(ServiceRef service, List<DayTally> parts) {
    TreeMap<LocalDate, DayTally> byDay = new TreeMap<>();
    for (DayTally part : parts) {
      if (part.measuredSeconds() > 0) {
        byDay.merge(part.day(), part, DayTally::plus);
      }
    }
    return new Comparison(service, new ArrayList<>(byDay.values()));
  }

  /** All days together; empty if there are none. */
  public Optional<DayTally> total() {
    return days.stream().reduce(DayTally::plus);
  }

  /**
   * For scripts: {@code service}, {@code days} and {@code total}, which is left out without days.
   */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("service", service.toString());
    ArrayNode list = json.putArray("days");
    for (DayTally day : days) {
      ObjectNode one = list.addObject().put("day", day.day().toString());
      one.setAll(DayTallyJson.tree(day));
    }
    total().ifPresent(all -> json.set("total", DayTallyJson.tree(all)));
    return json;
  }
}
