package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.simulator.demo.Demo;
import io.fargateautoscaler.simulator.demo.Report;
import io.fargateautoscaler.simulator.demo.Story;
import io.fargateautoscaler.simulator.demo.Timeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the autoscaler at work on a pretend AWS. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows 40 minutes of two services in a second, without an account.",
      "A web service and a queue worker meet a load rise, a queue burst, a broken image, lost and"
          + " duplicate events, missing metrics and a bad policy document, on a pretend AWS in"
          + " virtual time. Prints a timeline and writes a report. NO_COLOR is respected."
    },
    footer = {"", "Examples:", "  autoscaler demo", "  autoscaler demo --seed 11 --json"})
final class DemoCommand implements Callable<Integer> {
  private static final String DEFAULT_REPORT = "demo-report.html";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the world; the same seed gives the same story (${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes (" + DEFAULT_REPORT + "; with --json none).")
  private String report = "";

  @Option(names = "--json", description = "Print one JSON line for each decision instead.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Story story = Demo.tell(seed);
    String file = report.isEmpty() && !json ? DEFAULT_REPORT : report;
    if (json) {
      story
          .decisions()
          .forEach(made -> out.println(Texts.json(DecisionJson.record(made.record()))));
    } else {
      new Timeline(colour()).lines(story, Texts.printable(file)).forEach(out::println);
    }
    out.flush();
    if (file.isEmpty()) {
      return 0;
    }
    try {
      Files.writeString(Path.of(file), Report.html(story));
      return 0;
    } catch (IOException | InvalidPathException e) {
      spec.commandLine().getErr().println("autoscaler: cannot write " + Texts.printable(file));
      return 1;
    }
  }

  private boolean colour() {
    return spec.commandLine().getColorScheme().ansi().enabled();
  }
}
