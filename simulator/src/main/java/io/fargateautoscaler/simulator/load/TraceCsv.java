package io.fargateautoscaler.simulator.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads rows {@code offset_s,count}. Not with a library: two columns of numbers need no quoting,
 * and 10 million of them need neither texts nor line buffers without a bound.
 */
final class TraceCsv {
  private static final int LINE_BYTES = 1000;

  private final TraceProblems problems;
  private final TracePoints points = new TracePoints();
  private final byte[] line = new byte[LINE_BYTES];
  private int length;
  private boolean tooLong;
  private long number = 1;
  private boolean started;
  private double previous = -1;

  TraceCsv(TraceProblems problems) {
    this.problems = problems;
  }

  /** All rows that are good by themselves, until there are more than a trace may have. */
  TracePoints read(InputStream in) throws IOException {
    byte[] block = new byte[1 << 16];
    boolean afterReturn = false;
    int read;
    while ((read = in.read(block)) >= 0) {
      for (int i = 0; i < read; i++) {
        byte c = block[i];
        if (c == '\n' && afterReturn) {
          afterReturn = false;
        } else if (c == '\n' || c == '\r') {
          afterReturn = c == '\r';
          endLine();
        } else {
          afterReturn = false;
          add(c);
        }
      }
      if (points.size() > TraceGrid.MAX_INTERVALS) {
        return points;
      }
    }
    endLine();
    return points;
  }

  private void add(byte c) {
    if (length < LINE_BYTES) {
      line[length++] = c;
    } else {
      tooLong = true;
    }
  }

  private void endLine() {
    int from = skipSpaces(0, length);
    int to = trimEnd(from, length);
    if (tooLong) {
      problems.add(number, text(from, to), "a line has at most " + LINE_BYTES + " bytes");
      started = true;
    } else if (from < to) {
      if (started || !isHeader(from, to)) {
        row(from, to);
      }
      started = true;
    }
    number++;
    length = 0;
    tooLong = false;
  }

  private void row(int from, int to) {
    int comma = indexOfComma(from, to);
    if (comma == to || indexOfComma(comma + 1, to) < to) {
      problems.add(number, text(from, to), "a row is offset_s,count");
      return;
    }
    double offset = TraceNumber.of(line, from, trimEnd(from, comma));
    double count = TraceNumber.of(line, skipSpaces(comma + 1, to), to);
    boolean goodOffset = offset >= 0 && TraceNumber.whole(offset);
    boolean goodCount = count >= 0;
    if (!goodOffset && !goodCount) {
      problems.add(number, text(from, to), "a row is two numbers, offset_s,count");
      return;
    }
    if (!goodOffset) {
      problems.add(
          number,
          text(from, trimEnd(from, comma)),
          "an offset is a whole number of seconds from 0 to 1e15");
    }
    if (!goodCount) {
      problems.add(
          number, text(skipSpaces(comma + 1, to), to), "a count is " + TraceNumber.ALLOWED);
    }
    if (goodOffset) {
      boolean later = follows(offset, from, trimEnd(from, comma));
      previous = offset;
      if (later && goodCount) {
        points.addTime((long) offset, number);
        points.addCount(count);
      }
    }
  }

  private boolean follows(double offset, int from, int to) {
    if (offset == previous) {
      problems.add(number, text(from, to), "an offset is there once only");
    } else if (offset < previous) {
      problems.add(number, text(from, to), "offsets rise from row to row");
    }
    return offset > previous;
  }

  /** Two words, which no row is. */
  private boolean isHeader(int from, int to) {
    int comma = indexOfComma(from, to);
    return comma < to
        && indexOfComma(comma + 1, to) == to
        && isWord(from)
        && isWord(skipSpaces(comma + 1, to));
  }

  private boolean isWord(int at) {
    int lower = at < length ? line[at] | 0x20 : 0;
    return (lower >= 'a' && lower <= 'z') || lower == '"';
  }

  private int indexOfComma(int from, int to) {
    int i = from;
    while (i < to && line[i] != ',') {
      i++;
    }
    return i;
  }

  private int skipSpaces(int from, int to) {
    int i = from;
    while (i < to && isSpace(line[i])) {
      i++;
    }
    return i;
  }

  private int trimEnd(int from, int to) {
    int i = to;
    while (i > from && isSpace(line[i - 1])) {
      i--;
    }
    return i;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t';
  }

  private String text(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }
}
