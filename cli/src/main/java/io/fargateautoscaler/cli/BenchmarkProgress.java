package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.fleet.Sweep;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says how far a benchmark is: in one line on a terminal, else in a line every ten seconds. */
final class BenchmarkProgress implements Sweep.Listener {
  private static final long ON_TERMINAL = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long ELSEWHERE = TimeUnit.SECONDS.toNanos(10);

  /** Before this much time has gone by, what is left cannot be told. */
  private static final long FIRST_GUESS = TimeUnit.SECONDS.toNanos(3);

  /** Of a processor's time, as measured over the settings of all policies. */
  private static final double NANOS_PER_SIMULATED_SECOND = 800;

  private static final int NAME_WIDTH = 40;

  private final PrintWriter err;
  private final Sweep.Extent all;
  private final int threads;
  private final boolean terminal;
  private final boolean silent;
  private final LongSupplier nanos;
  private long began;
  private long said;
  private int width;

  /**
   * @param terminal whether {@code err} is one
   * @param nanos a clock
   */
  BenchmarkProgress(
      PrintWriter err,
      Sweep.Extent all,
      int threads,
      boolean terminal,
      boolean silent,
      LongSupplier nanos) {
    this.err = err;
    this.all = all;
    this.threads = threads;
    this.terminal = terminal;
    this.silent = silent;
    this.nanos = nanos;
  }

  void begin() {
    began = nanos.getAsLong();
    said = began;
    if (!silent) {
      err.printf(
          Locale.ROOT,
          "%,d runs, together %,d simulated days: about %s with %d %s%n",
          all.runs(),
          Math.ceilDiv(all.seconds(), TimeUnit.DAYS.toSeconds(1)),
          time(all.seconds() * NANOS_PER_SIMULATED_SECOND / threads),
          threads,
          threads == 1 ? "thread" : "threads");
    }
  }

  @Override
  public void ran(Sweep.Case now, Sweep.Extent done) {
    long at = nanos.getAsLong();
    if (silent || at - said < (terminal ? ON_TERMINAL : ELSEWHERE)) {
      return;
    }
    said = at;
    show(line(now, done, at - began));
  }

  private String line(Sweep.Case now, Sweep.Extent done, long elapsed) {
    String name = now.trace().name();
    double left = (double) elapsed * (all.seconds() - done.seconds()) / done.seconds();
    return String.format(
        Locale.ROOT,
        "%s %s: %,d of %,d runs, %d %%%s",
        Texts.printable(name.substring(0, Math.min(name.length(), NAME_WIDTH))),
        now.kind().wireName(),
        done.runs(),
        all.runs(),
        100 * done.seconds() / all.seconds(),
        elapsed < FIRST_GUESS ? "" : ", about " + time(left) + " left");
  }

  private void show(String line) {
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      err.flush();
      width = line.length();
    } else {
      err.println(line);
    }
  }

  /** Takes the line away. */
  void end() {
    if (terminal && width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }

  private static String time(double nanos) {
    double seconds = nanos / TimeUnit.SECONDS.toNanos(1);
    if (seconds < 90) {
      return Math.max(1, Math.round(seconds)) + " s";
    }
    return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
  }
}
