package io.fargateautoscaler.simulator.demo;

import io.fargateautoscaler.simulator.demo.Story.Line;
import io.fargateautoscaler.simulator.demo.Story.Mark;
import io.fargateautoscaler.simulator.demo.Story.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The story as text of 100 columns. */
public final class Timeline {
  private static final int TEXT = 62;
  private static final int DESIRED = 9;
  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  /**
   * @param colour whether the text goes to a terminal that shows colours
   */
  public Timeline(boolean colour) {
    this.colour = colour;
  }

  /** All lines, each without its line break. */
  public List<String> lines(Story story, String report) {
    List<String> out = new ArrayList<>();
    out.add(
        "Fargate Autoscaler demo · "
            + story.seconds() / 60
            + " virtual minutes · seed "
            + story.seed()
            + " · no AWS account used");
    out.add("");
    out.add(row("time", "service", "what happened", "desired"));
    for (Line line : story.lines()) {
      String text =
          line.mark() == Mark.EVENT ? line.text() : line.mark().sign() + " " + line.text();
      String indent = line.mark() == Mark.EVENT ? "" : "  ";
      List<String> wrapped = wrap(text, indent);
      out.add(
          paint(
              line.mark(),
              row(
                  time(line.second()),
                  line.service().toString(),
                  wrapped.getFirst(),
                  line.desired())));
      wrapped.stream().skip(1).forEach(rest -> out.add(row("", "", rest, "")));
      for (String detail : line.details()) {
        wrap("  " + detail, "  ").forEach(rest -> out.add(row("", "", rest, "")));
      }
    }
    out.add("");
    out.addAll(summary(story.summary()));
    out.add("  report: " + report + "      try next: ./autoscaler replay --help");
    return out;
  }

  private static List<String> summary(Summary sum) {
    return List.of(
        "  %d events (%d duplicates), %d lost · %d decisions · %d changes · %d notices"
            .formatted(
                sum.events(),
                sum.duplicates(),
                sum.lost(),
                sum.decisions(),
                sum.changes(),
                sum.notices()),
        "  %d counts outside the range · %s %% of the web load found no CPU"
            .formatted(sum.outside(), number(sum.waited() * 100, 1)),
        "  cost of tasks %s USD (%s at the peak count throughout), of the autoscaler %s USD"
            .formatted(
                number(sum.usdOfTasks(), 2),
                number(sum.usdAtPeak(), 2),
                number(sum.usdOfAutoscaler(), 4)));
  }

  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String time(long second) {
    return String.format(Locale.ROOT, "%02d:%02d", second / 60, second % 60);
  }

  private static String row(String time, String service, String text, String desired) {
    String line =
        "  "
            + pad(time, 7)
            + pad(service, 14)
            + pad(text, TEXT + 2)
            + " ".repeat(Math.max(0, DESIRED - desired.length()))
            + desired;
    return line.stripTrailing();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static List<String> wrap(String text, String indent) {
    List<String> rows = new ArrayList<>();
    String rest = text;
    while (rest.length() > TEXT) {
      int blank = rest.lastIndexOf(' ', TEXT);
      int end = blank > indent.length() ? blank : TEXT;
      rows.add(rest.substring(0, end));
      rest = indent + rest.substring(end).stripLeading();
    }
    rows.add(rest);
    return rows;
  }

  private String paint(Mark mark, String row) {
    if (!colour) {
      return row;
    }
    return switch (mark) {
      case OUT -> "\u001b[32m" + row + RESET;
      case IN -> "\u001b[36m" + row + RESET;
      case FAILURE -> "\u001b[31m" + row + RESET;
      case HOLD, NOTICE -> "\u001b[33m" + row + RESET;
      case DEPLOYMENT -> "\u001b[35m" + row + RESET;
      case EVENT -> row;
    };
  }
}
