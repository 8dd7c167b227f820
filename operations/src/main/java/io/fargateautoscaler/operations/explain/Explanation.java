package io.fargateautoscaler.operations.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.decision.Adjustment;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.operations.explain.Recorded.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision in sentences: the answer, then its reason, then what else counted. The words are those
 * of the record, as notices and logs have them.
 *
 * @param headline the answer
 * @param parts in the order in which they are read
 */
public record Explanation(String headline, List<Part> parts) {
  private static final Map<String, String> WOKEN =
      Map.of(
          "tick", "the tick of the minute",
          "pulse", "a pulse between two ticks",
          "alarm", "an alarm that changed its state",
          "task", "a task that stopped unexpectedly",
          "service", "an event of the service",
          "deployment", "an event of a deployment",
          "policy", "a change of the policy document",
          "manual", "an operator");

  public Explanation {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param label a word or two
   * @param sentences at least one
   */
  public record Part(String label, List<String> sentences) {
    public Part {
      sentences = List.copyOf(sentences);
    }
  }

  /** Explains a record. */
  public static Explanation of(Recorded record) {
    List<Part> parts = new ArrayList<>();
    add(parts, "because", because(record));
    List<String> votes = votes(record);
    boolean all = votes.size() == record.recommended().size();
    add(parts, all ? "policies" : "others", votes);
    add(parts, "stages", stages(record));
    add(parts, "range", range(record));
    add(parts, "mode", mode(record));
    add(parts, "data", data(record));
    add(parts, "tasks", tasks(record));
    add(parts, "woken by", wokenBy(record));
    add(parts, "applied", applied(record));
    return new Explanation(headline(record), parts);
  }

  /**
   * The same with how long it stood.
   *
   * @param asked the instant that was asked for
   * @param next when the next record was made; null: there is none
   */
  public Explanation standing(Recorded record, Instant asked, @Nullable Instant next) {
    String stood =
        next == null
            ? "the newest record; nothing else was recorded since"
            : "until " + Times.full(next) + " UTC; nothing else was recorded in between";
    String age = Times.since(record.at(), asked) + " old at " + Times.full(asked) + " UTC";
    List<Part> more = new ArrayList<>(parts);
    more.addFirst(new Part("in force", List.of(stood, age)));
    return new Explanation(headline, more);
  }

  private static void add(List<Part> parts, String label, List<String> sentences) {
    List<String> said = sentences.stream().filter(each -> !each.isBlank()).toList();
    if (!said.isEmpty()) {
      parts.add(new Part(label, said));
    }
  }

  private static String headline(Recorded record) {
    return record.service() + " at " + Times.full(record.at()) + " UTC: " + summary(record);
  }

  /** What was decided, without who and when, for example {@code held at 10 tasks: GATE}. */
  public static String summary(Recorded record) {
    Decision.Scale scale = record.scale();
    if (scale != null) {
      return scale.words();
    }
    Decision.Scale would = record.would();
    return "held at "
        + (record.count() == 1 ? "1 task" : record.count() + " tasks")
        + ": "
        + record.hold()
        + (would == null ? "" : "; would be " + would.words());
  }

  /** Summary and reason in one sentence. */
  public static String sentence(Recorded record) {
    Decision.Scale scale = record.scale();
    List<String> because = because(record);
    return summary(record)
        + (scale == null ? "" : " because of " + scale.cause())
        + (because.isEmpty() ? "" : ", " + (scale == null ? because.getFirst() : record.why()));
  }

  private static List<String> because(Recorded record) {
    Decision.Scale scale = record.scale();
    if (scale != null) {
      return List.of(scale.cause() + ": " + record.why());
    }
    Decision.Scale would = record.would();
    return would == null
        ? List.of(record.why())
        : List.of(record.why(), would.cause() + ": " + would.because());
  }

  /** What the policies asked for; what the reason has said is not said again. */
  private static List<String> votes(Recorded record) {
    Decision.Scale scale = record.scale();
    List<String> said = because(record);
    return record.recommended().stream()
        .filter(vote -> scale == null || !vote.policy().equals(scale.cause()))
        .filter(vote -> !said.contains(vote.policy() + ": " + vote.because()))
        .map(Explanation::vote)
        .toList();
  }

  private static String vote(Vote vote) {
    String said = vote.policy() + ": " + vote.because();
    Integer count = vote.count();
    if (count == null) {
      return said + (vote.blind() ? " (blind)" : " (no vote)");
    }
    return count.equals(vote.need()) ? said : said + " (asks for " + count + " now)";
  }

  /** One stage alone repeats the reason. */
  private static List<String> stages(Recorded record) {
    List<Adjustment> trace = record.trace();
    return trace.size() < 2 ? List.of() : trace.stream().map(Adjustment::words).toList();
  }

  private static List<String> range(Recorded record) {
    JsonNode range = record.part("/policy/range");
    if (!range.isObject()) {
      return List.of();
    }
    JsonNode by = range.path("by");
    return List.of(
        range.path("min").asInt()
            + " to "
            + range.path("max").asInt()
            + " tasks, by "
            + from(range.path("from").asText())
            + (by.isTextual() ? " of " + by.asText() : "")
            + "; document version "
            + record.part("/policy/version").asLong());
  }

  private static String from(String from) {
    return switch (from) {
      case "document" -> "the document";
      case "hold" -> "a hold";
      default -> from.replaceFirst("^schedule:", "the schedule ");
    };
  }

  private static List<String> mode(Recorded record) {
    List<String> modes = new ArrayList<>();
    String stack = record.part("/stackMode").asText();
    String document = record.part("/policy/document/mode").asText();
    if (!stack.isEmpty()) {
      modes.add("the stack's mode is " + stack);
    }
    if (!document.isEmpty() && !document.equals("active")) {
      modes.add("the document's mode is " + document);
    }
    return modes;
  }

  private static List<String> data(Recorded record) {
    List<String> data = new ArrayList<>();
    record
        .part("/observation/loads")
        .properties()
        .forEach(load -> {
          String text = LoadText.of(load.getValue(), record.at());
          data.add(text.isEmpty() ? "" : load.getKey() + ": " + text);
        });
    record
        .part("/observation/alarms")
        .properties()
        .forEach(alarm -> data.add("alarm " + alarm.getKey() + " is " + alarm.getValue().asText()));
    return data;
  }

  private static List<String> tasks(Recorded record) {
    JsonNode service = record.part("/observation/service");
    if (!service.isObject()) {
      return List.of();
    }
    String deployment = service.path("deployment").asText("steady");
    JsonNode other = service.path("otherScaler");
    String counts =
        service.path("desired").asInt()
            + " desired, "
            + service.path("running").asInt()
            + " running, "
            + service.path("pending").asInt()
            + " pending";
    return List.of(
        counts
            + switch (deployment) {
              case "rolling" -> "; a deployment was under way";
              case "failed" -> "; the newest deployment had failed";
              default -> "";
            }
            + (other.isTextual() ? "; " + other.asText() + " scales it too" : ""));
  }

  private static List<String> wokenBy(Recorded record) {
    String kind = record.part("/trigger/kind").asText();
    String ref = record.part("/trigger/ref").asText();
    String woken = WOKEN.getOrDefault(kind, kind);
    return List.of(ref.isEmpty() ? woken : woken + " (" + ref + ")");
  }

  private static List<String> applied(Recorded record) {
    JsonNode applied = record.part("/applied");
    Instant at = Recorded.instant(applied.path("at"));
    if (at == null) {
      return List.of();
    }
    Duration took = Duration.between(record.at(), at);
    return List.of(
        "desired count "
            + applied.path("count").asInt()
            + " at "
            + Times.full(at)
            + (took.isNegative() ? "" : ", " + Times.length(took) + " after the decision"),
        cost(applied.path("usdPerHour")));
  }

  private static String cost(JsonNode hourly) {
    return hourly.path("before").isNumber() && hourly.path("after").isNumber()
        ? "cost "
            + usd(hourly.path("before").asDouble())
            + " to "
            + usd(hourly.path("after").asDouble())
            + " USD an hour"
        : "";
  }

  /** As lines of at most {@code width} characters, except for words that are longer. */
  public List<String> lines(int width) {
    List<String> lines = new ArrayList<>(Wrapped.lines("", headline, width));
    lines.add("");
    for (Part part : parts) {
      String label = part.label();
      for (String sentence : part.sentences()) {
        lines.addAll(Wrapped.lines(String.format(Locale.ROOT, "  %-10s", label), sentence, width));
        label = "";
      }
    }
    return lines;
  }

  private static String usd(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }
}
