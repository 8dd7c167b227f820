package io.fargateautoscaler.operations.explain;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, each below the first one. */
public final class Wrapped {
  private Wrapped() {}

  /**
   * Wraps at blanks.
   *
   * @param lead what stands before the first line; further ones are moved in by its length, and by
   *     two more
   */
  public static List<String> lines(String lead, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(lead);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(lead.length() + 2));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
