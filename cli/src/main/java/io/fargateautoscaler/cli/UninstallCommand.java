package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.CloudFormationRemoval;
import io.fargateautoscaler.aws.account.EcsAccountServices;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.removal.RemovalPlan;
import io.fargateautoscaler.operations.removal.Uninstall;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes the stack away. */
@Command(
    name = "uninstall",
    description =
        "Says what goes with the stack, what stays, and how Application Auto Scaling scales your"
            + " services again. With --yes it sets the mode off and deletes the stack; counts stay"
            + " as they are.",
    footer = {
      "Examples:",
      "  autoscaler uninstall                     # only the plan",
      "  autoscaler uninstall --yes",
      "  autoscaler uninstall --yes --documents   # the policy documents too"
    })
final class UninstallCommand extends AccountCommand {
  @Option(names = "--yes", description = "Do it; without this nothing changes.")
  private boolean yes;

  @Option(names = "--documents", description = "Delete the policy documents too.")
  private boolean documents;

  @Override
  int run(Session session, PrintWriter out) {
    InstantSource clock = InstantSource.system();
    OrderOffice office = OrderOffice.of(session, new TerminalWaiting(err(), clock), clock);
    Uninstall uninstall =
        new Uninstall(
            office.stack(),
            office.fleet(),
            office.parameters(),
            new EcsAccountServices(session),
            new CloudFormationRemoval(session, office.stack().name()),
            office.modeOrder(),
            office.waiting());
    RemovalPlan plan = uninstall.plan(documents);
    if (!json()) {
      print(plan, out);
      out.flush();
    }
    if (yes) {
      uninstall.run(plan);
    }
    if (json()) {
      out.println(Texts.json(json(plan).toString()));
    } else {
      out.println(yes ? "done: the stack is gone" : "nothing was changed; --yes does it");
    }
    return 0;
  }

  private static void print(RemovalPlan plan, PrintWriter out) {
    out.println("stack " + plan.stack());
    out.println("goes:");
    plan.resources().forEach((kind, count) -> out.println("  " + count + " × " + kind));
    out.println("  with the audit trail, the logs and what waits in the queues");
    list(plan.claims(), out);
    if (plan.deletesDocuments()) {
      list(plan.documents(), out);
    }
    out.println("stays:");
    if (plan.services().isEmpty()) {
      out.println("  every service as it is");
    } else {
      out.println("  the count of each service as it is then:");
      list(plan.services().stream().map(ServiceRef::toString).toList(), out);
    }
    if (!plan.deletesDocuments() && !plan.documents().isEmpty()) {
      out.println("  policy documents; --documents deletes them too:");
      list(plan.documents(), out);
    }
    out.println("  for 35 days, without charge, the backup that DynamoDB makes of the state table");
    if (!plan.commands().isEmpty()) {
      out.println("Application Auto Scaling is suspended; each of these wakes it:");
      // Not cut at any width: they are to be copied.
      list(plan.commands(), out);
    }
    OrderText.remarks(plan.remarks(), out);
  }

  private static void list(List<String> lines, PrintWriter out) {
    lines.forEach(line -> out.println("  " + Texts.printable(line)));
  }

  private ObjectNode json(RemovalPlan plan) {
    ObjectNode node = OrderText.object();
    node.put("stack", plan.stack());
    node.put("done", yes);
    ObjectNode resources = node.putObject("resources");
    plan.resources().forEach(resources::put);
    OrderText.texts(node, "services", plan.services().stream().map(ServiceRef::toString).toList());
    OrderText.texts(node, "documents", plan.documents());
    node.put("documents-deleted", plan.deletesDocuments());
    OrderText.texts(node, "claims", plan.claims());
    OrderText.texts(node, "commands", plan.commands());
    OrderText.texts(node, "remarks", plan.remarks());
    return node;
  }
}
