package io.fargateautoscaler.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.board.Board;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class DashboardServerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Board> board =
      new AtomicReference<>(Boards.of(Boards.quiet("shop/web", 7)));
  private final DashboardServer server = start();
  private final int port = URI.create(server.address()).getPort();

  private DashboardServer start() {
    try {
      return DashboardServer.start(
          () -> {
            if (board.get().services().isEmpty()) {
              throw new Trouble("no answer <b>");
            }
            return board.get();
          },
          InstantSource.fixed(Boards.NOW),
          HOUR,
          0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Sends a request as it is; a client of the JDK would mend it. */
  private Socket send(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket
        .getOutputStream()
        .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String ask(String method, String path, String host) throws IOException {
    try (Socket socket =
        send("%s %s HTTP/1.1\nHost: %s\nConnection: close\n\n".formatted(method, path, host))) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(String path) throws IOException {
    return ask("GET", path, "127.0.0.1:" + port);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, /, 200, text/html",
    "HEAD, /, 200, text/html",
    "GET, /page.css, 200, text/css",
    "GET, /page.js, 200, text/javascript",
    "GET, /icon.svg, 200, image/svg+xml",
    "GET, /service/shop/web, 200, text/html",
    "GET, /service/shop/other, 404, text/plain",
    "GET, /service/, 404, text/plain",
    "GET, /../etc/passwd, 404, text/plain",
    "GET, /page.css/x, 404, text/plain",
    "POST, /, 405, text/plain",
    "DELETE, /service/shop/web, 405, text/plain",
    "HEAD, /events, 200, text/event-stream"
  })
  void answers(String method, String path, int status, String type) throws IOException {
    String answer = ask(method, path, "localhost:" + port);
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertThat(head)
        .contains("\ncontent-type: " + type)
        .contains("\ncontent-security-policy: default-src 'none'; ")
        .contains("\nx-content-type-options: nosniff", "\ncache-control: no-store");
    if (method.equals("HEAD")) {
      assertThat(answer).endsWith("\r\n\r\n");
    }
  }

  @Test
  void aForeignNameForThisMachineGetsNothing() throws IOException {
    String answer = ask("GET", "/", "evil.example:" + port);
    assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("shop/web");
    assertThat(ask("GET", "/events", "evil.example:" + port)).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void thePageHasTheBoardAlsoWithoutAScript() throws IOException {
    assertThat(get("/"))
        .contains("shop/web", "GATE: scale-in possible in 1 min", "7 tasks, 6 run, 1 start")
        .contains("all is well")
        .doesNotContain("<style", "<script>", "style=");
  }

  @Test
  void eventsBringTheBoardThenWhatChangedThenTrouble() throws IOException {
    // 1.0, so that the events do not come in chunks.
    try (Socket socket = send("GET /events HTTP/1.0\nHost: localhost:%d\n\n".formatted(port));
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(next(reader, "event: board")).contains("\"shop/web\":{\"row\":", "\"body\":");
      server.feed().refresh();
      assertThat(next(reader, "event: board")).contains("\"services\":{},\"news\":[]");
      board.set(Boards.of(Boards.quiet("shop/web", 8)));
      server.feed().refresh();
      assertThat(next(reader, "event: board"))
          .endsWith("\"news\":[\"shop/web: ▲ 7 → 8, cpu: shop:12\"]}");
      board.set(Boards.of());
      server.feed().refresh();
      assertThat(next(reader, "event: trouble")).contains("no answer <b>", "Shown is the state");
    }
    assertThat(get("/")).contains("no answer &lt;b&gt;", "shop/web");
  }

  private static String next(BufferedReader reader, String event) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals(event)) {
        return String.valueOf(reader.readLine());
      }
    }
    throw new AssertionError("no " + event);
  }
}
