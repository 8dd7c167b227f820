package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.config.Problem;
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

/**
 * Pure: the notices about documents. Their texts come from people, so all of them are made safe.
 */
final class PolicyNotices {
  /** Head and foot leave this many of the twelve lines. */
  private static final int PROBLEM_LINES = 9;

  private static final int LONGEST_ID = 600;

  private PolicyNotices() {}

  /**
   * A document was not put in force.
   *
   * @param lastGood the version that stays in force; null: none
   */
  static Notice rejected(
      PolicySource.Document document,
      List<Problem> problems,
      @Nullable Long lastGood,
      Instant now) {
    int count = problems.size();
    String what = count == 1 ? "1 problem" : count + " problems";
    List<String> lines = new ArrayList<>();
    lines.add("Version " + document.version() + " of " + plain(document.path()) + " has " + what);
    problems.stream().limit(PROBLEM_LINES).forEach(problem -> lines.add(line(problem)));
    if (count > PROBLEM_LINES) {
      String rest =
          problems.stream()
              .skip(PROBLEM_LINES)
              .map(PolicyNotices::line)
              .collect(Collectors.joining("; "));
      lines.add(plain(rest));
    }
    lines.add(
        lastGood == null
            ? "The service has no policy in force. Try: ./autoscaler validate FILE"
            : "Version " + lastGood + " stays in force. Try: ./autoscaler validate FILE");
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
  static Notice modeRejected(String text, Instant now) {
    return new Notice(
        "policy-rejected:mode#" + Integer.toHexString(text.hashCode()),
        now,
        Notice.Event.POLICY_REJECTED,
        Notice.Severity.WARNING,
        null,
        "Mode of the stack rejected: use active, observe or off",
        List.of(
            "The mode parameter says: " + new Untrusted(text).forSubject(),
            "Allowed are active, observe and off. The last mode stays."),
        null,
        null);
  }

  /** A document is gone. */
  static Notice released(ServiceRef service, long version, Instant now) {
    return new Notice(
        id("released", service.toString(), version) + "@" + now.truncatedTo(ChronoUnit.HOURS),
        now,
        Notice.Event.RELEASED,
        Notice.Severity.INFO,
        service,
        subject("[" + service + "] released: its policy is gone, its count stays"),
        List.of(
            "The policy document of " + service + " was deleted or renamed.",
            "Its desired count stays as it is and is no longer scaled."),
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
