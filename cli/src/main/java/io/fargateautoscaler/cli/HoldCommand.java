package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.orders.HeldRange;
import io.fargateautoscaler.operations.orders.OrderLength;
import io.fargateautoscaler.operations.orders.Ordered;
import io.fargateautoscaler.operations.orders.StandingOrders;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds another range for a time. */
@Command(
    name = "hold",
    description =
        "Sets another range for a service for a time. It goes above schedules and document and"
            + " ends by itself.",
    footer = {
      "Examples:",
      "  autoscaler hold shop/web --min 20 --for 3h",
      "  autoscaler hold shop/web --min 4 --max 8 --for 1d",
      "  autoscaler hold shop/web --release"
    })
final class HoldCommand extends AccountCommand {
  @Parameters(paramLabel = "CLUSTER/SERVICE", description = "The service, for example shop/web.")
  private String service = "";

  @Option(names = "--min", paramLabel = "N", description = "Smallest count, 0 to 5000.")
  private @Nullable Integer min;

  @Option(names = "--max", paramLabel = "N", description = "Largest count, 0 to 5000.")
  private @Nullable Integer max;

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      converter = Length.class,
      description = "How long, 1m to 30d. Required without --release.")
  private @Nullable Duration length;

  @Option(names = "--release", description = "End the hold now.")
  private boolean release;

  /** What is wrong is said before anybody has to sign in. */
  @Override
  OptionalInt runLocally(PrintWriter out) {
    service(service);
    if (release && (min != null || max != null || length != null)) {
      throw new Refusal("--release ends a hold: give it without --min, --max and --for");
    }
    if (!release) {
      HeldRange.of(min, max);
      OrderLength.of(length);
    }
    return OptionalInt.empty();
  }

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef named = service(service);
    Ordered done =
        release
            ? orders(session).release(named)
            : orders(session).hold(named, HeldRange.of(min, max), OrderLength.of(length));
    OrderText.print(List.of(done), json(), out);
    return 0;
  }

  private StandingOrders orders(Session session) {
    InstantSource clock = InstantSource.system();
    return OrderOffice.of(session, new TerminalWaiting(err(), clock), clock).standingOrders();
  }
}
