package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.CostView;
import io.fargateautoscaler.operations.board.ServiceView.LoadView;
import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import io.fargateautoscaler.operations.explain.Times;
import io.fargateautoscaler.operations.explain.Wrapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One service in detail. */
final class ServiceText {
  private static final int DECISIONS = 5;

  /** More are told by number only. */
  private static final int TASKS = 12;

  private final Board board;
  private final ServiceView view;
  private final List<String> lines = new ArrayList<>();

  ServiceText(Board board, ServiceView view) {
    this.board = board;
    this.view = view;
  }

  List<String> lines() {
    lines.addAll(StatusText.heading(board));
    lines.add("");
    lines.add(
        view.service()
            + " · mode "
            + StatusText.word(view.mode())
            + " · "
            + view.running()
            + " of "
            + (view.desired() == 1 ? "1 task runs" : view.desired() + " tasks run")
            + (view.pending() == 0 ? "" : ", " + view.pending() + " pending")
            + " · range "
            + view.min()
            + "–"
            + view.max()
            + " ("
            + view.rangeFrom()
            + ") · document version "
            + view.policyVersion());
    lines.add("");
    part("now", now());
    part("orders", view.orders());
    part("loads", view.loads().stream().map(ServiceText::load).toList());
    part("tasks", tasks());
    part("decisions", decisions());
    part(
        "failures",
        view.failures().stream()
            .map(failure ->
                failure.stopClass()
                    + ": "
                    + failure.count()
                    + " in the last hour, the newest "
                    + Times.since(failure.newest(), board.at())
                    + " ago, "
                    + failure.text())
            .toList());
    part("cost", cost());
    return lines;
  }

  private void part(String label, List<String> texts) {
    String lead = label;
    for (String text : texts) {
      lines.addAll(
          Wrapped.lines(
              String.format(Locale.ROOT, "  %-11s", lead), Texts.printable(text), Columns.WIDTH));
      lead = "";
    }
  }

  private List<String> now() {
    List<String> now = new ArrayList<>(List.of(view.now()));
    if (view.would() != null) {
      now.add("would run " + view.would() + " tasks if it were allowed to act");
    }
    if (view.otherScaler() != null) {
      now.add(view.otherScaler() + " scales it too, so it is only watched");
    }
    if (view.deploying()) {
      now.add("a deployment is under way");
    }
    return now;
  }

  private static String load(LoadView load) {
    return load.text() + (load.needs() == null ? "" : ", needs " + load.needs());
  }

  private List<String> tasks() {
    List<String> texts = new ArrayList<>();
    if (view.tasks().size() <= TASKS) {
      for (TaskView task : view.tasks()) {
        texts.add(
            String.format(
                Locale.ROOT,
                "%-8s  %-7s  %s  %s",
                task.state(),
                Times.since(task.since(), board.at()),
                task.id(),
                task.revision()));
      }
      return texts;
    }
    Map<String, List<TaskView>> groups = new LinkedHashMap<>();
    for (TaskView task : view.tasks()) {
      groups
          .computeIfAbsent(task.state() + " " + task.revision(), _ -> new ArrayList<>())
          .add(task);
    }
    groups.values().forEach(group -> texts.add(group(group)));
    return texts;
  }

  /** Tasks come oldest first. */
  private String group(List<TaskView> group) {
    TaskView oldest = group.getFirst();
    return group.size()
        + " "
        + oldest.state()
        + ", "
        + oldest.revision()
        + ", since "
        + Times.since(oldest.since(), board.at())
        + (group.size() == 1
            ? ""
            : " to " + Times.since(group.getLast().since(), board.at()) + " ago");
  }

  private List<String> decisions() {
    return view.decisions().stream()
        .limit(DECISIONS)
        .map(decision -> Times.at(decision.at(), board.at()) + "  " + decision.text())
        .toList();
  }

  private List<String> cost() {
    CostView cost = view.cost();
    return cost == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%.4f USD a task and hour, %.2f USD an hour, %.0f USD a month (%s)",
                cost.perTaskHour(),
                cost.perHour(),
                cost.perMonth(),
                cost.source()));
  }
}
