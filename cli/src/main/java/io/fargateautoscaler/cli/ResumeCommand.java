package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets services scale again. */
@Command(
    name = "resume",
    description =
        "Ends a pause. Also lets a service scale again whose count somebody set to 0 (PARKED)."
            + " A hold stays: hold --release ends it.",
    footer = {"Examples:", "  autoscaler resume shop/web", "  autoscaler resume --all"})
final class ResumeCommand extends AccountCommand {
  @Mixin private WhichServices which = new WhichServices();

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef service = which.service();
    InstantSource clock = InstantSource.system();
    OrderOffice office = OrderOffice.of(session, new TerminalWaiting(err(), clock), clock);
    OrderText.print(office.standingOrders().resume(service), json(), out);
    return 0;
  }
}
