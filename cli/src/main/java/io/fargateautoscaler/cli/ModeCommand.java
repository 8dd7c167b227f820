package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.orders.ModeOrder;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Shows or sets the mode of the stack. */
@Command(
    name = "mode",
    description =
        "Shows how far the stack and each of its services may go, or sets it for the stack and"
            + " waits until it is obeyed. The stricter of the stack's mode and the document's"
            + " counts.",
    footer = {
      "Examples:",
      "  autoscaler mode             # what is in force",
      "  autoscaler mode observe     # decide and tell, change nothing",
      "  autoscaler mode active",
      "  autoscaler mode off         # stop, within a minute"
    })
final class ModeCommand extends AccountCommand {
  @Parameters(
      paramLabel = "MODE",
      arity = "0..1",
      converter = Word.class,
      description = "active, observe or off; without it the modes are shown.")
  private @Nullable Mode mode;

  @Override
  int run(Session session, PrintWriter out) {
    InstantSource clock = InstantSource.system();
    OrderOffice office = OrderOffice.of(session, new TerminalWaiting(err(), clock), clock);
    if (mode == null) {
      show(office, out);
    } else {
      set(office.modeOrder().set(mode), out);
    }
    return 0;
  }

  private void show(OrderOffice office, PrintWriter out) {
    Mode stack = office.fleet().mode();
    var services = office.fleet().services();
    if (json()) {
      ObjectNode node = OrderText.object();
      node.put("stack", office.stack().name());
      node.put("mode", ModeOrder.word(stack));
      var each = node.putArray("services");
      services.forEach((service, managed) -> {
        Mode own = managed.document().policy().mode();
        each.addObject()
            .put("service", service.toString())
            .put("mode", ModeOrder.word(own.strictest(stack)))
            .put("document", ModeOrder.word(own));
      });
      out.println(Texts.json(node.toString()));
      return;
    }
    out.println("stack " + office.stack().name() + ": mode " + ModeOrder.word(stack));
    int width =
        services.keySet().stream().mapToInt(name -> name.toString().length()).max().orElse(0);
    services.forEach((service, managed) -> {
      Mode own = managed.document().policy().mode();
      out.println(
          "  "
              + service
              + " ".repeat(width - service.toString().length() + 2)
              + ModeOrder.word(own.strictest(stack))
              + (own.compareTo(stack) < 0 ? " (its document says so)" : ""));
    });
    if (services.isEmpty()) {
      out.println("  no service has a policy in force");
    }
  }

  private void set(ModeOrder.Changed changed, PrintWriter out) {
    if (json()) {
      ObjectNode node = OrderText.object();
      node.put("mode", ModeOrder.word(changed.now()));
      node.put("before", ModeOrder.word(changed.before()));
      OrderText.texts(node, "remarks", changed.remarks());
      out.println(Texts.json(node.toString()));
      return;
    }
    out.println(
        changed.before() == changed.now()
            ? "mode " + ModeOrder.word(changed.now()) + ", as before"
            : "mode " + ModeOrder.word(changed.before()) + " → " + ModeOrder.word(changed.now()));
    OrderText.remarks(changed.remarks(), out);
  }

  /** A mode as documents spell it. */
  static final class Word implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String text) {
      return Arrays.stream(Mode.values())
          .filter(mode -> ModeOrder.word(mode).equals(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "'" + text + "' is no mode; allowed active, observe, off"));
    }
  }
}
