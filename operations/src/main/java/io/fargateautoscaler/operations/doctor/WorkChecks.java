package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.operations.doctor.StackFacts.Metric;
import io.fargateautoscaler.operations.doctor.StackFacts.Point;
import io.fargateautoscaler.operations.doctor.StackFacts.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what wakes it arrives, and is worked off. */
final class WorkChecks {
  private static final Duration LATE = Duration.ofSeconds(150);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final double OLD_SECONDS = 120;

  private final StackFacts facts;
  private final Instant now;

  WorkChecks(StackFacts facts, Instant now) {
    this.facts = facts;
    this.now = now;
  }

  Finding tick() {
    Optional<Instant> last = facts.lastTick();
    if (last.isEmpty()) {
      return Finding.fail(
          "tick",
          "no tick has been finished yet",
          "wait two minutes after a deployment; then look at the log of the reconciler");
    }
    Duration age = Duration.between(last.get(), now);
    return age.compareTo(LATE) <= 0
        ? Finding.pass("tick", "the last one was " + Math.max(0, age.toSeconds()) + " s ago")
        : Finding.fail(
            "tick",
            "the last one was " + age.toMinutes() + " min ago; there is one a minute",
            "look at the log of the reconciler, and at the rule TickRule: is it enabled?");
  }

  List<Finding> queues() {
    List<Finding> findings = new ArrayList<>();
    for (Resource queue : of("AWS::SQS::Queue")) {
      if (queue.logical().contains("DeadLetter")) {
        long dead = facts.waiting(queue.physical());
        if (dead > 0) {
          findings.add(
              Finding.fail(
                  "dead letters",
                  queue.logical() + " has " + dead + (dead == 1 ? " message" : " messages"),
                  "read them: aws sqs receive-message --queue-url " + queue.physical()));
        }
      } else {
        findings.add(age(queue));
      }
    }
    if (findings.stream().noneMatch(each -> each.check().equals("dead letters"))) {
      findings.add(Finding.pass("dead letters", "none"));
    }
    return findings;
  }

  private Finding age(Resource queue) {
    String name = queue.physical().substring(queue.physical().lastIndexOf('/') + 1);
    String check = queue.logical().equals("WorkQueue") ? "work queue" : "task-event queue";
    List<Point> ages =
        facts.metric(
            new Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", name)),
            "Maximum",
            MINUTE,
            Duration.ofMinutes(10));
    if (ages.isEmpty()) {
      return absent(check, "the age of its oldest message is not published yet");
    }
    double oldest = ages.getLast().value();
    return oldest <= OLD_SECONDS
        ? Finding.pass(check, "the oldest message was " + Math.round(oldest) + " s old")
        : Finding.fail(
            check,
            "the oldest message was " + Math.round(oldest) + " s old",
            "the function does not keep up, or fails: look at its log and at its concurrency");
  }

  /** Whether EventBridge delivers: by its own metrics. */
  List<Finding> rules() {
    List<Finding> findings = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    int heard = 0;
    for (Resource rule : of("AWS::Events::Rule")) {
      String name = rule.physical().substring(rule.physical().lastIndexOf('/') + 1);
      double failed = sum("AWS/Events", "FailedInvocations", Map.of("RuleName", name), HOUR);
      if (failed > 0) {
        findings.add(
            Finding.fail(
                "event delivery",
                rule.logical() + ": " + Math.round(failed) + " deliveries failed in the last hour",
                "look at the rule's targets and at the queue's policy; with an own KMS key, at the"
                    + " key's policy"));
      }
      if (sum("AWS/Events", "MatchedEvents", Map.of("RuleName", name), DAY) > 0) {
        heard++;
      } else {
        silent.add(rule.logical());
      }
    }
    if (heard == 0) {
      findings.add(absent("event delivery", "no rule has a metric of matched events yet"));
    } else if (findings.isEmpty()) {
      findings.add(
          Finding.pass(
              "event delivery",
              silent.isEmpty()
                  ? "every rule matched events in the last day; none failed"
                  : heard
                      + " rules matched events, none failed; nothing yet for "
                      + String.join(", ", silent)));
    }
    return findings;
  }

  List<Finding> functions() {
    List<Finding> findings = new ArrayList<>();
    double longest = 0;
    boolean seen = false;
    for (Resource function : of("AWS::Lambda::Function")) {
      Map<String, String> by = Map.of("FunctionName", function.physical());
      double errors = sum("AWS/Lambda", "Errors", by, HOUR);
      List<Point> durations =
          facts.metric(new Metric("AWS/Lambda", "Duration", by), "Maximum", HOUR, DAY);
      seen |= !durations.isEmpty();
      longest = Math.max(longest, durations.stream().mapToDouble(Point::value).max().orElse(0));
      if (errors > 0) {
        findings.add(
            Finding.fail(
                "functions",
                function.logical() + ": " + Math.round(errors) + " errors in the last hour",
                "aws logs tail /aws/lambda/" + function.physical() + " --since 1h"));
      }
    }
    if (!seen) {
      findings.add(absent("functions", "their metrics are not published yet"));
    } else if (findings.isEmpty()) {
      findings.add(
          Finding.pass(
              "functions",
              "no errors in the last hour; the longest run of the last day, cold starts included,"
                  + " took "
                  + Math.round(longest)
                  + " ms"));
    }
    return findings;
  }

  private List<Resource> of(String type) {
    return facts.resources().stream().filter(each -> each.type().equals(type)).toList();
  }

  private double sum(String namespace, String name, Map<String, String> by, Duration back) {
    return facts.metric(new Metric(namespace, name, by), "Sum", HOUR, back).stream()
        .mapToDouble(Point::value)
        .sum();
  }

  private Finding absent(String check, String text) {
    return facts.local()
        ? Finding.needsAws(check, "a local cloud does not publish it")
        : Finding.fail(check, text, "wait 15 minutes after the first deployment, then ask again");
  }
}
