package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.account.AccountBoard;
import io.fargateautoscaler.aws.account.DynamoAuditTrail;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.aws.account.StoredDays;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.comparison.ComparedDays;
import io.fargateautoscaler.operations.comparison.Comparison;
import io.fargateautoscaler.operations.explain.InForce;
import io.fargateautoscaler.operations.explain.Times;
import io.fargateautoscaler.operations.history.History;
import io.fargateautoscaler.operations.history.History.Entry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Shows what became of a service, and who ordered what. */
@Command(
    name = "history",
    description = {
      "Shows what became of a service: a line for each decision that was news and for each order,"
          + " newest first.",
      "'others' changed the count themselves. autoscaler explain CLUSTER/SERVICE --at TIME says"
          + " more about a line."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler history shop/web",
      "  autoscaler history shop/web --since 7d --changes",
      "  autoscaler history shop/web --since 2026-03-01 --until 2026-03-01T12:00Z --json",
      "  autoscaler history shop/web --compare --since 14d"
    })
final class HistoryCommand extends AccountCommand {
  /** Decisions that are read at most. */
  private static final int MOST = 2_000;

  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "CLUSTER/SERVICE", description = "The service.")
  private String service = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "How far back: a length such as 24h or 7d, or a time (24h; with --compare 7d).")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "The end of it: 14:02 (today in UTC), 2026-03-01, 2026-03-01T14:02Z (now).")
  private @Nullable String until;

  @Option(names = "--changes", description = "Only the lines in which the count changed.")
  private boolean changes;

  @Option(
      names = "--compare",
      description =
          "For an observed service: each day as it was and as it would have been if this autoscaler"
              + " had scaled it.")
  private boolean compare;

  /** What is wrong is said before anybody has to sign in. */
  @Override
  OptionalInt runLocally(PrintWriter out) {
    service(service);
    Instant now = InstantSource.system().instant();
    if (!compare) {
      start(end(now), now, InForce.KEPT);
    } else if (until != null || changes) {
      throw new Refusal("--compare shows whole days up to now; leave out --until and --changes");
    } else {
      start(end(now), now, ComparedDays.KEPT);
    }
    return OptionalInt.empty();
  }

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef asked = service(service);
    Instant now = InstantSource.system().instant();
    if (compare) {
      return compare(session, out, asked, now);
    }
    Instant end = end(now);
    Instant start = start(end, now, InForce.KEPT);
    AuditTrail trail = new DynamoAuditTrail(session, session.stack().output("TableName"));
    History history = History.read(trail, asked, start, end, MOST);
    if (history.entries().isEmpty()) {
      new AccountBoard(session, InstantSource.system()).require(asked);
    }
    History shown = changes ? history.changes() : history;
    if (json()) {
      out.println(Texts.json(json(asked, start, end, shown)));
    } else {
      lines(asked, start, end, shown).forEach(out::println);
    }
    return 0;
  }

  private Instant end(Instant now) {
    return until == null ? now.plusSeconds(1) : Moment.parse(until, now).end();
  }

  private int compare(Session session, PrintWriter out, ServiceRef asked, Instant now) {
    LocalDate from = LocalDate.ofInstant(start(end(now), now, ComparedDays.KEPT), ZoneOffset.UTC);
    ComparedDays days = new StoredDays(session, session.stack().output("TableName"));
    Comparison comparison = Comparison.of(asked, days.since(asked, from));
    if (comparison.days().isEmpty()) {
      new AccountBoard(session, InstantSource.system()).require(asked);
    }
    if (json()) {
      out.println(Texts.json(comparison.json().toString()));
    } else {
      new CompareTable(comparison, LocalDate.ofInstant(now, ZoneOffset.UTC), from)
          .lines()
          .forEach(out::println);
    }
    return 0;
  }

  private Instant start(Instant end, Instant now, Duration longest) {
    String back = since == null ? (compare ? "7d" : "24h") : since;
    Instant start =
        back.matches("[0-9.]+(ms|s|m|h|d)")
            ? end.minus(length(back))
            : Moment.parse(back, now).start();
    if (!start.isBefore(end)) {
      throw new Refusal("--since " + back + " is not before the end, " + Times.full(end) + " UTC");
    }
    Instant kept = now.minus(longest);
    if (!kept.isBefore(end)) {
      throw new Refusal(
          "--until " + until + ": decisions are kept for " + longest.toDays() + " days only");
    }
    return start.isBefore(kept) ? kept : start;
  }

  private static Duration length(String text) {
    try {
      return new Length().convert(text);
    } catch (TypeConversionException e) {
      throw new Refusal("--since: " + e.getMessage());
    }
  }

  private List<String> lines(ServiceRef asked, Instant start, Instant end, History history) {
    if (history.entries().isEmpty()) {
      return List.of(
          (changes
                  ? "the count of " + asked + " did not change"
                  : "nothing is recorded of " + asked)
              + " from "
              + Times.full(start)
              + " to "
              + Times.full(end)
              + " UTC");
    }
    boolean oneDay = Duration.between(start, end).compareTo(Duration.ofDays(1)) <= 0;
    Columns table = new Columns(List.of(14, 9, 16, 24), "time (UTC)", "tasks", "what", "by", "why");
    for (Entry entry : history.entries()) {
      String at = Times.full(entry.at());
      table.row(
          oneDay ? at.substring(11) : at.substring(5),
          tasks(entry),
          entry.what(),
          entry.by(),
          entry.why());
    }
    List<String> lines = table.lines();
    if (history.shortened()) {
      lines.add("  older ones were left out: shorten the time with --since or --until");
    }
    return lines;
  }

  private static String tasks(Entry entry) {
    if (entry.from() == null) {
      return "";
    }
    return entry.changed() ? entry.from() + " → " + entry.to() : "" + entry.to();
  }

  private static String json(ServiceRef asked, Instant start, Instant end, History history) {
    ObjectNode json = JSON.createObjectNode();
    json.put("service", asked.toString());
    json.put("from", start.toString()).put("until", end.toString());
    json.put("shortened", history.shortened());
    var entries = json.putArray("entries");
    for (Entry entry : history.entries()) {
      ObjectNode one = entries.addObject();
      one.put("at", entry.at().toString());
      if (entry.from() != null) {
        one.put("from", entry.from()).put("to", entry.to());
      }
      one.put("what", entry.what()).put("why", entry.why());
      if (!entry.by().isEmpty()) {
        one.put("by", entry.by());
      }
    }
    return json.toString();
  }
}
