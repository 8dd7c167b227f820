package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.AccountBoard;
import io.fargateautoscaler.aws.account.DynamoAuditTrail;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.explain.Explanation;
import io.fargateautoscaler.operations.explain.InForce;
import io.fargateautoscaler.operations.explain.Recorded;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a service had the count that it had. */
@Command(
    name = "explain",
    description = {
      "Says why a service had the count that it had at a time.",
      "What was decided, because of what, what the other policies asked for, which limits cut in,"
          + " how old the data was, what woke the autoscaler, and what was done. Decisions are"
          + " recorded when they differ from the one before, and kept for 30 days."
    },
    footer = {
      "",
      "Examples:",
      "  autoscaler explain shop/web                        the newest decision",
      "  autoscaler explain shop/web --at 14:02             of today, in UTC",
      "  autoscaler explain shop/web --at 2026-03-01T14:02Z --json | autoscaler decide --record -",
      "  autoscaler explain --record record.json            of a log or a notice; needs no account"
    })
final class ExplainCommand extends AccountCommand {
  private final Texts texts;

  @Parameters(arity = "0..1", paramLabel = "CLUSTER/SERVICE", description = "The service.")
  private @Nullable String service;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time that is asked for: 14:02, 14:02:21 (today in UTC), 2026-03-01T14:02Z.")
  private @Nullable String at;

  @Option(names = "--last", description = "The newest decision; so it is without --at, too.")
  private boolean last;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Explain this record, a log line or an audit row with one (- for standard input)"
              + " instead.")
  private @Nullable String record;

  ExplainCommand(Texts texts) {
    this.texts = texts;
  }

  @Override
  OptionalInt runLocally(PrintWriter out) throws Texts.Unreadable {
    if (at != null && last) {
      throw new Refusal("--at and --last contradict each other");
    }
    if (record == null) {
      check();
      return OptionalInt.empty();
    }
    if (service != null || at != null || last) {
      throw new Refusal("--record says it all: no service, --at or --last beside it");
    }
    Recorded found =
        Recorded.read(texts.text(record))
            .orElseThrow(() ->
                new Refusal(Texts.shown(String.valueOf(record)) + ": no decision record in it"));
    print(out, found, Explanation.of(found));
    return OptionalInt.of(0);
  }

  /** What is wrong is said before anybody has to sign in. */
  private void check() {
    if (service == null) {
      throw new Refusal("name a service, for example shop/web, or a record with --record");
    }
    service(service);
    if (at != null) {
      Moment.parse(at, InstantSource.system().instant());
    }
  }

  @Override
  int run(Session session, PrintWriter out) {
    ServiceRef asked = service(String.valueOf(service));
    Instant now = InstantSource.system().instant();
    Moment moment = at == null ? null : Moment.parse(at, now);
    AuditTrail trail = new DynamoAuditTrail(session, session.stack().output("TableName"));
    Optional<InForce> found =
        moment == null
            ? InForce.newest(trail, asked, now)
            : InForce.at(trail, asked, moment.end(), now);
    InForce inForce = found.orElseThrow(() -> nothing(session, asked, moment));
    Recorded decided = inForce.record();
    Explanation explanation = Explanation.of(decided);
    print(
        out,
        decided,
        explanation.standing(decided, asked(moment, now), inForce.next()));
    return 0;
  }

  /** The end of the minute that is named: what was decided within it is in force by then. */
  private static Instant asked(@Nullable Moment moment, Instant now) {
    return moment == null || moment.end().isAfter(now) ? now : moment.end();
  }

  /** A service that was released still has its records, so it is looked for only now. */
  private static Refusal nothing(Session session, ServiceRef asked, @Nullable Moment moment) {
    new AccountBoard(session, InstantSource.system()).require(asked);
    return new Refusal(
        "nothing is recorded of "
            + asked
            + (moment == null ? " yet" : " at or before " + moment.start())
            + "; decisions are kept for "
            + InForce.KEPT.toDays()
            + " days");
  }

  private void print(PrintWriter out, Recorded found, Explanation explanation) {
    if (json()) {
      out.println(Texts.json(found.text()));
    } else {
      explanation.lines(Columns.WIDTH).stream().map(Texts::printable).forEach(out::println);
    }
  }
}
