package io.fargateautoscaler.dashboard.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.simulator.report.ComparisonPage;
import io.fargateautoscaler.simulator.report.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Boards as HTML. */
public final class Views {
  /** With more services than these the page has rows, of which one is opened at a time. */
  public static final int MOST_CARDS = 30;

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Views.class.getClassLoader(), Views.class.getPackageName());
  private final String style;
  private final String script;

  public Views() {
    style =
        Html.resource(ComparisonPage.class, "uplot/uPlot.min.css")
            + Html.style()
            + Html.resource(Views.class, "dashboard.css");
    script =
        "/*!\nuPlot\n"
            + Html.resource(ComparisonPage.class, "uplot/LICENSE")
            + "*/\n"
            + Html.resource(ComparisonPage.class, "uplot/uPlot.iife.min.js")
            + "\n"
            + Html.resource(Views.class, "dashboard.js");
  }

  /** The style of the live page. */
  public String style() {
    return style;
  }

  /** The script of the live page. */
  public String script() {
    return script;
  }

  /** The page's icon, SVG. */
  public String icon() {
    return Html.resource(Views.class, "icon.svg");
  }

  /** The board in pieces. */
  public Frame frame(Board board) {
    return frame(board, board.services().size() > MOST_CARDS, false);
  }

  private Frame frame(Board board, boolean many, boolean whole) {
    List<Frame.Entry> entries = new ArrayList<>();
    for (ServiceView service : board.services()) {
      Card card = Card.of(service, board.at());
      String latest =
          card.decisions().stream()
              .filter(each -> !each.kind().equals("hold"))
              .findFirst()
              .map(each -> each.change() + ", " + each.text())
              .orElse("");
      entries.add(
          new Frame.Entry(
              card.name(),
              card.concern().level(),
              render("row.jte", card),
              many && !whole ? "" : render("body.jte", card),
              latest));
    }
    return new Frame(
        Words.time(board.at(), board.at()), render("head.jte", Head.of(board)), many, entries);
  }

  /** What is seen of one service when it is open; empty if the board has none of this name. */
  public Optional<String> body(Board board, String name) {
    return board.services().stream()
        .filter(service -> service.service().toString().equals(name))
        .findFirst()
        .map(service -> render("body.jte", Card.of(service, board.at())));
  }

  /**
   * The page that a server keeps up to date.
   *
   * @param trouble why the frame is not newer; empty: it is
   */
  public String live(Frame frame, String trouble) {
    return render(
        "page.jte",
        new Page("Fargate Autoscaler", null, true, "", "", frame.at(), Words.line(trouble), frame));
  }

  /** A page that stays as it is and needs nothing else; with all of every service. */
  public String file(Board board) {
    Frame frame = frame(board, board.services().size() > MOST_CARDS, true);
    String policy =
        "default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(Html.hash(script), Html.hash(style));
    return render(
        "page.jte",
        new Page("Fargate Autoscaler", policy, false, style, script, frame.at(), "", frame));
  }

  private String render(String template, Object model) {
    StringOutput output = new StringOutput();
    templates.render(template, model, output);
    return output.toString();
  }
}
