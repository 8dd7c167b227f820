package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.trial.Trial;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** How far runs are: one line that is written again and again on a terminal, elsewhere nothing. */
final class ProgressLine implements Trial.Progress {
  private static final String REWRITE = "\r\u001b[K";

  private final @Nullable PrintWriter terminal;

  /** The launcher says whether it is a terminal; Java cannot ask this of standard error. */
  ProgressLine(PrintWriter err) {
    this(err, Boolean.getBoolean("autoscaler.terminal"));
  }

  ProgressLine(PrintWriter err, boolean isTerminal) {
    terminal = isTerminal ? err : null;
  }

  @Override
  public void at(String policy, int run, int runs, int percent) {
    show("run " + run + " of " + runs + ", " + policy + ": " + percent + " %");
  }

  /** Takes the line away. */
  void clear() {
    show("");
  }

  /** Writes it in place of what stood there. */
  void show(String text) {
    if (terminal != null) {
      terminal.print(REWRITE + text);
      terminal.flush();
    }
  }
}
