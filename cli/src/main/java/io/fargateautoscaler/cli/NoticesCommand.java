package io.fargateautoscaler.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fargateautoscaler.config.SavedNotice;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.simulator.gallery.Forms;
import io.fargateautoscaler.simulator.gallery.Gallery;
import io.fargateautoscaler.simulator.gallery.GalleryPage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows notices in all forms in which they are published. */
@Command(
    name = "notices",
    mixinStandardHelpOptions = true,
    description = {
      "Shows notices in all forms in which they are published: subject, text for mail, message"
          + " attributes, JSON for queues and functions, custom notification for chat.",
      "A FILE holds an event as AWS sends it (then the notices about its failed tasks are shown),"
          + " or notices as a queue gets them, one JSON object a line. Exit code 1 if a FILE cannot"
          + " be read, or nobody would be told anything."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler notices --demo",
      "  autoscaler notices --demo --event crash-loop",
      "  autoscaler notices events/synthetic/task-oom.json",
      "  autoscaler notices --json saved.jsonl"
    })
final class NoticesCommand implements Callable<Integer> {
  private static final String RULE = "-".repeat(80);

  private static final ObjectReader STRICT =
      new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Texts texts;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files with an event or saved notices; - reads standard input.")
  private List<String> files = List.of();

  @Option(names = "--demo", description = "Show one example of every event, and of its end.")
  private boolean demo;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "Only this event, such as blind; may be repeated.")
  private List<String> events = List.of();

  @Option(names = "--json", description = "Print one JSON object a line for each notice.")
  private boolean json;

  @Option(
      names = "--markdown",
      description = "Print docs/notices.md instead; only together with --demo.")
  private boolean markdown;

  NoticesCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  public Integer call() {
    checkUsage();
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(GalleryPage.markdown());
      out.flush();
      return 0;
    }
    boolean good = true;
    List<Forms> all = new ArrayList<>();
    if (demo) {
      Gallery.notices().stream().map(Forms::of).forEach(all::add);
    }
    for (String file : files) {
      good &= read(file, all);
    }
    List<Forms> shown =
        all.stream()
            .filter(forms -> events.isEmpty() || events.contains(forms.main().event()))
            .toList();
    shown.forEach(forms -> print(forms, out));
    out.flush();
    if (shown.isEmpty() && !all.isEmpty()) {
      tell("nobody is told anything of the events that --event names");
    }
    return good && !shown.isEmpty() ? 0 : 1;
  }

  private void checkUsage() {
    if (demo == !files.isEmpty()) {
      throw wrong("give either --demo or files");
    }
    if (markdown && (!demo || json || !events.isEmpty())) {
      throw wrong("--markdown goes together with --demo only");
    }
    List<String> known =
        Arrays.stream(Notice.Event.values()).map(Notice.Event::wireName).sorted().toList();
    for (String event : events) {
      if (!known.contains(event)) {
        throw wrong("--event " + event + ": unknown; known are " + String.join(", ", known));
      }
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private boolean read(String file, List<Forms> found) {
    String text;
    try {
      text = texts.text(file);
    } catch (Texts.Unreadable e) {
      tell(e.getMessage());
      return false;
    }
    JsonNode whole = object(text);
    if (whole != null) {
      List<Forms> told =
          saved(whole)
              .map(List::of)
              .orElseGet(() -> Gallery.of(text).stream().map(Forms::of).toList());
      if (told.isEmpty()) {
        tell(Texts.shown(file) + ": no notice, and no event of which people are told");
      }
      found.addAll(told);
      return true;
    }
    List<Forms> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        JsonNode each = object(line);
        Optional<Forms> saved = each == null ? Optional.empty() : saved(each);
        if (saved.isEmpty()) {
          tell(Texts.shown(file) + ": line " + number + ": neither a notice nor an event");
          return false;
        }
        lines.add(saved.get());
      }
    }
    found.addAll(lines);
    return true;
  }

  /** A saved notice, also in the envelope that SNS puts around it for queues. */
  private Optional<Forms> saved(JsonNode json) {
    JsonNode inner =
        json.path("Message").isTextual() ? object(json.path("Message").asText()) : null;
    JsonNode notice = inner == null ? json : inner;
    return SavedNotice.read(notice).map(read -> Forms.of(read).saved(notice));
  }

  private @Nullable JsonNode object(String text) {
    try {
      JsonNode json = STRICT.readTree(text);
      return json != null && json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void print(Forms forms, PrintWriter out) {
    if (json) {
      out.println(Texts.json(forms.line()));
      return;
    }
    out.println(RULE);
    out.println("Subject:    " + forms.main().subject());
    out.println(
        "Attributes: "
            + forms.attributes().entrySet().stream()
                .map(each -> each.getKey() + "=" + Texts.printable(each.getValue()))
                .collect(Collectors.joining(" ")));
    out.println();
    forms.main().text().lines().forEach(line -> out.println(Texts.printable(line)));
    out.println("\nJSON:");
    pretty(forms.json(), out);
    if (forms.chat().isPresent()) {
      out.println("\nChat:");
      pretty(forms.chat().get(), out);
    } else {
      out.println("\nNot told in chat.");
    }
    out.println();
  }

  private static void pretty(JsonNode json, PrintWriter out) {
    json.toPrettyString().lines().forEach(line -> out.println(Texts.json(line)));
  }

  private void tell(@Nullable String sentence) {
    spec.commandLine().getOut().flush();
    spec.commandLine().getErr().println("autoscaler: " + Texts.printable("" + sentence));
  }
}
