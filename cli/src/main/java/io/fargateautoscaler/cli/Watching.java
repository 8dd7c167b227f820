package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.Trouble;
import java.io.PrintWriter;
import java.time.Duration;

/** Looks again and again, until Ctrl-C or until nobody reads any more. */
final class Watching {
  /** What shells say of a program that was ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private final PrintWriter out;
  private final PrintWriter err;
  private final Duration every;

  /**
   * @param out where a look writes; when its reader has gone the watching ends
   */
  Watching(PrintWriter out, PrintWriter err, Duration every) {
    this.out = out;
    this.err = err;
    this.every = every;
  }

  /**
   * Looks until it is ended; the first look comes after a wait.
   *
   * @return the exit code
   */
  int run(Runnable look) {
    // As of `head -1`: a writer keeps to itself that its reader has gone.
    while (!out.checkError()) {
      try {
        Thread.sleep(every);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return INTERRUPTED;
      }
      try {
        look.run();
      } catch (Trouble trouble) {
        // One look that fails is no reason to stop watching.
        err.println("autoscaler: " + Texts.printable(String.valueOf(trouble.getMessage())));
      }
    }
    return 0;
  }
}
