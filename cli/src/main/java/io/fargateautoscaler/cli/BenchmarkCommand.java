package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.benchmark.BenchmarkJson;
import io.fargateautoscaler.simulator.benchmark.Policies;
import io.fargateautoscaler.simulator.benchmark.Result;
import io.fargateautoscaler.simulator.benchmark.StepResponse;
import io.fargateautoscaler.simulator.fleet.Reaction;
import io.fargateautoscaler.simulator.fleet.Sweep;
import io.fargateautoscaler.simulator.load.Kind;
import io.fargateautoscaler.simulator.load.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the shipped rules with others on recorded loads. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the autoscaler with other ones on recorded loads, in a simulation.",
      "Every trace is played to a web service and to queue workers; every policy scales them with"
          + " each of many targets and minimum capacities. Then costs are compared at the same"
          + " share of late answers or messages. Prints tables; the same options give the same"
          + " figures. Takes some minutes."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler benchmark",
      "  autoscaler benchmark --kind queue --policies ours,keda,oracle --out results",
      "  autoscaler benchmark --traces my-loads --peak-tasks 10,100 --seeds 3",
      "  autoscaler benchmark --json > benchmark.json",
      "",
      "Exit codes: 0 good, 1 a file or folder that cannot be used, 2 wrong usage."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final int MOST_PEAK_TASKS = 5000;
  private static final int MOST_SEEDS = 100;
  private static final int MOST_THREADS = 256;
  private static final Duration LONGEST_START_UP = Duration.ofMinutes(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--traces",
      paramLabel = "DIR",
      description =
          "Folder of loads, *.csv and *.json as in examples/traces, which is the default.")
  private @Nullable String folder;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often the arrivals of each load are drawn (1; with --full 5).")
  private @Nullable Integer seeds;

  @Option(
      names = "--peak-tasks",
      paramLabel = "N",
      split = ",",
      description = {
        "Tasks that each load keeps busy in its busiest minute, to 60 %% with requests, wholly with"
            + " messages (100; with --full 10,100)."
      })
  private List<Integer> peaks = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "web, queue or both (both).")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--policies",
      paramLabel = "NAME",
      split = ",",
      description = "Only these policies (all); an unknown name lists them.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--start-up",
      converter = Length.class,
      paramLabel = "TIME",
      description = "Median time until a task serves (35s).")
  private Duration startUp = Duration.ofSeconds(35);

  @Option(
      names = "--full",
      description = "Whole traces instead of the busiest 24 h of each; takes many hours.")
  private boolean full;

  @Option(names = "--threads", paramLabel = "N", description = "Runs at a time (all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write results.csv (all runs), benchmark.json and benchmark.md there.")
  private @Nullable String out;

  @Option(names = "--json", description = "Print one JSON object instead of tables.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, Texts.Unreadable {
    List<Kind> wanted = kinds();
    checkPolicies();
    double startUpSeconds = startUpSeconds();
    List<Integer> sizes = peaks.isEmpty() ? (full ? List.of(10, 100) : List.of(100)) : peaks;
    sizes.forEach(size -> check("--peak-tasks", size, MOST_PEAK_TASKS));
    int draws = check("--seeds", seeds == null ? (full ? 5 : 1) : seeds, MOST_SEEDS);
    int runners =
        check(
            "--threads",
            threads == null
                ? Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS)
                : threads,
            MOST_THREADS);

    PrintWriter err = spec.commandLine().getErr();
    TraceFolder traces = TraceFolder.read(path("--traces", tracesFolder()), full);
    if (!traces.problems().isEmpty()) {
      traces.problems().forEach(line -> err.println("autoscaler: " + line));
      return 1;
    }
    BenchmarkFiles files = out == null ? null : BenchmarkFiles.in(path("--out", out));

    List<Sweep.Case> cases =
        cases(traces.traces(), wanted, sizes.stream().distinct().toList(), draws);
    Sweep sweep = new Sweep(startUpSeconds, this::runs);
    Sweep.Extent all = sweep.extent(cases);
    if (all.runs() == 0) {
      throw wrong("--policies: none of them scales " + said(wanted));
    }
    boolean terminal = Boolean.getBoolean("autoscaler.terminal");
    if (!json || terminal) {
      traces.notes().forEach(line -> err.println("autoscaler: " + line));
    }
    var progress =
        new BenchmarkProgress(err, all, runners, terminal, json && !terminal, System::nanoTime);
    progress.begin();
    List<Result> results = sweep.run(cases, runners, progress);
    List<StepResponse> responses = new ArrayList<>();
    for (Kind kind : wanted) {
      responses.addAll(Reaction.of(kind, startUpSeconds, this::runs));
    }
    progress.end();
    return answer(new BenchmarkReport(results, responses, wanted), files);
  }

  private int answer(BenchmarkReport report, @Nullable BenchmarkFiles files) throws IOException {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      BenchmarkJson.write(report.results(), report.responses(), to);
    } else {
      to.print(report.text(spec.commandLine().getColorScheme().ansi().enabled()));
    }
    to.flush();
    if (files == null) {
      return 0;
    }
    try {
      files.write(report);
    } catch (IOException e) {
      spec.commandLine().getErr().println("autoscaler: cannot write to " + files.shown());
      return 1;
    }
    if (!json) {
      to.println("\nWritten to " + files.shown() + ": " + BenchmarkFiles.NAMES);
      to.flush();
    }
    return 0;
  }

  private static List<Sweep.Case> cases(
      List<Trace> traces, List<Kind> kinds, List<Integer> peaks, int seeds) {
    List<Sweep.Case> cases = new ArrayList<>();
    for (Trace trace : traces) {
      for (Kind kind : kinds) {
        for (int peak : peaks) {
          for (int seed = 1; seed <= seeds; seed++) {
            cases.add(new Sweep.Case(trace, kind, peak, seed));
          }
        }
      }
    }
    return cases;
  }

  private boolean runs(String policy) {
    return policies.isEmpty() || policies.contains(policy);
  }

  private List<Kind> kinds() {
    List<String> known = Arrays.stream(Kind.values()).map(Kind::wireName).toList();
    for (String name : kinds) {
      if (!known.contains(name)) {
        throw wrong("--kind: unknown: " + name + "; known: " + String.join(", ", known));
      }
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kinds.isEmpty() || kinds.contains(kind.wireName()))
        .toList();
  }

  private void checkPolicies() {
    List<String> known = Policies.names();
    for (String name : policies) {
      if (!known.contains(name)) {
        throw wrong("--policies: unknown: " + name + "; known: " + String.join(", ", known));
      }
    }
  }

  private double startUpSeconds() {
    if (startUp.compareTo(LONGEST_START_UP) > 0) {
      throw wrong("--start-up: found " + startUp.toSeconds() + "s; from 0s to 10m");
    }
    return startUp.toMillis() / 1000.0;
  }

  private int check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw wrong(String.format(Locale.ROOT, "%s: found %d; from 1 to %,d", option, value, most));
    }
    return value;
  }

  /** The launcher says where the repository is. */
  private String tracesFolder() {
    return folder != null
        ? folder
        : Path.of(System.getProperty("autoscaler.home", "."), "examples", "traces").toString();
  }

  private static Path path(String option, String name) throws Texts.Unreadable {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Texts.Unreadable(option + " " + Texts.printable(name) + ": is no name of a folder");
    }
  }

  private static String said(List<Kind> kinds) {
    return kinds.stream().map(Kind::wireName).collect(Collectors.joining(" or "));
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
