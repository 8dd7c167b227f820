package io.fargateautoscaler.simulator.report;

import io.fargateautoscaler.simulator.benchmark.Measures;
import io.fargateautoscaler.simulator.report.Comparison.Course;
import java.util.List;
import java.util.Locale;

/** A comparison as one page that needs no network. */
public final class ComparisonPage {
  private static final List<String> COLUMNS =
      List.of(
          "policy",
          "setting",
          "late, %",
          "task hours",
          "tasks, USD",
          "calls, USD",
          "reversals / h",
          "against ours");

  private ComparisonPage() {}

  /**
   * The page: under 3 MB, whatever the length of the run.
   *
   * @throws IllegalArgumentException if there is no policy or no step, or if a list has another
   *     length than the load
   */
  public static String html(Comparison comparison) {
    check(comparison);
    String style =
        Html.resource(ComparisonPage.class, "uplot/uPlot.min.css")
            + Html.style()
            + Html.resource(ComparisonPage.class, "comparison.css");
    String script =
        "/*!\nuPlot\n"
            + Html.resource(ComparisonPage.class, "uplot/LICENSE")
            + "*/\n"
            + Html.resource(ComparisonPage.class, "uplot/uPlot.iife.min.js")
            + "\n"
            + Html.resource(ComparisonPage.class, "comparison.js");
    String title = Html.escape(comparison.title());
    var page = new StringBuilder(1 << 20);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("script-src '" + Html.hash(script) + "'; style-src '" + Html.hash(style))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + " · Fargate Autoscaler</title>\n")
        .append("<style>" + style + "</style>\n</head>\n<body>\n<main>\n");
    page.append("<h1>" + title + "</h1>\n<p class=\"result\">");
    page.append(Html.escape(comparison.summary())).append("</p>\n");
    facts(page, comparison);
    page.append(Html.resource(ComparisonPage.class, "comparison.html"));
    results(page, comparison);
    notes(page, comparison.notes());
    page.append("</main>\n<script type=\"application/json\" id=\"data\">")
        .append(PageData.json(comparison))
        .append("</script>\n<script>" + script + "</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void check(Comparison comparison) {
    int steps = comparison.need().size();
    if (comparison.courses().isEmpty() || steps == 0 || comparison.stepSeconds() < 1) {
      throw new IllegalArgumentException("a comparison needs a policy, and steps of 1 s or more");
    }
    long wrong =
        comparison.courses().stream()
            .flatMap(each -> List.of(each.desired(), each.running(), each.late()).stream())
            .filter(each -> each.size() != steps)
            .count();
    if (wrong > 0 || comparison.arrivals().size() != steps) {
      throw new IllegalArgumentException("not all lists have " + steps + " steps");
    }
  }

  private static void facts(StringBuilder page, Comparison comparison) {
    long seconds = (long) comparison.stepSeconds() * comparison.need().size();
    double mean = comparison.arrivals().stream().mapToDouble(each -> each).average().orElse(0);
    int peak = comparison.need().stream().mapToInt(each -> each).max().orElse(0);
    page.append("<ul class=\"facts\">");
    fact(page, length(seconds), "of load");
    fact(page, number(mean, 1), PageData.unit(comparison.kind()) + " a second in the mean");
    fact(page, "" + peak, "tasks needed at the peak");
    int courses = comparison.courses().size();
    fact(page, "" + courses, courses == 1 ? "run" : "runs");
    page.append("</ul>\n");
  }

  private static String length(long seconds) {
    if (seconds < 2 * 3600) {
      return number(seconds / 60.0, seconds % 60 == 0 ? 0 : 1) + " min";
    }
    return seconds < 3 * 86_400
        ? number(seconds / 3600.0, seconds % 3600 == 0 ? 0 : 1) + " h"
        : number(seconds / 86_400.0, seconds % 86_400 == 0 ? 0 : 1) + " days";
  }

  private static void fact(StringBuilder page, String number, String what) {
    page.append("<li><b>" + number + "</b> " + what + "</li>");
  }

  private static void results(StringBuilder page, Comparison comparison) {
    page.append("<section class=\"card\">\n<h2>Results</h2>\n<table class=\"results\">\n");
    page.append("<thead><tr>");
    for (String column : COLUMNS) {
      page.append("<th scope=\"col\">" + column + "</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    Measures ours = comparison.courses().getFirst().measures();
    boolean first = true;
    for (Course course : comparison.courses()) {
      Measures m = course.measures();
      Verdict verdict = Verdict.of(ours, m);
      String kind = first ? "self" : verdict.kind().name().toLowerCase(Locale.ROOT);
      page.append("<tr class=\"" + kind + "\"><th scope=\"row\">");
      page.append(Html.escape(course.policy())).append("</th>");
      cell(page, 1, "", Html.escape(course.setting()));
      cell(page, 2, "n", number(m.latePercent(), 2));
      cell(page, 3, "n", number(m.taskHours(), 1));
      cell(page, 4, "n", number(m.usd(), 2));
      cell(page, 5, "n", number(m.apiUsd(), 4));
      cell(page, 6, "n", number(m.reversalsPerHour(), 2));
      cell(page, 7, "v", first ? "reference" : Html.escape(verdict.text()));
      page.append("</tr>\n");
      first = false;
    }
    page.append("</tbody>\n</table>\n<p class=\"hint\">Against ours: the cost of tasks and calls ")
        .append("together, and late in percentage points. ▲ beats ours: better in one and not ")
        .append("worse in the other; ▼ loses: the other way round; ◆ mixed: better in one, worse ")
        .append("in the other.</p>\n</section>\n");
  }

  /** The column's name again, for narrow screens, where rows are cards. */
  private static void cell(StringBuilder page, int column, String kind, String html) {
    page.append("<td class=\"" + kind + "\" data-label=\"" + COLUMNS.get(column) + "\">");
    page.append(html).append("</td>");
  }

  private static void notes(StringBuilder page, List<String> notes) {
    if (notes.isEmpty()) {
      return;
    }
    page.append("<section class=\"card\">\n<h2>Notes</h2>\n<ul class=\"notes\">\n");
    for (String note : notes) {
      page.append("<li>" + Html.escape(note) + "</li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
