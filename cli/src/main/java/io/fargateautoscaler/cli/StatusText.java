package io.fargateautoscaler.cli;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.DecisionView;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import io.fargateautoscaler.operations.explain.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The board as a table: a line per service. */
final class StatusText {
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_LOAD = 24;

  private final Board board;

  StatusText(Board board) {
    this.board = board;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(heading(board));
    if (board.services().isEmpty()) {
      return lines;
    }
    lines.add("");
    // Where all are as the stack is, a column that says so is in the way.
    boolean modes =
        board.services().stream().anyMatch(view -> view.mode() != board.health().mode());
    Columns table = table(modes);
    lines.addAll(table.lines());
    return lines;
  }

  private Columns table(boolean modes) {
    List<Integer> widths = new ArrayList<>(List.of(LONGEST_NAME));
    List<String> heads = new ArrayList<>(List.of("service"));
    if (modes) {
      widths.add(7);
      heads.add("mode");
    }
    boolean costs = board.services().stream().anyMatch(view -> view.cost() != null);
    widths.addAll(List.of(9, 9));
    heads.addAll(List.of("tasks", "range"));
    if (costs) {
      widths.add(9);
      heads.add("USD/month");
    }
    widths.addAll(List.of(LONGEST_LOAD, 18));
    heads.addAll(List.of("load", "last change", "now"));
    Columns table = new Columns(widths, heads.toArray(String[]::new));
    for (ServiceView view : board.services()) {
      List<String> row = new ArrayList<>(List.of(view.service().toString()));
      if (modes) {
        row.add(word(view.mode()));
      }
      row.add(
          view.running() == view.desired()
              ? "" + view.desired()
              : view.running() + " of " + view.desired());
      row.add(view.min() + "–" + view.max());
      if (costs) {
        CostView cost = view.cost();
        row.add(cost == null ? "–" : String.format(Locale.ROOT, "%,.0f", cost.perMonth()));
      }
      row.add(load(view));
      row.add(change(view, board.at()));
      row.add(now(view));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  /** Stack, place, mode, age, problems. */
  static List<String> heading(Board board) {
    Health health = board.health();
    int services = board.services().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        Texts.printable(
            "stack "
                + health.stack()
                + " · "
                + health.place()
                + " · mode "
                + word(health.mode())
                + " · "
                + (health.lastTick() == null
                    ? "no tick yet"
                    : "last tick " + Times.since(health.lastTick(), board.at()) + " ago")
                + " · "
                + (services == 1 ? "1 service" : services + " services")
                + (health.usdPerMonth() == null
                    ? ""
                    : String.format(
                        Locale.ROOT, " · itself about %.2f USD a month", health.usdPerMonth()))));
    health.problems().forEach(problem -> lines.add("! " + Texts.printable(problem)));
    return lines;
  }

  /** Of the policy that needs most. */
  private static String load(ServiceView view) {
    return view.loads().stream()
        .max(Comparator.comparingInt((LoadView load) -> load.needs() == null ? -1 : load.needs()))
        .map(load -> load.text().replaceFirst(" of .*", "").replaceFirst(" messages wait.*", ""))
        .orElse("–");
  }

  private static String change(ServiceView view, Instant now) {
    return view.decisions().stream()
        .filter(decision -> decision.from() != null)
        .findFirst()
        .map(decision -> Times.brief(decision.at(), now) + " " + counts(decision))
        .orElse("–");
  }

  static String counts(DecisionView decision) {
    return decision.from() == null ? "" : decision.from() + " → " + decision.to();
  }

  private static String now(ServiceView view) {
    if (!view.orders().isEmpty()) {
      return view.orders().getFirst();
    }
    return view.would() == null ? view.now() : "would run " + view.would() + "; " + view.now();
  }

  static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
