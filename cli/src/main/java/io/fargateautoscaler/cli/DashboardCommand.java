package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.AccountBoard;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.dashboard.DashboardServer;
import io.fargateautoscaler.dashboard.demo.DemoBoard;
import io.fargateautoscaler.dashboard.view.Views;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.board.BoardSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the services of a stack on a page. */
@Command(
    name = "dashboard",
    description = {
      "Shows all services on a page of this machine: counts, loads, tasks, decisions, costs.",
      "The page is at an address of this machine only, shows and changes nothing, and is kept up to"
          + " date until Ctrl-C."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler dashboard",
      "  autoscaler dashboard --demo",
      "  autoscaler dashboard --stack my-stack --port 8080",
      "  autoscaler dashboard --once board.html"
    })
final class DashboardCommand extends AccountCommand {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration EVERY_OF_DEMO = Duration.ofSeconds(1);
  private static final int DEFAULT_SPEED = 20;
  private static final int MOST_SPEED = 600;
  private static final long SEED = 7;

  /** Virtual seconds: a page that stays as it is shows the story from its middle on. */
  private static final int SKIP = 60;

  private static final int SKIP_ONCE = 1260;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page (${DEFAULT-VALUE}: any that is free).")
  private int port;

  @Option(names = "--demo", description = "Show the services of the demo; needs no account.")
  private boolean demo;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Virtual seconds in a real one, for --demo, 1 to 600 (20).")
  private @Nullable Integer speed;

  @Option(
      names = "--once",
      paramLabel = "FILE",
      description = "Write the page as it is now to a file, and end.")
  private @Nullable String once;

  @Override
  OptionalInt runLocally(PrintWriter out) throws Exception {
    check();
    if (!demo) {
      return OptionalInt.empty();
    }
    int virtual = speed == null ? DEFAULT_SPEED : speed;
    int skip = once == null ? SKIP : SKIP_ONCE;
    DemoBoard board = new DemoBoard(InstantSource.system(), virtual, SEED, skip);
    return OptionalInt.of(show(board, EVERY_OF_DEMO, out));
  }

  private void check() {
    if (port < 0 || port > 65_535) {
      throw wrong("--port " + port + ": allowed are 0 to 65535");
    }
    if (speed != null && !demo) {
      throw wrong("--speed goes with --demo only");
    }
    if (speed != null && (speed < 1 || speed > MOST_SPEED)) {
      throw wrong("--speed " + speed + ": allowed are 1 to " + MOST_SPEED);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  @Override
  int run(Session session, PrintWriter out) throws Exception {
    return show(new AccountBoard(session, InstantSource.system()), EVERY, out);
  }

  private int show(BoardSource source, Duration every, PrintWriter out)
      throws IOException, InterruptedException {
    if (once != null) {
      write(source, once);
      return 0;
    }
    try (DashboardServer server =
        DashboardServer.start(source, InstantSource.system(), every, port)) {
      out.println(
          json()
              ? "{\"url\":\"" + server.address() + "\"}"
              : "dashboard: " + server.address() + "  (Ctrl-C ends it)");
      out.flush();
      // Until the process is ended.
      new CountDownLatch(1).await();
      return 0;
    } catch (BindException e) {
      throw new Refusal(
          "port " + port + " is taken or not allowed; --port 0 takes any that is free");
    }
  }

  private static void write(BoardSource source, String file) {
    try {
      Files.writeString(Path.of(file), new Views().file(source.read()));
    } catch (IOException | InvalidPathException e) {
      throw new Refusal("cannot write " + file);
    }
  }
}
