package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.AccountAdoption;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.adopt.Adoption;
import io.fargateautoscaler.operations.adopt.Draft;
import io.fargateautoscaler.operations.adopt.Suspension;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts the policy document of a service that runs. */
@Command(
    name = "init",
    description =
        "Writes a policy document for a service as it runs today, with what Application Auto"
            + " Scaling does for it, and the commands that suspend that and bring it back. Changes"
            + " nothing; needs no deployed stack.",
    footer = {
      "Examples:",
      "  autoscaler init shop/web > shop-web.yaml",
      "  autoscaler init shop/web --out shop-web.yaml --region eu-west-1"
    })
final class InitCommand extends AccountCommand {
  @Parameters(paramLabel = "CLUSTER/SERVICE", description = "The service.")
  private String service = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the document there and not to standard output.")
  private @Nullable String out;

  @Option(names = "--force", description = "Overwrite FILE.")
  private boolean force;

  @Override
  int run(Session session, PrintWriter printer) {
    Draft draft =
        new Adoption(new AccountAdoption(session), InstantSource.system(), session.region())
            .draft(service(service));
    if (out != null) {
      write(out, draft.document());
    }
    if (json()) {
      printer.println(Texts.json(json(draft)));
    } else {
      if (out == null) {
        printer.print(draft.document());
        printer.flush();
      }
      tell(draft);
    }
    return draft.problems().isEmpty() ? 0 : 1;
  }

  private void tell(Draft draft) {
    if (out != null) {
      err().println("written to " + Texts.printable(out));
    }
    draft.notes().forEach(note -> err().println("# " + Texts.printable(note)));
    draft.problems().forEach(problem -> err().println("autoscaler: " + Texts.printable(problem)));
    Suspension suspension = draft.suspension();
    if (suspension != null) {
      err().println("# While Application Auto Scaling is active the autoscaler only observes.");
      err().println("# To suspend it, once the document is in force:");
      err().println(suspension.suspend());
      err().println("# To bring it back as it is now:");
      err().println(suspension.restore());
    }
  }

  private String json(Draft draft) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("service", service);
    json.put("document", draft.document());
    json.putArray("notes");
    draft.notes().forEach(json.withArray("notes")::add);
    json.putArray("problems");
    draft.problems().forEach(json.withArray("problems")::add);
    Suspension suspension = draft.suspension();
    if (suspension != null) {
      json.put("suspend", suspension.suspend());
      json.put("restore", suspension.restore());
    }
    return json.toString();
  }

  private void write(String name, String document) {
    OpenOption[] options =
        force
            ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING}
            : new OpenOption[] {StandardOpenOption.CREATE_NEW};
    try (var file = Files.newOutputStream(Path.of(name), options)) {
      file.write(document.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(name + " is there already; --force overwrites it");
    } catch (IOException | InvalidPathException e) {
      throw new Refusal(name + " cannot be written");
    }
  }
}
