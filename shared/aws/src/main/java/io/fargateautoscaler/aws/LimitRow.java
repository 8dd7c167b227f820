package io.fargateautoscaler.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.NoticeLimit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The text of the limit on notices: when the last ones were told, and what was withheld. */
final class LimitRow {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final System.Logger LOG = System.getLogger(LimitRow.class.getName());

  private LimitRow() {}

  static String write(NoticeLimit limit) {
    ObjectNode json = MAPPER.createObjectNode();
    limit.told().forEach(at -> json.withArray("told").add(at.toString()));
    NoticeLimit.Withheld withheld = limit.withheld();
    if (withheld != null) {
      ObjectNode part = json.putObject("withheld");
      part.put("since", withheld.since().toString());
      ObjectNode counts = part.putObject("byEvent");
      withheld.byEvent().forEach(counts::put);
      withheld.services().forEach(part.putArray("services")::add);
    }
    return json.toString();
  }

  /** The limit; one that cannot be read is logged and begins anew. */
  static NoticeLimit read(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      List<Instant> told = new ArrayList<>();
      json.path("told").forEach(at -> told.add(Instant.parse(at.asText())));
      JsonNode part = json.path("withheld");
      if (!part.isObject()) {
        return new NoticeLimit(told, null);
      }
      SortedMap<String, Integer> byEvent = new TreeMap<>();
      part.path("byEvent")
          .properties()
          .forEach(each -> byEvent.put(each.getKey(), each.getValue().asInt()));
      SortedSet<String> services = new TreeSet<>();
      part.path("services").forEach(each -> services.add(each.asText()));
      return new NoticeLimit(
          told,
          new NoticeLimit.Withheld(Instant.parse(part.path("since").asText()), byEvent, services));
    } catch (JsonProcessingException | DateTimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the limit is lost: {0}", Reasons.line(e.toString()));
      return NoticeLimit.NONE;
    }
  }
}
