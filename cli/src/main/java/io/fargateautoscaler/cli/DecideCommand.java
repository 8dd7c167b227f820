package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.DecideCase;
import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.core.decision.Decider;
import io.fargateautoscaler.core.decision.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
      "The history keys learned, lastStep, starts, brake and hold, and observation.alarms, are"
          + " accepted but have no effect in this version."
    },
    footer = {
      "",
      "Example:",
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

  DecideCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() throws Texts.Unreadable {
    PrintWriter out = spec.commandLine().getOut();
    boolean good = true;
    int number = 0;
    try (BufferedReader lines = texts.lines(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          good &= decide(line, number, out);
        }
      }
    } catch (IOException e) {
      throw Texts.unreadable(file);
    } finally {
      out.flush();
    }
    return good ? 0 : 1;
  }

  private static boolean decide(String line, int number, PrintWriter out) {
    DecideCase.Result result = DecideCase.read(line);
    if (result.value().isEmpty()) {
      String id = result.id();
      String place = id == null ? "line " + number + ": " : "";
      out.println(DecisionJson.error(id == null ? "" : id, place + result.error()));
      return false;
    }
    DecideCase input = result.value().get();
    Decision decision =
        Decider.decide(input.policy(), input.stackMode(), input.observation(), input.history());
    out.println(DecisionJson.decision(input.id(), decision));
    return true;
  }
}
