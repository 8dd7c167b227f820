package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.simulator.fleet.Sweep;
import io.fargateautoscaler.simulator.fleet.Sweep.Extent;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BenchmarkProgressTest {
  private static final Extent ALL = new Extent(9_400, 94_000_000);
  private final Sweep.Case now =
      new Sweep.Case(new Trace("nasa\u001b-60s", 60, new double[] {1}), Kind.QUEUE, 10, 1);
  private final StringWriter err = new StringWriter();
  private long millis;

  private BenchmarkProgress progress(boolean terminal, boolean silent) {
    return new BenchmarkProgress(
        new PrintWriter(err, true),
        ALL,
        2,
        terminal,
        silent,
        () -> TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void ran(BenchmarkProgress progress, long atMillis, long runs) {
    millis = atMillis;
    progress.ran(now, new Extent(runs, runs * 10_000));
  }

  @Test
  void aLineEveryTenSeconds() {
    BenchmarkProgress progress = progress(false, false);
    progress.begin();
    ran(progress, 9_999, 900);
    ran(progress, 10_000, 940);
    ran(progress, 19_999, 1_000);
    ran(progress, 40_000, 4_700);
    progress.end();

    assertThat(err.toString().lines())
        .containsExactly(
            "9,400 runs, together 1,088 simulated days: about 38 s with 2 threads",
            "nasa?-60s queue: 940 of 9,400 runs, 10 %, about 2 min left",
            "nasa?-60s queue: 4,700 of 9,400 runs, 50 %, about 40 s left");
  }

  @Test
  void oneLineOnATerminalThatIsTakenAwayInTheEnd() {
    BenchmarkProgress progress = progress(true, false);
    ran(progress, 4_000, 940);
    ran(progress, 4_100, 941);
    ran(progress, 10_000, 9_400);
    progress.end();

    String first = "nasa?-60s queue: 940 of 9,400 runs, 10 %, about 36 s left";
    String last = "nasa?-60s queue: 9,400 of 9,400 runs, 100 %, about 1 s left";
    assertThat(err.toString())
        .isEqualTo("\r" + first + "\r" + last + "\r" + " ".repeat(last.length()) + "\r");
  }

  @Test
  void nothingWhenSilent() {
    BenchmarkProgress progress = progress(false, true);
    progress.begin();
    ran(progress, 60_000, 940);
    progress.end();

    assertThat(err.toString()).isEmpty();
  }
}
