package io.fargateautoscaler.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line {@code autoscaler}. Exit codes: 0 good, 1 a problem to fix, 2 wrong usage, 3
 * AWS.
 */
@Command(
    name = "autoscaler",
    mixinStandardHelpOptions = true,
    version = "autoscaler 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps Amazon ECS services on Fargate at the right number of tasks.",
    subcommands = {
      DemoCommand.class,
      ValidateCommand.class,
      DecideCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      BenchmarkCommand.class,
      NoticesCommand.class,
      InitCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      HistoryCommand.class,
      DashboardCommand.class,
      DoctorCommand.class,
      ReferenceCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler demo",
      "  autoscaler validate shop-web.yaml",
      "  autoscaler decide cases.jsonl",
      "  autoscaler replay events/ecs-task/*.json",
      "  autoscaler simulate --policy shop-web.yaml --trace requests.csv",
      "  autoscaler notices --demo --event blind",
      "  autoscaler benchmark --kind queue",
      "  autoscaler status",
      "  autoscaler explain shop/web --at 14:02",
      "  autoscaler history shop/web --since 24h",
      "  autoscaler init shop/web > shop-web.yaml",
      "  autoscaler doctor",
      "  autoscaler dashboard --demo",
      "",
      "autoscaler COMMAND --help says more.",
      "Exit codes: 0 good, 1 a problem that you can fix, 2 wrong usage, 3 AWS or credentials."
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // UTF-8 whatever the locale says: JSON has no other encoding.
    var out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    String noColor = System.getenv("NO_COLOR");
    boolean plain = noColor != null && !noColor.isEmpty();
    int code =
        commandLine(new Texts(new FileInputStream(FileDescriptor.in)))
            .setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.AUTO))
            .setOut(out)
            .setErr(err)
            .execute(args);
    out.flush();
    System.exit(code);
  }

  /** The commands; callers set where they write. */
  static CommandLine commandLine(Texts texts) {
    CommandLine line = new CommandLine(new Main(), new Commands(texts));
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(Main::misused);
    // A file may be called @name; nothing else of it is meant.
    line.setExpandAtFiles(false);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    return line;
  }

  private static int misused(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    String text = problem.getMessage();
    (text == null ? "wrong usage" : text)
        .lines()
        .forEach(line -> err.println("autoscaler: " + Texts.printable(line)));
    if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
      command.usage(err, command.getColorScheme());
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception exception, CommandLine command, CommandLine.ParseResult result) {
    String text = exception.getMessage();
    String said =
        exception instanceof Texts.Unreadable && text != null ? text : internal(exception);
    command.getErr().println("autoscaler: " + said);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String internal(Exception exception) {
    return "internal error (" + exception.getClass().getSimpleName() + "); please report it";
  }
}
