package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.Trouble;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works with an account; says what went wrong in one sentence each. */
@Command(
    mixinStandardHelpOptions = true,
    footerHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good",
      "1:a problem that you can fix",
      "2:wrong usage",
      "3:AWS or the credentials stand in the way"
    })
abstract class AccountCommand implements Callable<Integer> {
  /** Exit code: AWS or the credentials stand in the way. */
  static final int TROUBLE = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AccountOptions account = new AccountOptions();

  /**
   * Does it.
   *
   * @return the exit code
   */
  abstract int run(Session session, PrintWriter out) throws Exception;

  /**
   * Does what needs no account.
   *
   * @return the exit code; empty: an account is needed
   */
  OptionalInt runLocally(PrintWriter out) throws Exception {
    return OptionalInt.empty();
  }

  @Override
  public final Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      OptionalInt done = runLocally(out);
      return done.isPresent()
          ? done.getAsInt()
          : run(Session.open(account.selection(), System.getenv()), out);
    } catch (Refusal refusal) {
      out.flush();
      refusal.problems().forEach(problem -> err.println("autoscaler: " + Texts.printable(problem)));
      return 1;
    } catch (Trouble trouble) {
      out.flush();
      err.println("autoscaler: " + Texts.printable(String.valueOf(trouble.getMessage())));
      return TROUBLE;
    } finally {
      out.flush();
    }
  }

  boolean json() {
    return account.json();
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * Reads {@code cluster/service}.
   *
   * @throws Refusal if it is anything else
   */
  static ServiceRef service(String text) {
    return ServiceRef.parse(text)
        .orElseThrow(() ->
            new Refusal(
                "'" + text + "' is no service; allowed: CLUSTER/SERVICE, for example shop/web"));
  }
}
