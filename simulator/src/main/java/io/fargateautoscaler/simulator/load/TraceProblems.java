package io.fargateautoscaler.simulator.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with one file, a line each; only the first {@value #TOLD} are kept in words. */
final class TraceProblems {
  static final int TOLD = 20;
  private static final int FOUND_CHARACTERS = 60;

  /** Control, format and bidi characters, half surrogates, and other line ends. */
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\ufffd]");

  private final String file;
  private final List<String> told = new ArrayList<>();
  private long more;

  TraceProblems(String file) {
    this.file = file;
  }

  static TraceProblems of(Path path) {
    return new TraceProblems(HIDDEN.matcher(path.toString()).replaceAll("?"));
  }

  /** For the same file. */
  TraceProblems another() {
    return new TraceProblems(file);
  }

  /** Of the whole file. */
  void add(String sentence) {
    keep(file + ": " + sentence);
  }

  /** Of one line. */
  void add(long line, String found, String allowed) {
    if (told.size() < TOLD) {
      keep(file + ":" + line + ": found " + quoted(found) + "; " + allowed);
    } else {
      more++;
    }
  }

  void addAll(TraceProblems others) {
    others.told.forEach(this::keep);
    more += others.more;
  }

  /** Forgets all others: this one makes them meaningless. */
  void replace(String sentence) {
    told.clear();
    more = 0;
    add(sentence);
  }

  boolean none() {
    return told.isEmpty();
  }

  List<String> lines() {
    var lines = new ArrayList<>(told);
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return List.copyOf(lines);
  }

  private void keep(String line) {
    if (told.size() < TOLD) {
      told.add(line);
    } else {
      more++;
    }
  }

  /**
   * Foreign text in quotes: in one line, cut, without characters that move a cursor or turn text
   * around.
   */
  static String quoted(String text) {
    return '"' + printable(text) + '"';
  }

  static String printable(String text) {
    boolean cut = text.codePointCount(0, text.length()) > FOUND_CHARACTERS;
    String kept = cut ? text.substring(0, text.offsetByCodePoints(0, FOUND_CHARACTERS)) : text;
    return HIDDEN.matcher(kept).replaceAll("?") + (cut ? "…" : "");
  }
}
