package io.fargateautoscaler.cli;

import io.fargateautoscaler.operations.adopt.LiveReport;
import java.io.PrintWriter;

/** How a document fits its service, for people. */
final class LiveText {
  private LiveText() {}

  static void print(LiveReport report, PrintWriter out) {
    out.println(
        report.service()
            + (report.decision().isEmpty() ? "" : ": " + Texts.printable(report.decision())));
    report.policies().forEach(line -> out.println("  " + Texts.printable(line)));
    report.problems().forEach(line -> out.println("  problem: " + Texts.printable(line)));
    report.warnings().forEach(line -> out.println("  warning: " + Texts.printable(line)));
  }
}
