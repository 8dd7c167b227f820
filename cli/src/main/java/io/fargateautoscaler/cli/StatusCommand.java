package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.AccountBoard;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.BoardJson;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the stack and its services look like now. */
@Command(
    name = "status",
    description = {
      "Shows what the stack and its services look like now.",
      "With a service: its loads, tasks, orders, last decisions and failures. What is wrong stands"
          + " on lines that begin with !."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler status",
      "  autoscaler status shop/web --watch",
      "  autoscaler status --json | jq '.services[] | {service, running, now}'"
    })
final class StatusCommand extends AccountCommand {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER/SERVICE",
      description = "One service in detail; without it all of them.")
  private @Nullable String service;

  @Option(
      names = "--watch",
      description = "Show it again every 5 s until Ctrl-C; with --json a line each time.")
  private boolean watch;

  /** What is wrong is said before anybody has to sign in. */
  @Override
  OptionalInt runLocally(PrintWriter out) {
    if (service != null) {
      service(service);
    }
    return OptionalInt.empty();
  }

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef asked = service == null ? null : service(service);
    AccountBoard board = new AccountBoard(session, InstantSource.system());
    show(board, asked, out);
    return watch ? new Watching(out, err(), EVERY).run(() -> show(board, asked, out)) : 0;
  }

  private void show(AccountBoard source, @Nullable ServiceRef asked, PrintWriter out) {
    Board board = asked == null ? source.summary() : source.read(asked);
    if (json()) {
      out.println(Texts.json(BoardJson.text(board, asked != null)));
    } else {
      if (watch && terminal()) {
        out.print(CLEAR);
      }
      lines(board, asked).forEach(out::println);
      if (watch && !terminal()) {
        out.println();
      }
    }
    out.flush();
  }

  private static List<String> lines(Board board, @Nullable ServiceRef asked) {
    return asked == null || board.services().isEmpty()
        ? new StatusText(board).lines()
        : new ServiceText(board, board.services().getFirst()).lines();
  }

  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
