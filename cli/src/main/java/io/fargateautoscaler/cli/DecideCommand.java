package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.DecideCase;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides cases that are given as JSON lines. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = {
      "Decides cases without an account.",
      "Reads JSON lines with id, policy, observation and history (or whole decision records) and"
          + " prints one JSON line for each: id, count, decision, recommended and trace. A line"
          + " that cannot be read gives id and error, and exit code 1 at the end.",
      "Keys of observation: now, service {desired, running, pending, status, controller,"
          + " deployment, otherScaler}, loads {NAME: points, or numbers of a queue, or state,"
          + " threshold and points of an alarm, or missing}, alarms {NAME: state}.",
      "Keys of history, all optional: actions, lastApplied, reads, learned, lastStep, starts,"
          + " capacity {at, cause}, brake, paused, hold, blind, external, deployment."
          + " examples/cases.jsonl has one of most of them."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler demo --json | autoscaler decide --record -",
      "  autoscaler decide cases.jsonl     with lines like this one, on one line:",
      "",
      "  {\"id\":\"1\",",
      "   \"policy\":{\"capacity\":{\"min\":2,\"max\":40},\"policies\":{",
      "     \"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}}},",
      "   \"observation\":{\"now\":\"2026-01-01T12:02:00Z\",",
      "     \"service\":{\"desired\":10,\"running\":10},",
      "     \"loads\":{\"cpu\":{\"points\":[",
      "       {\"at\":\"2026-01-01T12:00:00Z\",\"average\":90,\"count\":10}]}}}}"
    })
final class DecideCommand implements Callable<Integer> {
  private final Texts texts;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "File of JSON lines; - reads standard input.")
  private String file = "-";

  @Option(
      names = "--record",
      description = {
        "FILE holds decision records: lines of demo --json or of the log, or audit rows. Make each"
            + " decision again, print its record, and compare. Exit code 1 with the id and the"
            + " first field that differs."
      })
  private boolean record;

  private final RecordCheck check = new RecordCheck();
  private int decided;
  private int others;

  DecideCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() throws Texts.Unreadable {
    PrintWriter out = spec.commandLine().getOut();
    boolean good = true;
    try (Lines lines = texts.lines(file)) {
      for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
        good &= decide(line, out);
      }
      out.flush();
      if (lines.endless()) {
        tell(Texts.shown(file) + ": a line does not end within 64 MiB; the rest is not read");
      }
    } catch (IOException e) {
      throw Texts.unreadable(file);
    } finally {
      out.flush();
    }
    if (others > 0) {
      tell(others + (others == 1 ? " line" : " lines") + " without a decision record");
    }
    if (decided == 0 && good) {
      tell((record ? "no decision record in " : "no case in ") + Texts.shown(file));
      return 1;
    }
    return good ? 0 : 1;
  }

  private boolean decide(Lines.Line line, PrintWriter out) {
    String text = line.text();
    if (text == null) {
      return bad(null, "longer than 1 MiB", line.number(), out);
    }
    if (text.isBlank()) {
      return true;
    }
    return record ? again(text, line.number(), out) : decide(text, line.number(), out);
  }

  private boolean decide(String line, int number, PrintWriter out) {
    DecideCase.Result result = DecideCase.read(line);
    if (result.value().isEmpty()) {
      return bad(result.id(), result.error(), number, out);
    }
    DecideCase input = result.value().get();
    Decision decision =
        Decider.decide(input.policy(), input.stackMode(), input.observation(), input.history());
    out.println(Texts.json(DecisionJson.decision(input.id(), decision)));
    decided++;
    return true;
  }

  private boolean again(String line, int number, PrintWriter out) {
    return switch (check.check(line)) {
      case RecordCheck.Outcome.Unusable(var id, var error) -> bad(id, error, number, out);
      case RecordCheck.Outcome.Other() -> {
        others++;
        yield true;
      }
      case RecordCheck.Outcome.Made(var id, var now, var difference) -> {
        out.println(now);
        decided++;
        if (difference != null) {
          out.flush();
          tell("line " + number + ": " + id + " differs: " + difference);
        }
        yield difference == null;
      }
    };
  }

  private static boolean bad(
      @Nullable String id, @Nullable String error, int number, PrintWriter out) {
    String place = id == null ? "line " + number + ": " : "";
    out.println(Texts.json(DecisionJson.error(id == null ? "" : id, place + error)));
    return false;
  }

  private void tell(String sentence) {
    spec.commandLine().getErr().println("autoscaler: " + Texts.printable(sentence));
  }
}
