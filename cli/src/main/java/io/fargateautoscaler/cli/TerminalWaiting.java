package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.Waiting;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits with a line on the terminal that says for what, and how long already. */
final class TerminalWaiting implements Waiting {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final ProgressLine line;
  private final InstantSource clock;

  TerminalWaiting(PrintWriter err, InstantSource clock) {
    this.line = new ProgressLine(err);
    this.clock = clock;
  }

  @Override
  public <T> Optional<T> until(String what, Duration most, Supplier<Optional<T>> answer) {
    Instant begun = clock.instant();
    try {
      while (true) {
        Optional<T> found = answer.get();
        Duration passed = Duration.between(begun, clock.instant());
        if (found.isPresent() || passed.compareTo(most) >= 0) {
          return found;
        }
        line.show("waiting for " + Texts.printable(what) + ": " + passed.toSeconds() + " s");
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    } finally {
      line.clear();
    }
  }
}
