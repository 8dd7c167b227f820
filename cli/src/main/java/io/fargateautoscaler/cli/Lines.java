package io.fargateautoscaler.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text, one in memory at a time, however long they are. */
final class Lines implements AutoCloseable {
  /** A longer line is told, not kept. */
  static final int MAX_BYTES = 1024 * 1024;

  /** A line without an end here has none: {@code /dev/zero}. */
  static final int GIVE_UP_BYTES = 64 * 1024 * 1024;

  private final InputStream in;
  private int number;
  private boolean afterReturn;
  private boolean endless;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /**
   * One line without its end.
   *
   * @param number the first line is 1
   * @param text null if it is longer than {@link #MAX_BYTES}
   */
  record Line(int number, @Nullable String text) {}

  /** The next line; null at the end of the text, and after a line that has no end. */
  @Nullable Line next() throws IOException {
    int next = endless ? -1 : firstByte();
    if (next < 0) {
      return null;
    }
    number++;
    var bytes = new ByteArrayOutputStream();
    int length = 0;
    for (; next >= 0 && next != '\n' && next != '\r'; next = in.read()) {
      length++;
      if (length <= MAX_BYTES) {
        bytes.write(next);
      } else if (length > GIVE_UP_BYTES) {
        endless = true;
        break;
      }
    }
    afterReturn = next == '\r';
    return new Line(number, length > MAX_BYTES ? null : text(bytes));
  }

  /** Whether reading stopped in a line that has no end. */
  boolean endless() {
    return endless;
  }

  private int firstByte() throws IOException {
    int first = in.read();
    return first == '\n' && afterReturn ? in.read() : first;
  }

  private String text(ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    return number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
