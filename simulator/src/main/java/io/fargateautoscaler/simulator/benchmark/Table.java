package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.core.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A table as text for terminals or as Markdown. Hidden characters in cells become {@code ?}. */
final class Table {
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&#]");
  private static final int WIDEST = 44;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  record Column(String title, boolean right) {
    static Column left(String title) {
      return new Column(title, false);
    }

    static Column right(String title) {
      return new Column(title, true);
    }
  }

  /** What a cell says for ours; the text says it too, the colour only helps. */
  enum Tone {
    NEUTRAL(""),
    GOOD("\u001b[32m"),
    BAD("\u001b[31m");

    private final String start;

    Tone(String start) {
      this.start = start;
    }
  }

  record Cell(String text, Tone tone) {
    Cell {
      text = Untrusted.cut(HIDDEN.matcher(text).replaceAll("?"), WIDEST);
    }

    static Cell of(String text) {
      return new Cell(text, Tone.NEUTRAL);
    }
  }

  void add(List<Cell> row) {
    rows.add(List.copyOf(row));
  }

  String text(boolean colour) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              columns.get(i).title().length(),
              rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0));
    }
    var out = new StringBuilder();
    line(out, columns.stream().map(column -> Cell.of(column.title())).toList(), widths, false);
    for (List<Cell> row : rows) {
      line(out, row, widths, colour);
    }
    return out.toString();
  }

  private void line(StringBuilder out, List<Cell> row, int[] widths, boolean colour) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row.get(i);
      String gap = " ".repeat(widths[i] - cell.text().length());
      String shown =
          colour && cell.tone() != Tone.NEUTRAL
              ? cell.tone().start + cell.text() + "\u001b[0m"
              : cell.text();
      line.append("  ").append(columns.get(i).right() ? gap + shown : shown + gap);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  String markdown() {
    var out = new StringBuilder();
    markdown(out, columns.stream().map(Column::title).toList());
    markdown(out, columns.stream().map(column -> column.right() ? "--:" : "---").toList());
    for (List<Cell> row : rows) {
      markdown(out, row.stream().map(cell -> escaped(cell.text())).toList());
    }
    return out.toString();
  }

  private static void markdown(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** As Markdown that shows just this text. */
  static String escaped(String text) {
    return MARKUP.matcher(text).replaceAll("\\\\$0");
  }

  /** With three digits or so: 2e-06, 0.0042, 0.82, 12.3, 1234. */
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size == 0 || size >= 100
            ? "%.0f"
            : size >= 10
                ? "%.1f"
                : size >= 0.1 ? "%.2f" : size >= 0.01 ? "%.3f" : size >= 0.0001 ? "%.4f" : "%.0e";
    return String.format(Locale.ROOT, format, value);
  }
}
