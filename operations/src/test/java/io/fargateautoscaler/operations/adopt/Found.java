package io.fargateautoscaler.operations.adopt;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.adopt.AutoScaling.Action;
import io.fargateautoscaler.operations.adopt.AutoScaling.Alarm;
import io.fargateautoscaler.operations.adopt.AutoScaling.Metric;
import io.fargateautoscaler.operations.adopt.AutoScaling.Query;
import io.fargateautoscaler.operations.adopt.AutoScaling.Side;
import io.fargateautoscaler.operations.adopt.AutoScaling.Step;
import io.fargateautoscaler.operations.adopt.AutoScaling.Steps;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.adopt.AutoScaling.Tracking;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests find in an account. */
final class Found {
  static final ServiceRef WEB = new ServiceRef("shop", "web");

  private Found() {}

  static RunningService service(String... providers) {
    return new RunningService(
        WEB,
        "ACTIVE",
        6,
        6,
        "REPLICA",
        "ECS",
        List.of(providers),
        "COMPLETED",
        List.of("arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1"),
        new RunningService.Task("web:7", "512", "1024", "ARM64", 30));
  }

  static AutoScaling of(Tracking policy) {
    return new AutoScaling(target(2, 20), List.of(policy), List.of(), List.of(), List.of(), null);
  }

  static AutoScaling of(Steps policy) {
    return new AutoScaling(target(2, 20), List.of(), List.of(policy), List.of(), List.of(), null);
  }

  static AutoScaling of(Action... actions) {
    return new AutoScaling(
        target(2, 20),
        List.of(predefined("ECSServiceAverageCPUUtilization", 60)),
        List.of(),
        List.of(),
        List.of(actions),
        null);
  }

  static Target target(int min, int max) {
    return new Target(min, max, false, false, false);
  }

  static Tracking predefined(String metric, double target) {
    return new Tracking("p", target, metric, null, null, List.of(), 60, 300, true);
  }

  static Tracking requests(@Nullable String label) {
    return new Tracking(
        "p", 1000, "ALBRequestCountPerTarget", label, null, List.of(), null, null, true);
  }

  static Tracking outOnly(String metric) {
    return new Tracking("p", 60, metric, null, null, List.of(), null, null, false);
  }

  static Metric metric(String namespace, String name, String statistic, Map<String, String> by) {
    return new Metric(namespace, name, by, statistic);
  }

  static Tracking custom(Metric metric, double target) {
    return new Tracking("p", target, null, null, metric, List.of(), null, null, true);
  }

  static Tracking math(double target, Query... queries) {
    return new Tracking("p", target, null, null, null, List.of(queries), null, null, true);
  }

  static Metric visible(String queue) {
    return metric(
        "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Average", Map.of("QueueName", queue));
  }

  static Steps steps(String adjustment, Side side, @Nullable Integer atLeast, Step... steps) {
    return new Steps(
        "busy steps",
        adjustment,
        List.of(steps),
        120,
        atLeast,
        "Average",
        List.of(new Alarm("web-busy", side)));
  }

  static Action action(String name, String schedule, @Nullable Integer min, @Nullable Integer max) {
    return new Action(name, schedule, "Europe/Paris", null, null, min, max);
  }
}
