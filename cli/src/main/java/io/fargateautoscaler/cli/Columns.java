package io.fargateautoscaler.cli;

import java.util.ArrayList;
import java.util.List;

/** A table for people: each column as wide as it needs, the last one gets what is left. */
final class Columns {
  /** Of a line, in characters. */
  static final int WIDTH = 100;

  private static final String GAP = "  ";
  private static final int LEAST = 12;

  private final List<Integer> widest;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param widest the largest width of each column but the last
   */
  Columns(List<Integer> widest, String... heads) {
    this.widest = List.copyOf(widest);
    row(heads);
  }

  void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(Texts.printable(cell));
    }
    rows.add(row);
  }

  /** Its lines; what does not fit is cut, which an ellipsis shows. */
  List<String> lines() {
    int[] widths = new int[widest.size()];
    int used = GAP.length();
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int needed = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths[i] = Math.min(needed, widest.get(i));
      used += widths[i] + GAP.length();
    }
    int rest = Math.max(LEAST, WIDTH - used);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cut(row.get(i), widths[i]);
        line.append(GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      lines.add((line + GAP + cut(row.getLast(), rest)).stripTrailing());
    }
    return lines;
  }

  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }
}
