package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.operations.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchingTest {
  private final StringWriter err = new StringWriter();

  @Test
  void endsWhenNobodyReadsAnyMore() {
    var out = new PrintWriter(new Closing(2));
    var looks = new AtomicInteger();

    int code = watching(out).run(() -> out.println("look " + looks.incrementAndGet()));

    assertThat(looks).hasValue(3);
    assertThat(code).isZero();
  }

  @Test
  void goesOnAfterALookThatFails() {
    var out = new PrintWriter(new Closing(1));
    var looks = new AtomicInteger();

    watching(out)
        .run(() -> {
          if (looks.incrementAndGet() == 1) {
            throw new Trouble("no answer");
          }
          out.println("a look");
        });

    assertThat(looks).hasValue(3);
    assertThat(err.toString().strip()).isEqualTo("autoscaler: no answer");
  }

  @Test
  void anInterruptionIsToldAsShellsTellIt() {
    Thread.currentThread().interrupt();

    int code = watching(new PrintWriter(new StringWriter())).run(() -> {});

    assertThat(code).isEqualTo(130);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Watching watching(PrintWriter out) {
    return new Watching(out, new PrintWriter(err, true), Duration.ZERO);
  }

  /** Takes some lines; then its reader has gone. */
  private static final class Closing extends Writer {
    private int left;

    Closing(int lines) {
      this.left = lines;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n' && left-- == 0) {
          throw new IOException("broken pipe");
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
