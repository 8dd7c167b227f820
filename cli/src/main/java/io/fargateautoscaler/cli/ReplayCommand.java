package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.Problem;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.Kind;
import io.fargateautoscaler.events.Replay;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the autoscaler would make of stored events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Says in one JSON line per event what the autoscaler makes of it: kind, services, hints,"
            + " and the failure that it tells, if any. Exit code 1 if an event or policy cannot be"
            + " read.",
    footer = {
      "",
      "Examples:",
      "  autoscaler replay events/ecs-task/*.json",
      "  autoscaler replay --policy shop-web.yaml event.json"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Texts texts;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "EVENT",
      arity = "1..*",
      description = "Files with one JSON event each; - reads standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Check this policy document first; may be repeated.")
  private List<String> policies = List.of();

  ReplayCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean good = true;
    for (String file : policies) {
      good &= checked(file, err);
    }
    var decoder = new EventDecoder(null, null);
    var replay = new Replay(decoder);
    for (String file : files) {
      try {
        String body = texts.text(file);
        out.println(replay.line(file, body));
        good &= decoder.decode(body).kind() != Kind.UNREADABLE;
      } catch (Texts.Unreadable e) {
        out.flush();
        err.println("autoscaler: " + e.getMessage());
        good = false;
      }
    }
    out.flush();
    return good ? 0 : 1;
  }

  private boolean checked(String file, PrintWriter err) {
    try {
      List<Problem> problems = PolicyReader.read(texts.text(file), null).problems();
      for (Problem problem : problems) {
        err.println("autoscaler: " + Texts.shown(file) + ": " + problem);
      }
      return problems.isEmpty();
    } catch (Texts.Unreadable e) {
      err.println("autoscaler: " + e.getMessage());
      return false;
    }
  }
}
