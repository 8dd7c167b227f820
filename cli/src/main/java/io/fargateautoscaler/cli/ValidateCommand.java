package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.AccountLive;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.PolicyWarnings;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import io.fargateautoscaler.operations.adopt.LiveReport;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks policy documents and lists every problem of each. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Checks policy documents without an account. Prints every problem with its line, its path"
            + " and what is allowed; exit code 1 if there is one. Warnings change no exit code."
            + " With --live it also reads the service and its loads, and says what would be decided"
            + " now; needs no deployed stack and changes nothing.",
    footer = {
      "",
      "Examples:",
      "  autoscaler validate shop-web.yaml shop-worker.json",
      "  autoscaler validate --service shop/web shop-web.yaml",
      "  autoscaler validate --print shop-web.yaml",
      "  autoscaler validate --live --region eu-west-1 shop-web.yaml",
      "",
      "Exit codes: 0 good, 1 a problem that you can fix, 2 wrong usage, 3 AWS stands in the way."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Texts texts;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "POLICY",
      arity = "1..*",
      description = "YAML or JSON files; - reads standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--service",
      paramLabel = "CLUSTER/SERVICE",
      description = "The service that the document must name.")
  private @Nullable String service;

  @Option(
      names = "--print",
      description = "Also print a good document with all its defaults, as JSON.")
  private boolean print;

  @Option(
      names = "--live",
      description = "Also look at the real service: what this document would do now.")
  private boolean live;

  @Mixin private PlaceOptions place = new PlaceOptions();

  ValidateCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean good = true;
    List<ServicePolicy> policies = new ArrayList<>();
    for (String file : files) {
      try {
        good &= validate(file, texts.text(file), out, policies);
      } catch (Texts.Unreadable e) {
        out.flush();
        spec.commandLine().getErr().println("autoscaler: " + e.getMessage());
        good = false;
      }
    }
    try {
      good &= !live || policies.isEmpty() || lively(policies, out);
    } catch (Refusal refusal) {
      out.flush();
      for (String problem : refusal.problems()) {
        spec.commandLine().getErr().println("autoscaler: " + Texts.printable(problem));
      }
      return 1;
    } catch (Trouble trouble) {
      out.flush();
      spec.commandLine()
          .getErr()
          .println("autoscaler: " + Texts.printable(String.valueOf(trouble.getMessage())));
      return AccountCommand.TROUBLE;
    }
    out.flush();
    return good ? 0 : 1;
  }

  /** Whether each document fits its service as it is now. */
  private boolean lively(List<ServicePolicy> policies, PrintWriter out) {
    InstantSource clock = InstantSource.system();
    Session session = Session.open(place.selection(), System.getenv());
    // Without credentials each of the readings below would say so in its own words.
    session.caller();
    LiveCheck check = new LiveCheck(AccountLive.sources(session, clock), clock);
    boolean good = true;
    for (ServicePolicy policy : policies) {
      LiveReport report = check.check(policy);
      LiveText.print(report, out);
      good &= report.problems().isEmpty();
    }
    return good;
  }

  private boolean validate(
      String file, String text, PrintWriter out, List<ServicePolicy> policies) {
    PolicyReader.Result result = PolicyReader.read(text, service);
    String name = Texts.shown(file);
    if (result.policy().isPresent()) {
      policies.add(result.policy().get());
      out.println(name + ": good: " + summary(result.policy().get()));
      for (String warning : PolicyWarnings.of(result.policy().get())) {
        out.println("  warning: " + Texts.printable(warning));
      }
      if (print) {
        out.println(Texts.json(String.valueOf(result.canonicalJson())));
      }
      return true;
    }
    PolicyProblems.print(name, result.problems(), out);
    return false;
  }

  private static String summary(ServicePolicy policy) {
    int count = policy.policies().size();
    return policy.service()
        + ", "
        + policy.capacity().min()
        + " to "
        + policy.capacity().max()
        + " tasks, "
        + count
        + (count == 1 ? " policy" : " policies");
  }
}
