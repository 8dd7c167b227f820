package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.compare.DayTally;
import io.fargateautoscaler.core.compare.Shadow;
import io.fargateautoscaler.core.compare.Shadow.Backlog;
import io.fargateautoscaler.core.compare.Shadow.Look;
import io.fargateautoscaler.core.compare.Shadow.Ran;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an observed service would be, as a part of its stored state. */
final class ShadowJson {
  private ShadowJson() {}

  static ObjectNode tree(Shadow shadow) {
    ObjectNode json = Json.object();
    json.put("desired", shadow.desired());
    json.set("history", HistoryJson.tree(shadow.history()));
    if (!shadow.queues().isEmpty()) {
      ObjectNode queues = json.putObject("queues");
      shadow
          .queues()
          .forEach((name, queue) -> {
            ObjectNode one = queues.putObject(name);
            Json.put(one, "at", queue.at());
            one.put("actual", queue.actual()).set("messages", Json.number(queue.messages()));
          });
    }
    ArrayNode ran = json.putArray("ran");
    shadow
        .ran()
        .forEach(each -> {
          ObjectNode one = ran.addObject();
          Json.put(one, "at", each.at());
          one.put("running", each.running());
        });
    Look last = shadow.last();
    if (last != null) {
      ObjectNode one = json.putObject("last");
      Json.put(one, "at", last.at());
      one.put("desired", last.desired());
      one.put("actual", last.actual());
      one.put("shadow", last.shadow());
      one.put("actualLate", last.actualLate());
      one.put("shadowLate", last.shadowLate());
      one.put("hidden", last.hidden());
    }
    json.set("today", DayTallyJson.tree(shadow.today()));
    DayTally finished = shadow.finished();
    if (finished != null) {
      json.set("finished", DayTallyJson.tree(finished));
    }
    if (shadow.ended()) {
      json.put("ended", true);
    }
    return json;
  }

  /** Null where there is none. */
  static @Nullable Shadow read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Integer desired = fields.required("desired", HistoryReader.COUNT);
    DayTally today = DayTallyJson.read(fields.fields("today"));
    return desired == null || today == null
        ? null
        : new Shadow(
            desired,
            HistoryReader.read(fields.fields("history"), 0, true),
            queues(fields),
            HistoryReader.each(fields.list("ran"), ShadowJson::ran),
            last(fields.fields("last")),
            today,
            DayTallyJson.read(fields.fields("finished")),
            fields.value("ended", ValueType.FLAG, false));
  }

  private static Map<String, Backlog> queues(Fields fields) {
    Map<String, Backlog> queues = new TreeMap<>();
    fields
        .named("queues")
        .forEach((name, one) -> {
          Instant at = one.required("at", ValueType.INSTANT);
          Long actual = one.required("actual", HistoryReader.MESSAGES);
          Double messages = one.required("messages", ValueType.DOUBLE);
          if (at != null && actual != null && messages != null) {
            queues.put(name, new Backlog(at, actual, messages));
          }
        });
    return queues;
  }

  private static @Nullable Ran ran(Fields fields) {
    Instant at = fields.required("at", ValueType.INSTANT);
    Integer running = fields.required("running", HistoryReader.COUNT);
    return at == null || running == null ? null : new Ran(at, running);
  }

  private static @Nullable Look last(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Instant at = fields.required("at", ValueType.INSTANT);
    return at == null
        ? null
        : new Look(
            at,
            fields.value("desired", HistoryReader.COUNT, 0),
            fields.value("actual", HistoryReader.COUNT, 0),
            fields.value("shadow", HistoryReader.COUNT, 0),
            fields.value("actualLate", ValueType.FLAG, false),
            fields.value("shadowLate", ValueType.FLAG, false),
            fields.value("hidden", ValueType.FLAG, false));
  }
}
