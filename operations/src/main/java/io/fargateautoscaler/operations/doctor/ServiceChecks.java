package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric.Utilization;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.operations.adopt.LiveCheck;
import io.fargateautoscaler.operations.adopt.LiveReport;
import io.fargateautoscaler.operations.doctor.StackFacts.Metric;
import io.fargateautoscaler.operations.doctor.StackFacts.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One service: whether all that its policies read is there, and means what we think. */
final class ServiceChecks {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FINE = Duration.ofSeconds(20);
  private static final Duration BACK = Duration.ofMinutes(15);
  private static final Duration STALE = Duration.ofMinutes(5);

  /** A newer minute may still be partial. */
  private static final Duration FULL = Duration.ofMinutes(3);

  private final StackFacts facts;
  private final LiveCheck live;
  private final Instant now;

  ServiceChecks(StackFacts facts, LiveCheck live, Instant now) {
    this.facts = facts;
    this.live = live;
    this.now = now;
  }

  List<Finding> of(ServiceRef service, String document) {
    Optional<ServicePolicy> policy = PolicyReader.readCanonical(document).policy();
    Optional<ServiceStatus> status = facts.service(service);
    if (policy.isEmpty() || status.isEmpty()) {
      return List.of(
          Finding.fail(
              service + " service",
              policy.isEmpty() ? "its document cannot be read" : "there is no such service in ECS",
              "delete the document, or mend its name"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(policies(policy.get()));
    if (policy.get().policies().stream()
        .anyMatch(each ->
            each instanceof TargetTrackingPolicy tracking
                && tracking.metric() instanceof Utilization)) {
      findings.addAll(metrics(service, status.get()));
    }
    return findings;
  }

  /** Loads, queues, alarms: read by the same adapters as the functions. */
  private Finding policies(ServicePolicy policy) {
    LiveReport report = live.check(policy);
    String check = policy.service() + " policies";
    return report.problems().isEmpty()
        ? Finding.pass(check, "all loads can be read; " + report.decision())
        : Finding.fail(
            check,
            String.join("; ", report.problems()),
            "mend it, or see ./autoscaler validate --live for the whole story");
  }

  Finding otherScaler(ServiceRef service) {
    String check = service + " other scalers";
    if (facts.local()) {
      return Finding.needsAws(check, "a local cloud has no Application Auto Scaling");
    }
    return facts.autoScalingActive(service)
        ? Finding.fail(
            check,
            "Application Auto Scaling scales it too: it is only observed",
            "suspend it: ./autoscaler init " + service + " prints the command")
        : Finding.pass(check, "none is active");
  }

  private List<Finding> metrics(ServiceRef service, ServiceStatus status) {
    String check = service + " metrics";
    if (status.running() == 0) {
      return List.of(Finding.skipped(check, "no task runs"));
    }
    Metric cpu =
        new Metric(
            "AWS/ECS",
            "CPUUtilization",
            Map.of("ClusterName", service.cluster(), "ServiceName", service.service()));
    List<Point> counts = facts.metric(cpu, "SampleCount", MINUTE, BACK);
    if (counts.isEmpty()) {
      return List.of(
          Finding.fail(
              check,
              "CPUUtilization has no point in the last 15 min, though tasks run",
              "a new service needs some minutes; then look whether ECS publishes it"));
    }
    long age = Duration.between(counts.getLast().at().plus(MINUTE), now).toSeconds();
    Finding newest =
        age <= STALE.toSeconds()
            ? Finding.pass(check, "the newest CPU point is " + age + " s old" + fine(cpu))
            : Finding.fail(
                check,
                "the newest CPU point is " + age + " s old: it counts as missing after 300 s",
                "CloudWatch may be late; look at the service's metrics in its console");
    return List.of(newest, samples(service, status, counts));
  }

  private String fine(Metric cpu) {
    boolean fine =
        facts.metric(cpu, "SampleCount", FINE, BACK).stream()
            .anyMatch(point -> point.at().getEpochSecond() % 60 != 0);
    return fine ? "; it comes every 20 s" : "; it comes by the minute, 20 s metrics are not on";
  }

  /** The decision takes SampleCount for the number of tasks. */
  private Finding samples(ServiceRef service, ServiceStatus status, List<Point> counts) {
    String check = service + " samples";
    Set<Long> full = new TreeSet<>();
    counts.stream()
        .filter(point -> point.at().isBefore(now.minus(FULL)))
        .filter(point -> point.at().isAfter(now.minus(FULL).minus(STALE)))
        .forEach(point -> full.add(Math.round(point.value())));
    int running = status.running();
    if (status.deploying() || running != status.desired() || full.size() != 1) {
      return Finding.skipped(
          check, "the count changed in the last minutes, or a deployment runs: ask again later");
    }
    long count = full.iterator().next();
    if (count == running || List.of(2L, 3L, 6L).contains(count / running) && count % running == 0) {
      return Finding.pass(
          check, "a minute has " + count + " samples of " + running + " running tasks");
    }
    return Finding.fail(
        check,
        "a minute has " + count + " samples, but " + running + " tasks run",
        "the count may have just changed: ask again in ten minutes; if it stays so, use a policy on"
            + " requests or on a metric with load: total, and report it");
  }
}
