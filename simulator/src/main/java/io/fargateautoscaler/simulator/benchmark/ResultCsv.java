package io.fargateautoscaler.simulator.benchmark;

import java.io.IOException;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * All runs, one a row, as RFC 4180 has it. A text that a spreadsheet would take for a formula, or
 * that begins with an apostrophe, gets an apostrophe before it; who reads the file takes one away.
 */
public final class ResultCsv {
  private static final String HEADER =
      "trace,kind,peakTasks,seed,policy,setting,arrived,late,"
          + "latePercent,taskHours,usd,apiUsd,changes,reversals,hours\r\n";

  /** Also full-width forms, which some spreadsheets read as the plain ones. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "\\A[\\s\\p{Cntrl}]*[=+\\-@\uff1d\uff0b\uff0d\uff20'].*|\\A[\t\r\n].*", Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]");

  private ResultCsv() {}

  /** In the order given. */
  public static void write(Collection<Result> results, Appendable out) throws IOException {
    out.append(HEADER);
    for (Result result : results) {
      Measures measures = result.measures();
      out.append(
          String.join(
              ",",
              field(result.trace()),
              result.kind().wireName(),
              Integer.toString(result.peakTasks()),
              Long.toString(result.seed()),
              field(result.policy()),
              field(result.setting()),
              Long.toString(measures.arrived()),
              Long.toString(measures.late()),
              Double.toString(measures.latePercent()),
              Double.toString(measures.taskHours()),
              Double.toString(measures.usd()),
              Double.toString(measures.apiUsd()),
              Integer.toString(measures.changes()),
              Integer.toString(measures.reversals()),
              Double.toString(measures.hours())));
      out.append("\r\n");
    }
  }

  private static String field(String text) {
    String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
    return QUOTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
