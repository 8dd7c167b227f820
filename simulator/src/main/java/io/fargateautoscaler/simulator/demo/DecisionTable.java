package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.simulator.demo.Story.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All decisions; a run of like ones of a service is one row. */
final class DecisionTable {
  private record Row(Made first, int times, long lastSecond) {}

  private DecisionTable() {}

  static void append(StringBuilder page, Story story) {
    page.append("<div class=\"table\">\n<h2>All decisions<small>like ones in a row are one line; ")
        .append(story.decisions().size())
        .append(" in all</small></h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>time</th>")
        .append("<th>service</th><th>decision</th><th>tasks</th><th>because</th></tr></thead>\n")
        .append("<tbody>\n");
    rows(story).forEach(row -> append(page, row));
    page.append("</tbody></table></div>\n</div>\n");
  }

  private static List<Row> rows(Story story) {
    List<Row> rows = new ArrayList<>();
    Map<ServiceRef, Integer> open = new TreeMap<>();
    for (Made made : story.decisions()) {
      ServiceRef service = made.record().service();
      Integer place = open.get(service);
      Row last = place == null ? null : rows.get(place);
      if (place != null && last != null && like(last.first().record(), made.record())) {
        rows.set(place, new Row(last.first(), last.times() + 1, made.second()));
      } else {
        open.put(service, rows.size());
        rows.add(new Row(made, 1, made.second()));
      }
    }
    return rows;
  }

  private static boolean like(DecisionRecord a, DecisionRecord b) {
    return a.decision().outcome() instanceof Decision.Hold x
        && b.decision().outcome() instanceof Decision.Hold y
        && x.reason() == y.reason()
        && x.count() == y.count();
  }

  private static void append(StringBuilder page, Row row) {
    DecisionRecord record = row.first().record();
    String kind;
    String what;
    String tasks;
    String because;
    switch (record.decision().outcome()) {
      case Decision.Scale(var from, var to, var cause, var why) -> {
        kind = to > from ? "out" : "in";
        what = to > from ? "▲ scale out" : "▼ scale in";
        tasks = from + " → " + to;
        because = cause + ": " + why;
      }
      case Decision.Hold(var reason, var count, var why) -> {
        kind = "hold";
        what = "hold " + reason + (row.times() > 1 ? " × " + row.times() : "");
        tasks = "" + count;
        because = why;
      }
    }
    String time = Timeline.time(row.first().second());
    if (row.times() > 1) {
      time += " – " + Timeline.time(row.lastSecond());
    }
    String trigger = record.trigger().kind().name().toLowerCase(Locale.ROOT);
    page.append("<tr><td class=\"t\">")
        .append(time)
        .append("</td><td class=\"s\">")
        .append(Report.id(record.service()))
        .append("</td><td class=\"d ")
        .append(kind)
        .append("\">")
        .append(Report.escape(what))
        .append("</td><td class=\"n\">")
        .append(Report.escape(tasks))
        .append("</td><td class=\"w\">")
        .append(Report.escape(because))
        .append(" <span class=\"hold\">(woken by ")
        .append(Report.escape(trigger))
        .append(")</span></td></tr>\n");
  }

  /** A decision as one sentence without its full stop. */
  static String words(DecisionRecord record) {
    return switch (record.decision().outcome()) {
      case Decision.Scale(var from, var to, var cause, var why) ->
          "scaled from " + from + " to " + to + " because of " + cause + ": " + why;
      case Decision.Hold(var reason, var count, var why) ->
          "held at " + count + " (" + reason + "): " + why;
    };
  }
}
