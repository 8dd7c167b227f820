package io.fargateautoscaler.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events. */
final class EventStream {
  private final OutputStream out;

  EventStream(OutputStream out) {
    this.out = out;
  }

  /** How long a browser waits before it connects again. */
  void retryAfter(long millis) throws IOException {
    write("retry: " + millis + "\n\n");
  }

  /** One event; the text may have several lines. */
  void event(String name, String text) throws IOException {
    StringBuilder event = new StringBuilder(text.length() + 64);
    event.append("event: ").append(name).append('\n');
    text.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
    write(event.append('\n').toString());
  }

  /** Keeps the connection, and finds out whether it is still there. */
  void heartbeat() throws IOException {
    write(": still here\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
