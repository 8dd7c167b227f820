package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.orders.ModeOrder;
import io.fargateautoscaler.operations.policies.InForce;
import io.fargateautoscaler.operations.policies.PolicyDesk;
import io.fargateautoscaler.operations.policies.Proposal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts policy documents in force. */
@Command(
    name = "apply",
    description =
        "Checks policy documents, shows what they change, asks, puts them and waits until they are"
            + " in force. With --service and --version an earlier document comes back.",
    footer = {
      "Examples:",
      "  autoscaler apply shop-web.yaml",
      "  autoscaler apply --dry-run policies/*.yaml",
      "  autoscaler apply --observe --yes shop-web.yaml",
      "  autoscaler apply --service shop/web --version 3"
    })
final class ApplyCommand extends AccountCommand {
  private final Texts texts;

  @Parameters(
      paramLabel = "POLICY",
      arity = "0..*",
      description = "YAML or JSON files; - reads standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--service",
      paramLabel = "CLUSTER/SERVICE",
      description = "Go back to an earlier document of this service.")
  private @Nullable String service;

  @Option(names = "--version", paramLabel = "N", description = "The version to go back to.")
  private @Nullable Long version;

  @Option(names = "--observe", description = "Write mode: observe into what is put.")
  private boolean observe;

  /** Its own, for {@code --version} is not the usual one here. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  ApplyCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  int run(Session session, PrintWriter out) throws Texts.Unreadable {
    boolean back = service != null || version != null;
    if (back == !files.isEmpty() || (back && (service == null || version == null))) {
      throw new Refusal("give documents, or both --service and --version to go back");
    }
    if (json() && !yes && !dryRun) {
      throw new Refusal("--json shows nothing before it asks: give --yes or --dry-run with it");
    }
    List<String> documents = new ArrayList<>();
    for (String file : files) {
      documents.add(texts.text(file));
    }
    if (!good(files.stream().map(Texts::shown).toList(), documents)) {
      return 1;
    }
    InstantSource clock = InstantSource.system();
    PolicyDesk desk =
        OrderOffice.of(session, new TerminalWaiting(err(), clock), clock).policyDesk();
    if (service != null && version != null) {
      ServiceRef named = service(service);
      documents.add(desk.version(named, version));
      if (!good(List.of(named + " version " + version), documents)) {
        return 1;
      }
    }
    List<Proposal> proposals = desk.propose(documents, observe);
    if (!json()) {
      proposals.forEach(proposal -> show(proposal, out));
    }
    boolean changes = proposals.stream().anyMatch(Proposal::changes);
    List<InForce> inForce = List.of();
    if (changes && !dryRun) {
      out.flush();
      if (!Asking.yes(yes, "Put in force?")) {
        out.println("nothing was changed");
        return 0;
      }
      inForce = desk.apply(proposals);
    }
    if (json()) {
      out.println(Texts.json(json(proposals, inForce).toString()));
    } else {
      inForce.forEach(each -> out.println(sentence(each)));
    }
    return 0;
  }

  private boolean good(List<String> names, List<String> documents) {
    boolean good = true;
    for (int i = 0; i < documents.size(); i++) {
      int bytes = documents.get(i).getBytes(StandardCharsets.UTF_8).length;
      PolicyReader.Result read = PolicyReader.read(documents.get(i), service);
      if (bytes > PolicyReader.MAX_BYTES) {
        err()
            .println(
                names.get(i)
                    + ": "
                    + bytes
                    + " bytes; allowed "
                    + PolicyReader.MAX_BYTES
                    + " bytes");
        good = false;
      } else if (read.policy().isEmpty()) {
        PolicyProblems.print(names.get(i), read.problems(), err());
        good = false;
      }
    }
    return good;
  }

  private static void show(Proposal proposal, PrintWriter out) {
    Long before = proposal.before();
    if (!proposal.changes()) {
      out.println(proposal.service() + ": nothing changes, version " + before + " stays");
    } else {
      out.println(
          proposal.service() + (before == null ? ": new" : ": in place of version " + before));
      proposal.diff().forEach(line -> out.println("  " + Texts.printable(line)));
    }
    OrderText.remarks(proposal.remarks(), out);
  }

  private static String sentence(InForce inForce) {
    return inForce.service()
        + ": version "
        + inForce.version()
        + " is in force: "
        + inForce.capacity().min()
        + " to "
        + inForce.capacity().max()
        + " tasks, "
        + (inForce.policies().size() == 1 ? "policy " : "policies ")
        + Texts.printable(String.join(", ", inForce.policies()))
        + ", mode "
        + ModeOrder.word(inForce.mode());
  }

  private static ArrayNode json(List<Proposal> proposals, List<InForce> inForce) {
    ArrayNode all = OrderText.object().putArray("services");
    for (int i = 0; i < proposals.size(); i++) {
      Proposal proposal = proposals.get(i);
      ObjectNode node = all.addObject();
      node.put("service", proposal.service().toString());
      node.put("changes", proposal.changes());
      node.put("before", proposal.before());
      OrderText.texts(node, "diff", proposal.diff());
      OrderText.texts(node, "remarks", proposal.remarks());
      if (inForce.size() > i) {
        InForce now = inForce.get(i);
        node.put("version", now.version());
        node.putObject("capacity")
            .put("min", now.capacity().min())
            .put("max", now.capacity().max());
        OrderText.texts(node, "policies", now.policies());
        node.put("mode", ModeOrder.word(now.mode()));
      }
    }
    return all;
  }
}
