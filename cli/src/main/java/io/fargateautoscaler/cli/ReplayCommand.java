package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.Problem;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.events.Decoded;
import io.fargateautoscaler.events.EventDecoder;
import io.fargateautoscaler.events.Kind;
import io.fargateautoscaler.events.Replay;
import java.io.PrintWriter;
import java.util.ArrayList;
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
            + " and the failure of a task or trouble of a service that it tells, with cause and"
            + " next step. Exit code 1 if an event or policy cannot be read.",
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
      description = {
        "A policy in force; may be repeated. Alarms that it names then belong to its service, and"
            + " services without a policy are ignored."
      })
  private List<String> policyFiles = List.of();

  ReplayCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean good = true;
    List<ServicePolicy> policies = new ArrayList<>();
    for (String file : policyFiles) {
      good &= read(file, policies, err);
    }
    var decoder = new EventDecoder(null, null);
    var replay = new Replay(decoder, policies);
    for (String file : files) {
      try {
        String body = texts.text(file);
        out.println(replay.line(file, body));
        Decoded event = decoder.decode(body);
        if (event.kind() == Kind.UNREADABLE) {
          out.flush();
          err.println("autoscaler: " + Texts.shown(file) + ": no event: " + event.ignored());
          good = false;
        }
      } catch (Texts.Unreadable e) {
        out.flush();
        err.println("autoscaler: " + e.getMessage());
        good = false;
      }
    }
    out.flush();
    return good ? 0 : 1;
  }

  private boolean read(String file, List<ServicePolicy> policies, PrintWriter err) {
    try {
      PolicyReader.Result result = PolicyReader.read(texts.text(file), null);
      result.policy().ifPresent(policies::add);
      List<Problem> problems = result.problems();
      for (Problem problem : problems) {
        err.println("autoscaler: " + Texts.shown(file) + ": " + Texts.printable("" + problem));
      }
      return problems.isEmpty();
    } catch (Texts.Unreadable e) {
      err.println("autoscaler: " + e.getMessage());
      return false;
    }
  }
}
