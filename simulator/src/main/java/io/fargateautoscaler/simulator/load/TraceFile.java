package io.fargateautoscaler.simulator.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded load from a file of one of two forms, told apart by their content:
 *
 * <ul>
 *   <li>CSV rows {@code offset_s,count}, oldest first, with or without a header: seconds from any
 *       start, and how much arrived in the interval that begins there. Counts may have decimals.
 *   <li>JSON as {@code aws cloudwatch get-metric-data} or {@code get-metric-statistics --statistics
 *       Sum} prints it, in any order.
 * </ul>
 *
 * <p>The interval is the one that ends the file's name ({@code shop-60s.csv}), else the most common
 * difference of neighbouring rows, the smallest of several.
 *
 * <p>An interval without a row means no arrivals in an <i>event trace</i>: one whose interval is 1
 * s, or that has no count of 0 but ten or more stretches without rows, as CloudWatch gives metrics
 * that are published only when something arrives. Elsewhere it means so in stretches of up to 10
 * intervals; a longer one is a gap in the recording, and filled with the mean of as many intervals
 * before and after, at most an hour's worth on each side. Notes tell of both.
 *
 * <p>A row takes 20 bytes while it is read (of JSON 48 while it is sorted), an interval 8
 * afterwards; files are never held as text.
 */
public final class TraceFile {
  private static final Pattern INTERVAL = Pattern.compile("-([1-9]\\d{0,6})s(?:\\.[^.]*)?$");
  private static final int HEAD_BYTES = 8192;
  private static final int MIN_ROWS = 2;
  private static final String NO_TEXT =
      "is not text in UTF-8 (compressed or binary?); give CSV or JSON";

  /** What became of a file. */
  public sealed interface Result {}

  /**
   * The file is a trace.
   *
   * @param notes sentences on what was missing and what was made of it
   */
  public record Read(Trace trace, List<String> notes) implements Result {
    public Read {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The file is none, or not a good one.
   *
   * @param problems one line each, safe to print: at least one, at most 20 and the number of
   *     further ones
   */
  public record Refused(List<String> problems) implements Result {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  private final Path path;
  private final @Nullable String seriesId;
  private final TraceProblems problems;
  private final List<String> notes = new ArrayList<>();

  private TraceFile(Path path, @Nullable String seriesId) {
    this.path = path;
    this.seriesId = seriesId;
    problems = TraceProblems.of(path);
  }

  /** Reads a file that holds one series. */
  public static Result read(Path path) {
    return new TraceFile(path, null).read();
  }

  /** Reads one of several series of a file in JSON, by its {@code Id}. */
  public static Result read(Path path, String seriesId) {
    return new TraceFile(path, seriesId).read();
  }

  private Result read() {
    if (Files.isDirectory(path)) {
      return refused("is a folder; name one file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(in);
    } catch (NoSuchFileException e) {
      return refused("no such file");
    } catch (AccessDeniedException e) {
      return refused("no permission to read it");
    } catch (IOException e) {
      return refused("cannot be read");
    } catch (OutOfMemoryError e) {
      // Only the rows and intervals are large, and they are let go of here.
      return refused(
          "is too large for the memory that Java has; cut it into parts, or give more with -Xmx");
    }
  }

  private Result read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    int start = startsWithMark(head) ? 3 : 0;
    char first = ' ';
    for (int i = head.length - 1; i >= start; i--) {
      if (head[i] == 0) {
        return refused(NO_TEXT);
      }
      first =
          head[i] == '\t' || head[i] == '\r' || head[i] == '\n' || head[i] == ' '
              ? first
              : (char) head[i];
    }
    if (first < ' ') {
      return refused(NO_TEXT);
    }
    if (head.length < HEAD_BYTES && first == ' ') {
      return refused("is empty");
    }
    var whole =
        new SequenceInputStream(new ByteArrayInputStream(head, start, head.length - start), in);
    if (first == '{') {
      return result(new TraceJson(problems, notes, seriesId).read(whole), TraceJson::spoken);
    }
    if (first == '[') {
      return refused(
          "begins with [; give the whole output of aws cloudwatch get-metric-data, which begins"
              + " with {");
    }
    if (seriesId != null) {
      return refused("is CSV, which has one series without an id; leave the id out");
    }
    return result(new TraceCsv(problems).read(whole), Long::toString);
  }

  private Result result(TracePoints points, LongFunction<String> spoken) {
    if (points.size() > TraceGrid.MAX_INTERVALS) {
      problems.add(TraceGrid.TOO_LONG);
      return new Refused(problems.lines());
    }
    if (problems.none() && points.size() < MIN_ROWS) {
      problems.add(points.size() == 0 ? "has no rows" : "has one row; a trace has two or more");
    }
    String fileName = path.getFileName() == null ? "" : path.getFileName().toString();
    Matcher named = INTERVAL.matcher(fileName);
    int interval = named.find() ? Integer.parseInt(named.group(1)) : points.commonStep();
    if (interval > 0 && points.size() >= MIN_ROWS) {
      TraceGrid.check(points, interval, problems, spoken);
    }
    if (!problems.none()) {
      return new Refused(problems.lines());
    }
    int dot = fileName.lastIndexOf('.');
    String name = TraceProblems.printable(dot > 0 ? fileName.substring(0, dot) : fileName);
    return new Read(TraceGrid.trace(name, points, interval, notes), notes);
  }

  private Refused refused(String sentence) {
    problems.replace(sentence);
    return new Refused(problems.lines());
  }

  /** Whether it begins with a byte order mark. */
  private static boolean startsWithMark(byte[] head) {
    return head.length >= 3
        && head[0] == (byte) 0xEF
        && head[1] == (byte) 0xBB
        && head[2] == (byte) 0xBF;
  }
}
