package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.operations.board.ServiceView.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks as small squares.
 *
 * @param summary in words, for example {@code 10 running, 3 starting}
 * @param shown those with a square of their own
 * @param more how many have none because they are too many
 */
record Squares(String summary, List<Square> shown, int more) {
  /** One task. */
  record Square(String state, String text) {}

  private static final int MOST = 240;
  private static final List<String> STATES =
      List.of("running", "starting", "pending", "stopping", "failed");

  static Squares of(List<TaskView> tasks, Instant now) {
    List<TaskView> ordered = new ArrayList<>(tasks);
    ordered.sort(
        Comparator.comparingInt((TaskView task) -> STATES.indexOf(state(task)))
            .thenComparing(TaskView::since)
            .thenComparing(TaskView::id));
    Map<String, Integer> counts = new LinkedHashMap<>();
    ordered.forEach(task -> counts.merge(state(task), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((state, count) -> parts.add(count + " " + state));
    return new Squares(
        parts.isEmpty() ? "no task" : String.join(", ", parts),
        ordered.stream().limit(MOST).map(task -> square(task, now)).toList(),
        Math.max(0, ordered.size() - MOST));
  }

  private static Square square(TaskView task, Instant now) {
    String state = state(task);
    String since =
        state.equals("failed")
            ? " " + Words.age(task.since(), now) + " ago"
            : " for " + Words.age(task.since(), now);
    return new Square(
        state, state + since + " · " + Words.line(task.revision()) + " · " + Words.line(task.id()));
  }

  /** One of the five, so that it can be the name of a style. */
  private static String state(TaskView task) {
    return STATES.contains(task.state()) ? task.state() : "pending";
  }
}
