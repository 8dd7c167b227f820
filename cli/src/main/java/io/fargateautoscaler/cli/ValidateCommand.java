package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.PolicyWarnings;
import io.fargateautoscaler.core.policy.ServicePolicy;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            + " and what is allowed; exit code 1 if there is one. Warnings change no exit code.",
    footer = {
      "",
      "Examples:",
      "  autoscaler validate shop-web.yaml shop-worker.json",
      "  autoscaler validate --service shop/web shop-web.yaml",
      "  autoscaler validate --print shop-web.yaml"
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

  ValidateCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean good = true;
    for (String file : files) {
      try {
        good &= validate(file, texts.text(file), out);
      } catch (Texts.Unreadable e) {
        out.flush();
        spec.commandLine().getErr().println("autoscaler: " + e.getMessage());
        good = false;
      }
    }
    out.flush();
    return good ? 0 : 1;
  }

  private boolean validate(String file, String text, PrintWriter out) {
    PolicyReader.Result result = PolicyReader.read(text, service);
    String name = Texts.shown(file);
    if (result.policy().isPresent()) {
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
