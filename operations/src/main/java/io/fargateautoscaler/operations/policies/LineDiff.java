package io.fargateautoscaler.operations.policies;

import java.util.ArrayList;
import java.util.List;

/** The difference of two short texts in the unified form, by their longest common lines. */
final class LineDiff {
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * A line of either text.
   *
   * @param kind {@code ' '}, {@code '-'} or {@code '+'}
   * @param old its number in the old text, or that of the next old line; from 0
   * @param now likewise in the new text
   */
  private record Line(char kind, String text, int old, int now) {}

  /** Its lines; empty if the texts have the same lines. */
  static List<String> of(String before, String after) {
    LineDiff diff = new LineDiff(before.lines().toList(), after.lines().toList());
    diff.compare();
    return diff.hunks();
  }

  private void compare() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? 1 + common[i + 1][j + 1]
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i), i++, j++));
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i), i++, j));
      } else {
        lines.add(new Line('+', after.get(j), i, j++));
      }
    }
  }

  private List<String> hunks() {
    List<String> shown = new ArrayList<>();
    int next = 0;
    while (next < lines.size()) {
      int change = change(next);
      if (change < 0) {
        break;
      }
      int from = Math.max(next, change - CONTEXT);
      int last = change;
      for (int later = change(last + 1); near(last, later); later = change(last + 1)) {
        last = later;
      }
      int until = Math.min(lines.size(), last + CONTEXT + 1);
      show(lines.subList(from, until), shown);
      next = until;
    }
    return shown;
  }

  private static boolean near(int last, int later) {
    return later >= 0 && later - last <= 2 * CONTEXT;
  }

  /** The next changed line from here on; -1: none. */
  private int change(int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).kind() != ' ') {
        return i;
      }
    }
    return -1;
  }

  private static void show(List<Line> hunk, List<String> shown) {
    long old = hunk.stream().filter(line -> line.kind() != '+').count();
    long now = hunk.stream().filter(line -> line.kind() != '-').count();
    shown.add(
        "@@ -"
            + span(hunk.getFirst().old(), old)
            + " +"
            + span(hunk.getFirst().now(), now)
            + " @@");
    hunk.forEach(line -> shown.add(line.kind() + line.text()));
  }

  /** Of no lines the number is that of the line before. */
  private static String span(int first, long count) {
    return (count == 0 ? first : first + 1) + "," + count;
  }
}
