package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.simulator.demo.Story.Summary;
import io.fargateautoscaler.simulator.demo.Story.Track;
import io.fargateautoscaler.simulator.report.Html;
import java.util.List;
import java.util.stream.Stream;

/** The story as one page that needs nothing else. */
public final class Report {
  private Report() {}

  /** The page. */
  public static String html(Story story) {
    String script = Html.resource(Report.class, "report.js");
    StringBuilder page = new StringBuilder(64 * 1024);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'; script-src '")
        .append(Html.hash(script))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Fargate Autoscaler demo</title>\n<style>\n")
        .append(Html.style())
        .append(Html.resource(Report.class, "report.css"))
        .append("</style>\n</head>\n<body>\n<main>\n");
    head(page, story);
    page.append("<div class=\"cards\">\n");
    for (Track track : story.tracks()) {
      Chart.append(page, story, track);
    }
    page.append("</div>\n");
    DecisionTable.append(page, story);
    page.append("<footer>Made by <code>autoscaler demo --seed ")
        .append(story.seed())
        .append(
            "</code> on a pretend AWS in virtual time, with the decisions of the deployed code. ")
        .append("Prices: Fargate x86 in us-east-1 at list price; the autoscaler without free tier.")
        .append("</footer>\n</main>\n<script>")
        .append(script)
        .append("</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void head(StringBuilder page, Story story) {
    Summary sum = story.summary();
    page.append("<h1>Fargate Autoscaler demo · ")
        .append(story.seconds() / 60)
        .append(" virtual minutes · seed ")
        .append(story.seed())
        .append("</h1>\n<p class=\"result\">")
        .append(escape(result(sum)))
        .append("</p>\n<ul class=\"facts\">");
    fact(page, "" + sum.events(), "events, " + sum.duplicates() + " of them duplicates");
    fact(page, "" + sum.lost(), "events lost");
    fact(page, "" + sum.decisions(), "decisions");
    fact(page, "" + sum.changes(), "changes");
    fact(page, "" + sum.notices(), "notices");
    fact(page, Timeline.number(sum.usdOfTasks(), 2) + " USD", "for tasks");
    fact(page, Timeline.number(sum.usdOfAutoscaler(), 4) + " USD", "for the autoscaler");
    page.append("</ul>\n");
  }

  private static String result(Summary sum) {
    double saved = sum.usdAtPeak() == 0 ? 0 : 100 * (1 - sum.usdOfTasks() / sum.usdAtPeak());
    String range =
        sum.outside() == 0
            ? "never left the allowed range"
            : "left the allowed range " + times(sum.outside());
    return Timeline.number(saved, 0)
        + " % cheaper than running at the peak count throughout; "
        + Timeline.number(sum.waited() * 100, 1)
        + " % of the web load found no CPU while new tasks started. "
        + met(sum)
        + count(sum.changes(), "change", "changes")
        + " "
        + range
        + ".";
  }

  /** What went wrong on the way, as it was counted. */
  private static String met(Summary sum) {
    List<String> met =
        Stream.of(
                count(sum.lost(), "lost event", "lost events"),
                count(sum.failed(), "failed task", "failed tasks"),
                count(sum.blind(), "decision without data", "decisions without data"),
                count(sum.rejected(), "rejected policy", "rejected policies"))
            .filter(text -> !text.startsWith("0 "))
            .toList();
    if (met.isEmpty()) {
      return "";
    }
    String last = met.getLast();
    String before = String.join(", ", met.subList(0, met.size() - 1));
    return "With " + (before.isEmpty() ? last : before + " and " + last) + ", ";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  private static void fact(StringBuilder page, String number, String what) {
    page.append("<li><b>").append(escape(number)).append("</b> ").append(escape(what));
    page.append("</li>");
  }

  /** For text and quoted attributes. */
  static String escape(String text) {
    return Html.escape(text);
  }

  static String id(ServiceRef service) {
    return escape(service.toString());
  }
}
