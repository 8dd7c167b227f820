package io.fargateautoscaler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.notice.NoticeDetail;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a notice holds for programs, as a part of its JSON. */
final class NoticeDetailJson {
  private NoticeDetailJson() {}

  /** Adds {@code detail}, cut so that the whole stays within {@code maxBytes}. */
  static void put(ObjectNode json, NoticeDetail detail, int maxBytes) {
    switch (detail) {
      case NoticeDetail.Decided(var record) -> decided(json, DecisionJson.tree(record), maxBytes);
      case NoticeDetail.Failed failed -> failed(json.putObject("failed"), failed);
      case NoticeDetail.Started started -> started(json.putObject("started"), started);
      case NoticeDetail.Withheld(var byEvent) -> {
        ObjectNode counts = json.putObject("withheld");
        byEvent.forEach(counts::put);
      }
      case NoticeDetail.Compared compared -> {
        ObjectNode day = DayTallyJson.tree(compared.day());
        if (compared.usdPerTaskHour() != null) {
          day.set("usdPerTaskHour", Json.number(compared.usdPerTaskHour()));
        }
        json.set("compared", day);
      }
    }
  }

  /** The audit row has all of it; a notice that is too large to be published tells nobody. */
  private static void decided(ObjectNode json, ObjectNode decision, int maxBytes) {
    json.set("decision", decision);
    for (String part : List.of("history", "observation", "policy", "recommended", "trace")) {
      if (fits(json, maxBytes)) {
        return;
      }
      decision.remove(part);
      decision.put("shortened", true);
    }
    if (!fits(json, maxBytes)) {
      json.remove("decision");
    }
  }

  private static boolean fits(ObjectNode json, int maxBytes) {
    return Json.text(json).getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }

  private static void failed(ObjectNode json, NoticeDetail.Failed failed) {
    json.put("class", failed.stopClass().wireName());
    json.put("count", failed.count());
    json.put("total", failed.total());
    Json.put(json, "since", failed.since());
    ArrayNode causes = json.putArray("causes");
    failed
        .causes()
        .forEach(cause -> {
          ObjectNode each = causes.addObject();
          each.put("count", cause.count());
          each.put("cause", cause.cause());
          each.put("nextStep", cause.nextStep());
          Json.put(each, "taskDefinition", cause.taskDefinition());
        });
    failed.tasks().forEach(json.putArray("tasks")::add);
  }

  private static void started(ObjectNode json, NoticeDetail.Started started) {
    json.put("task", started.taskArn());
    Json.put(json, "taskDefinition", started.taskDefinition());
    Json.put(json, "address", started.address());
    Json.put(json, "at", started.startedAt());
    if (started.startUp() != null) {
      json.put("startUpSeconds", started.startUp().toMillis() / 1000.0);
    }
  }
}
