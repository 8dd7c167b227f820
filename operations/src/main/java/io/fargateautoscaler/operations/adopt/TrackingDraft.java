package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.operations.adopt.AutoScaling.Metric;
import io.fargateautoscaler.operations.adopt.AutoScaling.Query;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From target-tracking policies of Application Auto Scaling to ours. */
final class TrackingDraft {
  private static final double LEAST = 10;
  private static final double MOST = 85;

  private final Names names;

  TrackingDraft(Names names) {
    this.names = names;
  }

  Piece of(Tracking policy) {
    if (!Double.isFinite(policy.target()) || policy.target() <= 0) {
      return Piece.told(head(policy) + ": its target " + policy.target() + " is no load of a task");
    }
    Optional<Metric> queue = queue(policy);
    if (queue.isPresent()) {
      return queue(policy, queue.get());
    }
    if (policy.custom() != null) {
      return custom(policy, policy.custom());
    }
    if (!policy.math().isEmpty()) {
      return math(policy);
    }
    return switch (policy.predefined() == null ? "" : policy.predefined()) {
      case "ECSServiceAverageCPUUtilization" -> utilization(policy, "cpu");
      case "ECSServiceAverageMemoryUtilization" -> utilization(policy, "memory");
      case "ALBRequestCountPerTarget" -> requests(policy);
      default ->
          Piece.told(
              head(policy)
                  + ": the metric "
                  + Written.name("" + policy.predefined())
                  + " is not known here; target "
                  + Written.number(policy.target()));
    };
  }

  private Piece utilization(Tracking policy, String metric) {
    List<String> comments = comments(policy);
    double target = Math.clamp(policy.target(), LEAST, MOST);
    if (target != policy.target()) {
      comments.add(
          "Its target is "
              + Written.number(policy.target())
              + " %; allowed are 10 to 85, so that a full task is always above its target.");
    }
    String direction = policy.scaleIn() ? "" : ", direction: out";
    if (metric.equals("memory") && policy.scaleIn()) {
      direction = ", direction: both";
      comments.add("Few programs give memory back; without direction it only scales out.");
    }
    return said(
        comments,
        names.of(metric, metric),
        "type: target-tracking, metric: "
            + metric
            + ", target: "
            + Written.number(target)
            + direction,
        false);
  }

  private Piece requests(Tracking policy) {
    List<String> comments = comments(policy);
    String label = policy.label() == null ? "" : policy.label();
    int group = label.indexOf("/targetgroup/");
    String groups = "";
    if (label.startsWith("app/") && group > 0) {
      groups =
          ", target-group: "
              + Written.quoted(label.substring(group + 1))
              + ", load-balancer: "
              + Written.quoted(label.substring(0, group));
    } else {
      comments.add("No label names its target group: it is taken from the service.");
    }
    return said(
        comments,
        names.of("requests", "requests"),
        "type: target-tracking, metric: alb-requests-per-task, target: "
            + Written.number(policy.target())
            + groups
            + direction(policy),
        false);
  }

  private Piece custom(Tracking policy, Metric metric) {
    String text = metric(metric);
    if (metric.statistic().equals("Sum") || metric.statistic().equals("SampleCount")) {
      return Piece.told(
          head(policy)
              + ": holds the "
              + metric.statistic()
              + " itself at "
              + Written.number(policy.target())
              + ", whatever the count; here a target is what one task carries.",
          "If the sum is the load of the whole service, choose that target and write:",
          "  busy: {type: target-tracking, metric: {" + text + ", load: total}, target: N}");
    }
    List<String> comments = comments(policy);
    comments.add(
        "Each task must publish it once per period, else write load: total and another target.");
    return said(
        comments,
        names.of(metric.name(), "custom"),
        "type: target-tracking, metric: {"
            + text
            + ", load: per-task}, target: "
            + Written.number(policy.target())
            + direction(policy),
        true);
  }

  private static Piece math(Tracking policy) {
    List<String> comments = new ArrayList<>();
    comments.add(
        head(policy)
            + ": metric math, target "
            + Written.number(policy.target())
            + ". Its result is per task, ours would be the load of the whole service: leave the"
            + " division by tasks out and write it as metric: {expression: …, metrics: …}.");
    for (Query query : policy.math()) {
      comments.add(
          "  "
              + Written.name(query.id())
              + " = "
              + (query.metric() == null
                  ? Written.name("" + query.expression())
                  : Written.name(metric(query.metric()))));
    }
    return new Piece(comments, "", false);
  }

  /** The visible messages of a queue, alone or divided by tasks. */
  private static Optional<Metric> queue(Tracking policy) {
    List<Metric> metrics = new ArrayList<>();
    if (policy.custom() != null) {
      metrics.add(policy.custom());
    }
    policy
        .math()
        .forEach(query -> {
          if (query.metric() != null) {
            metrics.add(query.metric());
          }
        });
    List<Metric> found =
        metrics.stream()
            .filter(metric ->
                metric.namespace().equals("AWS/SQS")
                    && metric.name().equals("ApproximateNumberOfMessagesVisible")
                    && metric.dimensions().containsKey("QueueName"))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private Piece queue(Tracking policy, Metric metric) {
    String queue = metric.dimensions().getOrDefault("QueueName", "");
    List<String> comments = comments(policy);
    comments.add(
        policy.math().isEmpty()
            ? "It holds the waiting messages at this number, however many tasks there are; here it"
                + " is messages for each task."
            : "Its metric math reads this queue; taken as messages for each task.");
    comments.add(
        "Better, once you know them: seconds-per-message and drain-within, not this number.");
    return said(
        comments,
        names.of(queue, "queue"),
        "type: queue, queue: "
            + Written.quoted(queue)
            + ", messages-per-task: "
            + Written.number(policy.target())
            + direction(policy),
        true);
  }

  private static Piece said(List<String> comments, String name, String keys, boolean doubtful) {
    return new Piece(comments, name + ": {" + keys + "}", doubtful);
  }

  private static String direction(Tracking policy) {
    return policy.scaleIn() ? "" : ", direction: out";
  }

  private static String head(Tracking policy) {
    return "Policy " + Written.name(policy.name());
  }

  private static List<String> comments(Tracking policy) {
    List<String> comments = new ArrayList<>();
    String cooldowns =
        (policy.outCooldown() == null
                ? ""
                : "; cooldown out " + policy.outCooldown() + " s (there is none here)")
            + (policy.inCooldown() == null
                ? ""
                : "; cooldown in " + policy.inCooldown() + " s (here: scale-in.every, 2m)");
    comments.add(head(policy) + cooldowns);
    return comments;
  }

  private static String metric(Metric metric) {
    Map<String, String> sorted = new TreeMap<>(metric.dimensions());
    String dimensions =
        sorted.entrySet().stream()
            .map(each -> Written.quoted(each.getKey()) + ": " + Written.quoted(each.getValue()))
            .collect(Collectors.joining(", "));
    return "namespace: "
        + Written.quoted(metric.namespace())
        + ", name: "
        + Written.quoted(metric.name())
        + (dimensions.isEmpty() ? "" : ", dimensions: {" + dimensions + "}")
        + ", statistic: "
        + Written.quoted(metric.statistic());
  }
}
