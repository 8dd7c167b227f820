package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.PolicyReference;
import io.fargateautoscaler.core.failure.FailureReference;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the reference of the policy document. */
@Command(
    name = "reference",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Prints the reference of the policy document, docs/policy-reference.md, or of failures.")
final class ReferenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--schema", description = "Print a JSON Schema for editors instead.")
  private boolean schema;

  @Option(names = "--failures", description = "Print docs/failures.md instead.")
  private boolean failures;

  ReferenceCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(page());
    out.flush();
    return 0;
  }

  private String page() {
    if (failures) {
      return FailureReference.markdown();
    }
    return schema ? PolicyReference.jsonSchema() : PolicyReference.markdown();
  }
}
