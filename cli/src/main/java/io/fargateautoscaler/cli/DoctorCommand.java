package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.AccountFacts;
import io.fargateautoscaler.aws.account.AccountLive;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import io.fargateautoscaler.operations.doctor.Doctor;
import io.fargateautoscaler.operations.doctor.Finding;
import io.fargateautoscaler.operations.doctor.Finding.Result;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Checks a deployed stack. */
@Command(
    name = "doctor",
    description =
        "Checks a deployed stack: whether it is complete, is woken, tells people, has its documents"
            + " in force, and can read what they need. Says what to do for each failure. Changes"
            + " nothing.",
    footer = {
      "Examples:",
      "  autoscaler doctor",
      "  autoscaler doctor --stack my-autoscaler --region eu-west-1 --json",
      "",
      "Exit code 1 if a check failed. docs/first-deployment.md says more of each."
    })
final class DoctorCommand extends AccountCommand {
  private static final int WIDTH = 100;

  @Override
  int run(Session session, PrintWriter out) {
    session.caller();
    InstantSource clock = InstantSource.system();
    LiveCheck.Sources sources = AccountLive.sources(session, clock);
    List<Finding> findings =
        new Doctor(
                new AccountFacts(session, sources.services(), clock),
                new LiveCheck(sources, clock),
                clock)
            .findings();
    if (json()) {
      out.println(Texts.json(json(findings)));
    } else {
      findings.forEach(finding -> print(finding, out));
      long failed = count(findings, Result.FAIL);
      out.println();
      out.println(
          count(findings, Result.PASS)
              + " passed, "
              + failed
              + " failed, "
              + (findings.size() - failed - count(findings, Result.PASS))
              + " to be seen elsewhere");
    }
    return Doctor.failed(findings) ? 1 : 0;
  }

  private static long count(List<Finding> findings, Result result) {
    return findings.stream().filter(each -> each.result() == result).count();
  }

  private void print(Finding finding, PrintWriter out) {
    String word = (finding.result().words() + " ".repeat(11)).substring(0, 11);
    String style =
        switch (finding.result()) {
          case PASS -> "green";
          case FAIL -> "red,bold";
          case NEEDS_AWS, NEEDS_YOU, SKIPPED -> "yellow";
        };
    out.print(colors().new Text("@|" + style + " " + word + "|@").toString());
    wrapped(finding.check() + ": " + finding.text(), "", out);
    if (!finding.todo().isEmpty()) {
      // A command is copied: it stays on one line.
      boolean command = finding.todo().startsWith("aws ");
      out.print(" ".repeat(11));
      if (command) {
        out.println("→ " + Texts.printable(finding.todo()));
      } else {
        wrapped(finding.todo(), "→ ", out);
      }
    }
  }

  private Ansi colors() {
    return commandLine().getColorScheme().ansi();
  }

  private static void wrapped(String text, String mark, PrintWriter out) {
    int room = WIDTH - 11;
    var line = new StringBuilder(mark);
    for (String word : Texts.printable(text).split(" ")) {
      if (line.length() + word.length() + 1 > room && line.length() > mark.length()) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(" ".repeat(11)).append(mark.isEmpty() ? "" : "  ");
        room = WIDTH;
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private static String json(List<Finding> findings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("good", !Doctor.failed(findings));
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("check", finding.check());
      check.put("result", finding.result().words().toLowerCase(Locale.ROOT).replace(' ', '-'));
      check.put("text", finding.text());
      if (!finding.todo().isEmpty()) {
        check.put("to-do", finding.todo());
      }
    }
    return root.toString();
  }
}
