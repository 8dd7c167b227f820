package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.orders.OrderLength;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets the count of services stand for a time. */
@Command(
    name = "pause",
    description =
        "Lets the count of a service, or of all, stand as it is for a time. The audit trail keeps"
            + " who ordered it.",
    footer = {
      "Examples:",
      "  autoscaler pause shop/web --for 2h --reason \"load test\"",
      "  autoscaler pause --all --for 30m"
    })
final class PauseCommand extends AccountCommand {
  @Mixin private WhichServices which = new WhichServices();

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      converter = Length.class,
      description = "How long, 1m to 30d. Required.")
  private @Nullable Duration length;

  @Option(names = "--reason", paramLabel = "TEXT", description = "For those who ask later.")
  private @Nullable String reason;

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef service = which.service();
    OrderLength lasts = OrderLength.of(length);
    InstantSource clock = InstantSource.system();
    OrderOffice office = OrderOffice.of(session, new TerminalWaiting(err(), clock), clock);
    OrderText.print(office.standingOrders().pause(service, lasts, reason), json(), out);
    return 0;
  }
}
