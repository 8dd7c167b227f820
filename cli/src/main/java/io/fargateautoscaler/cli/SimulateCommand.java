package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import io.fargateautoscaler.simulator.load.TraceFile;
import io.fargateautoscaler.simulator.report.ComparisonPage;
import io.fargateautoscaler.simulator.trial.Modelled;
import io.fargateautoscaler.simulator.trial.ModelledOrNot;
import io.fargateautoscaler.simulator.trial.Not;
import io.fargateautoscaler.simulator.trial.Opponents;
import io.fargateautoscaler.simulator.trial.Trial;
import io.fargateautoscaler.simulator.trial.TrialJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a policy document on a recorded load, beside other autoscalers. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a policy document on a recorded load, without an account.",
      "The load is scaled to the size that you name. The shipped rules and other autoscalers, at"
          + " the document's CPU target (else 60) and in its range, each run it on pretend tasks;"
          + " static-peak and oracle, which knows the load to come, are for orientation. Prints who"
          + " was late how often, and at what cost.",
      "The load is a CSV file of rows offset_s,count or what aws cloudwatch get-metric-data or"
          + " get-metric-statistics prints. Exit code 1 with every problem if a file cannot be"
          + " used. NO_COLOR is respected."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler simulate --policy examples/shop-web.yaml \\",
      "    --trace examples/traces/azure-noisy-c-60s.csv --peak-tasks 40 --report web.html",
      "  autoscaler simulate --policy examples/shop-worker.yaml --peak-tasks 20 --busiest 24h \\",
      "    --trace examples/traces/twitter-amzn-300s.csv --against aas-backlog,keda --decisions",
      "  aws cloudwatch get-metric-data ... > requests.json",
      "  autoscaler simulate --policy shop-web.yaml --trace requests.json --json"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final Duration LONGEST_LATE = Duration.ofDays(1);
  private static final Duration LONGEST_START = Duration.ofHours(1);
  private static final int MOST_TASKS = 10_000;
  private static final String NOBODY = "none";

  private final Texts texts;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "A policy document, YAML or JSON; - reads standard input.")
  private String policyFile = "";

  @Option(
      names = "--trace",
      required = true,
      paramLabel = "FILE",
      description = "The recorded load, CSV or JSON.")
  private String traceFile = "";

  @Option(
      names = "--series",
      paramLabel = "ID",
      description = "Which one, if the JSON has several series.")
  private @Nullable String series;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What arrives: web (requests) or queue (messages); by the document if it can.")
  private @Nullable String kind;

  @Option(
      names = "--peak-tasks",
      paramLabel = "N",
      description =
          "The load's busiest minute keeps so many tasks 60 %% busy, or a queue's all busy"
              + " (${DEFAULT-VALUE}).")
  private int peakTasks = 100;

  @Option(
      names = "--start-up",
      paramLabel = "TIME",
      converter = Length.class,
      description = "Median until a task serves (35s).")
  private Duration startUp = Duration.ofSeconds(35);

  @Option(
      names = "--late",
      paramLabel = "TIME",
      converter = Length.class,
      description = "An answer, or the wait of a message, is late after this (web 1s, queue 60s).")
  private @Nullable Duration late;

  @Option(
      names = "--metrics",
      paramLabel = "TIME",
      converter = Length.class,
      description = "How often tasks report their CPU to ours: 20s or 60s (20s).")
  private Duration metrics = Duration.ofSeconds(20);

  @Option(
      names = "--against",
      paramLabel = "NAMES",
      description =
          "Other autoscalers, with commas between; none: nobody. Known: aas-20, aas-60, aas-step,"
              + " aas-predictive, hpa, nomad; web only: kpa; queue only: aas-backlog, keda (web"
              + " aas-20,aas-60,hpa; queue aas-backlog,aas-20,keda).")
  private @Nullable String against;

  @Option(
      names = "--busiest",
      paramLabel = "TIME",
      converter = Length.class,
      description = "Only the part of the load of that length in which most arrives.")
  private @Nullable Duration busiest;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of arrivals, start-ups and lags; the same gives the same (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--decisions", description = "Also print each change of ours with its reason.")
  private boolean decisions;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write a page with the course of all runs.")
  private String report = "";

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  SimulateCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    Kind wanted = checkUsage();
    try {
      return simulate(wanted);
    } catch (Problems problems) {
      problems.lines.forEach(line -> err().println("autoscaler: " + Texts.printable(line)));
      return 1;
    } catch (OutOfMemoryError e) {
      // What was large is let go of here.
      err()
          .println(
              "autoscaler: the load is too long for the memory that Java has; take a part of it"
                  + " with --busiest 7d");
      return 1;
    }
  }

  /** Problems that the user can fix. */
  private static final class Problems extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    Problems(List<String> lines) {
      this.lines = lines;
    }

    Problems(String line) {
      this(List.of(line));
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private @Nullable Kind checkUsage() {
    if (peakTasks < 1 || peakTasks > MOST_TASKS) {
      throw wrong("--peak-tasks must be 1 to " + MOST_TASKS);
    }
    if (startUp.compareTo(LONGEST_START) > 0) {
      throw wrong("--start-up must be 0s to 1h");
    }
    if (late != null && (!late.isPositive() || late.compareTo(LONGEST_LATE) > 0)) {
      throw wrong("--late must be above 0s, at most 1d");
    }
    if (busiest != null && !busiest.isPositive()) {
      throw wrong("--busiest must be above 0s");
    }
    if (metrics.toSeconds() != 20 && metrics.toSeconds() != 60) {
      throw wrong("--metrics must be 20s or 60s");
    }
    if (kind == null) {
      return null;
    }
    for (Kind each : Kind.values()) {
      if (each.wireName().equals(kind)) {
        return each;
      }
    }
    throw wrong("--kind must be web or queue");
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private int simulate(@Nullable Kind wanted) throws Problems {
    Modelled ours = policy(wanted);
    if (ours == null) {
      return 1;
    }
    List<String> names = names(ours.kind());
    TraceFile.Read load = trace();
    Trace part = busiest == null ? load.trace() : load.trace().busiest(busiest);
    Trial trial =
        new Trial(
            part,
            ours,
            peakTasks,
            startUp.toMillis() / 1000.0,
            metrics.toSeconds() == 20,
            names,
            seed);
    String problem = trial.problem();
    if (problem != null) {
      throw new Problems(traceFile + ": " + problem);
    }
    Path page = report.isEmpty() ? null : page();
    ProgressLine progress = new ProgressLine(err());
    Trial.Outcome outcome = trial.run(load.notes(), progress);
    progress.clear();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Texts.json(TrialJson.of(trial, outcome)));
    } else {
      boolean colour = spec.commandLine().getColorScheme().ansi().enabled();
      new TrialText(colour).lines(trial, outcome, decisions).forEach(out::println);
    }
    if (page != null) {
      write(page, ComparisonPage.html(outcome.comparison()));
      if (!json) {
        out.println("  report: " + Texts.printable(report));
      }
    }
    out.flush();
    return 0;
  }

  /** Null if its problems were told. */
  private @Nullable Modelled policy(@Nullable Kind wanted) throws Problems {
    String text;
    try {
      text = texts.text(policyFile);
    } catch (Texts.Unreadable e) {
      throw new Problems("" + e.getMessage());
    }
    PolicyReader.Result read = PolicyReader.read(text, null);
    String name = Texts.shown(policyFile);
    if (read.policy().isEmpty()) {
      PolicyProblems.print(name, read.problems(), err());
      return null;
    }
    ModelledOrNot modelled = Modelled.of(read.policy().get(), wanted, late);
    return switch (modelled) {
      case Modelled ours -> ours;
      case Not(var problem) -> throw new Problems(name + ": " + problem);
    };
  }

  private List<String> names(Kind of) throws Problems {
    if (against == null) {
      return Opponents.usual(of);
    }
    if (against.equals(NOBODY)) {
      return List.of();
    }
    List<String> known = Opponents.known(of);
    List<String> names = List.of(against.split(",", -1));
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new Problems(
          "--against "
              + String.join(",", unknown)
              + ": unknown for "
              + of.wireName()
              + "; known are "
              + String.join(", ", known)
              + ", or none");
    }
    return names;
  }

  private TraceFile.Read trace() throws Problems {
    TraceFile.Result read;
    try {
      Path path = Path.of(traceFile);
      read = series == null ? TraceFile.read(path) : TraceFile.read(path, series);
    } catch (InvalidPathException e) {
      throw new Problems(traceFile + ": no such file");
    }
    return switch (read) {
      case TraceFile.Read good -> good;
      case TraceFile.Refused(var problems) -> {
        List<String> lines = new ArrayList<>(problems);
        if (series == null && lines.getLast().contains("choose one by its id")) {
          lines.add("choose with --series ID");
        }
        throw new Problems(lines);
      }
    };
  }

  /** Looked at before the runs: they may take minutes. */
  private Path page() throws Problems {
    try {
      Path path = Path.of(report);
      Path folder = path.toAbsolutePath().getParent();
      for (String read : List.of(traceFile, policyFile)) {
        if (Files.exists(path)
            && Files.exists(Path.of(read))
            && Files.isSameFile(path, Path.of(read))) {
          throw new Problems("--report would replace " + read + ", which is read");
        }
      }
      if (!Files.isDirectory(path) && folder != null && Files.isWritable(folder)) {
        return path;
      }
    } catch (InvalidPathException | IOException e) {
      // Told below.
    }
    throw new Problems("cannot write " + report);
  }

  private void write(Path path, String html) throws Problems {
    try {
      Files.writeString(path, html);
    } catch (IOException e) {
      throw new Problems("cannot write " + report);
    }
  }
}
