package io.fargateautoscaler.config;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.text.Untrusted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The notices about documents. Their texts come from people, so all of them are made safe. */
public final class PolicyNotices {
  /** Head and foot leave this many of the twelve lines. */
  private static final int PROBLEM_LINES = 9;

  private static final int LONGEST_ID = 600;

  private PolicyNotices() {}

  /**
   * A document was not put in force.
   *
   * @param lastGood the version that stays in force; null: none
   */
  public static Notice rejected(
      PolicySource.Document document,
      List<Problem> problems,
      @Nullable Long lastGood,
      Instant now) {
    int count = problems.size();
    String what = count == 1 ? "1 problem" : count + " problems";
    List<String> lines = new ArrayList<>();
    lines.add(
        "The policy document "
            + plain(document.path())
            + " is not put in force: version "
            + document.version()
            + " has "
            + what
            + (lastGood == null
                ? ". The service has no policy in force."
                : ". Version " + lastGood + " stays in force."));
    lines.add(Notice.TO_DO + "mend it, try it with ./autoscaler validate FILE, and put it again.");
    problems.stream().limit(PROBLEM_LINES).forEach(problem -> lines.add(line(problem)));
    if (count > PROBLEM_LINES) {
      String rest =
          problems.stream()
              .skip(PROBLEM_LINES)
              .map(PolicyNotices::line)
              .collect(Collectors.joining("; "));
      lines.add(plain(rest));
    }
    return new Notice(
        // A parameter that was deleted and made anew begins at version 1 again.
        id("policy-rejected", document.path(), document.version())
            + "#"
            + Integer.toHexString(document.text().hashCode()),
        now,
        Notice.Event.POLICY_REJECTED,
        Notice.Severity.WARNING,
        ServiceRef.parse(document.path()).orElse(null),
        subject("[" + document.path() + "] policy rejected: " + what),
        lines,
        null,
        null);
  }

  /** The mode parameter has a text that is no mode. */
  public static Notice modeRejected(String text, Instant now) {
    return new Notice(
        "policy-rejected:mode#" + Integer.toHexString(text.hashCode()),
        now,
        Notice.Event.POLICY_REJECTED,
        Notice.Severity.WARNING,
        null,
        "Mode of the stack rejected: use active, observe or off",
        List.of(
            "The mode parameter of the stack says "
                + new Untrusted(text).forSubject()
                + ", which is no mode. The last mode stays.",
            Notice.TO_DO + "set it to active, observe or off."),
        null,
        null);
  }

  /** A document is gone. */
  public static Notice released(ServiceRef service, long version, Instant now) {
    return new Notice(
        id("released", service.toString(), version) + "@" + now.truncatedTo(ChronoUnit.HOURS),
        now,
        Notice.Event.RELEASED,
        Notice.Severity.INFO,
        service,
        subject("[" + service + "] released: its policy is gone, its count stays"),
        List.of(
            "The policy document of "
                + service
                + " was deleted or renamed: its desired count stays and is no longer scaled.",
            Notice.TO_DO + "nothing if that is meant; else put the document back."),
        null,
        null);
  }

  private static String id(String event, String path, long version) {
    String known = path.length() <= LONGEST_ID ? path : path.substring(0, LONGEST_ID);
    return event + ":" + known + "@" + version;
  }

  private static String line(Problem problem) {
    return plain((problem.line() > 0 ? "line " + problem.line() + ": " : "") + problem);
  }

  private static String plain(String text) {
    return new Untrusted(text).forPlainText();
  }

  private static String subject(String text) {
    return new Untrusted(text).forSubject();
  }
}
