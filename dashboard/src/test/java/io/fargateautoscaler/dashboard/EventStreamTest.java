package io.fargateautoscaler.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EventStream stream = new EventStream(out);

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anEventEndsWithAnEmptyLine() throws IOException {
    stream.event("board", "{\"at\":\"14:05\"}");
    assertThat(written()).isEqualTo("event: board\ndata: {\"at\":\"14:05\"}\n\n");
  }

  @Test
  void linesOfTheTextBeginNoEventOfTheirOwn() throws IOException {
    stream.event("trouble", "one\n\nevent: board\r\ndata: two");
    assertThat(written())
        .isEqualTo("event: trouble\ndata: one\ndata: \ndata: event: board\ndata: data: two\n\n");
  }

  @Test
  void aHeartbeatIsAComment() throws IOException {
    stream.retryAfter(2000);
    stream.heartbeat();
    assertThat(written()).isEqualTo("retry: 2000\n\n: still here\n\n");
  }
}
