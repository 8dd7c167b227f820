package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DashboardCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void onceWritesThePageOfTheDemo() throws IOException {
    Path file = folder.resolve("board.html");
    Run run = Run.of("", "dashboard", "--demo", "--once", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Files.readString(file)).contains("shop/web", "shop/worker", "BLIND: cpu: ");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "--port 65536, 2, --port 65536: allowed are 0 to 65535",
    "--port x, 2, 'Invalid value for option ''--port'': ''x'' is not an int'",
    "--speed 3, 2, --speed goes with --demo only",
    "--demo --speed 0, 2, --speed 0: allowed are 1 to 600",
    "--demo --speed 601, 2, --speed 601: allowed are 1 to 600",
    "--profile no-such-profile, 3, no AWS profile is called no-such-profile"
  })
  void wrongInputIsOneSentence(String arguments, int code, String sentence) {
    Run run = Run.of("", ("dashboard " + arguments).split(" ", -1));
    assertThat(run.err()).startsWith("autoscaler: " + sentence);
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void aFileThatCannotBeWrittenIsOneSentence() {
    String file = folder.resolve("none").resolve("x.html").toString();
    Run run = Run.of("", "dashboard", "--demo", "--once", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("autoscaler: cannot write " + file + "\n");
  }

  @Test
  void aPortThatIsTakenIsOneSentence() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
      Run run = Run.of("", "dashboard", "--demo", "--port", "" + other.getLocalPort());
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "autoscaler: port "
                  + other.getLocalPort()
                  + " is taken or not allowed; --port 0 takes any that is free\n");
    }
  }
}
