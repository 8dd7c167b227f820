package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.simulator.demo.Story.Line;
import io.fargateautoscaler.simulator.demo.Story.Made;
import io.fargateautoscaler.simulator.demo.Story.Mark;
import io.fargateautoscaler.simulator.demo.Story.Sample;
import io.fargateautoscaler.simulator.demo.Story.Track;
import java.util.List;
import java.util.Locale;

/**
 * A chart of one service. The drawing stretches to any width, so all texts stand beside it in HTML.
 */
final class Chart {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 100;
  private static final int HIT_SECONDS = 20;
  private static final int TICK_MINUTES = 10;

  private final StringBuilder page;
  private final Story story;
  private final Track track;
  private final double top;

  private Chart(StringBuilder page, Story story, Track track) {
    this.page = page;
    this.story = story;
    this.track = track;
    double most = 1;
    for (Sample sample : track.samples()) {
      most =
          Math.max(most, Math.max(sample.needed(), Math.max(sample.desired(), sample.running())));
    }
    top = Math.ceil(most / 4) * 4;
  }

  static void append(StringBuilder page, Story story, Track track) {
    new Chart(page, story, track).draw();
  }

  private void draw() {
    ServiceRef service = track.service();
    page.append("<section class=\"card\">\n<h2>")
        .append(Report.id(service))
        .append("<small>range ")
        .append(Report.escape(track.range()))
        .append(" tasks</small></h2>\n<p class=\"legend\"><span><i class=\"l\"></i>load, as needed")
        .append(" tasks</span><span><i class=\"d\"></i>desired</span><span><i class=\"r\"></i>")
        .append("running</span><span>◆ deployment</span><span>✖ failure</span></p>\n")
        .append("<div class=\"plot\">\n<svg viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" ")
        .append("role=\"img\" aria-label=\"Load, desired and running tasks of ")
        .append(Report.id(service))
        .append("\">\n");
    grid();
    area();
    line("running", true);
    line("desired", false);
    marks();
    hits();
    page.append("</svg>\n");
    labels();
    page.append("</div>\n<p class=\"say\" aria-live=\"polite\">")
        .append("Point at the chart to read what was decided, and why. For example: ")
        .append(Report.escape(say(example())))
        .append("</p>\n</section>\n");
  }

  /** The moment after the first change of the count. */
  private long example() {
    int before = track.samples().getFirst().desired();
    for (Sample sample : track.samples()) {
      if (sample.desired() != before && sample.second() % HIT_SECONDS == 0) {
        return sample.second();
      }
    }
    return HIT_SECONDS;
  }

  private double x(long second) {
    return WIDTH * second / story.seconds();
  }

  private double y(double tasks) {
    return HEIGHT - HEIGHT * tasks / top;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private void grid() {
    for (int i = 0; i <= 4; i++) {
      String y = number(y(top * i / 4));
      page.append("<line class=\"grid\" x1=\"0\" x2=\"1000\" y1=\"")
          .append(y)
          .append("\" y2=\"")
          .append(y)
          .append("\"/>\n");
    }
  }

  private void area() {
    page.append("<path class=\"load\" d=\"M0,100");
    for (Sample sample : track.samples()) {
      point("L", sample.second(), sample.needed());
    }
    page.append("L1000,100Z\"/>\n");
  }

  private void point(String command, long second, double tasks) {
    page.append(command).append(number(x(second))).append(',').append(number(y(tasks)));
  }

  private void line(String name, boolean running) {
    page.append("<path class=\"").append(name).append("\" d=\"");
    double before = -1;
    for (Sample sample : track.samples()) {
      int count = running ? sample.running() : sample.desired();
      if (before < 0) {
        point("M", 0, count);
      } else if (count != before) {
        page.append('H').append(number(x(sample.second())));
        page.append('V').append(number(y(count)));
      }
      before = count;
    }
    page.append("H1000\"/>\n");
  }

  private List<Line> marked() {
    return story.lines().stream()
        .filter(line -> line.service().equals(track.service()))
        .filter(line -> line.mark() == Mark.DEPLOYMENT || line.mark() == Mark.FAILURE)
        .toList();
  }

  private void marks() {
    for (Line line : marked()) {
      String x = number(x(line.second()));
      page.append("<line class=\"mark")
          .append(line.mark() == Mark.FAILURE ? " failure" : "")
          .append("\" y1=\"0\" y2=\"100\" x1=\"")
          .append(x)
          .append("\" x2=\"")
          .append(x)
          .append("\"/>\n");
    }
  }

  private void hits() {
    for (long second = 0; second < story.seconds(); second += HIT_SECONDS) {
      String say = Report.escape(say(second + HIT_SECONDS));
      page.append("<rect class=\"hit\" y=\"0\" height=\"100\" x=\"")
          .append(number(x(second)))
          .append("\" width=\"")
          .append(number(x(HIT_SECONDS)))
          .append("\" data-say=\"")
          .append(say)
          .append("\"/>\n");
    }
  }

  /** The moment in words: counts, then the last decision, then what else happened. */
  private String say(long until) {
    StringBuilder say = new StringBuilder(Timeline.time(until)).append(" · ");
    for (Sample sample : track.samples()) {
      if (sample.second() == until) {
        say.append("load needs ")
            .append(Timeline.number(sample.needed(), 1))
            .append(", desired ")
            .append(sample.desired())
            .append(", running ")
            .append(sample.running());
      }
    }
    Made last = null;
    for (Made made : story.decisions()) {
      if (made.record().service().equals(track.service()) && made.second() <= until) {
        last = made;
      }
    }
    if (last != null) {
      say.append(". ")
          .append(Timeline.time(last.second()))
          .append(' ')
          .append(DecisionTable.words(last.record()));
    }
    for (Line line : story.lines()) {
      boolean now = line.second() > until - HIT_SECONDS && line.second() <= until;
      boolean event = line.mark() != Mark.OUT && line.mark() != Mark.IN && line.mark() != Mark.HOLD;
      if (now && event && line.service().equals(track.service())) {
        say.append(". ").append(Timeline.time(line.second())).append(' ').append(line.text());
      }
    }
    return say.append('.').toString();
  }

  private void labels() {
    for (int i = 0; i <= 4; i++) {
      page.append("<span class=\"y\" style=\"bottom:")
          .append(25 * i)
          .append("%\">")
          .append(Math.round(top * i / 4))
          .append("</span>\n");
    }
    for (long minute = 0; minute <= story.seconds() / 60; minute += TICK_MINUTES) {
      position("x", minute * 60, minute == 0 ? "0 min" : "" + minute);
    }
    for (Line line : marked()) {
      boolean failure = line.mark() == Mark.FAILURE;
      position(failure ? "m failure" : "m", line.second(), line.mark().sign());
    }
  }

  private void position(String kind, long second, String text) {
    page.append("<span class=\"")
        .append(kind)
        .append("\" style=\"left:")
        .append(number(100.0 * second / story.seconds()))
        .append("%\">")
        .append(Report.escape(text))
        .append("</span>\n");
  }
}
