package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A stack in good health, to be made ill in one place. */
final class KnownStack implements StackFacts {
  static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  static final ServiceRef WEB = new ServiceRef("shop", "web");
  static final String DOCUMENT =
      "service: shop/web\ncapacity: {min: 1, max: 9}\n"
          + "policies: {cpu: {type: target-tracking, metric: cpu, target: 60}}\n";

  boolean local;
  boolean autoScaling;
  String status = "UPDATE_COMPLETE";
  @Nullable Instant tick = NOW.minusSeconds(20);
  long dead;
  Topic topic = new Topic(1, 0, null);
  @Nullable ServiceStatus service = ServiceStatus.steady(4, 4, 0);
  @Nullable Trouble trouble;
  final List<Resource> resources = new ArrayList<>();
  final Map<String, String> outputs = new HashMap<>();
  final Map<String, String> documents = new TreeMap<>(Map.of("shop/web", DOCUMENT));
  final Map<ServiceRef, String> inForce = new TreeMap<>();
  final Map<String, List<Point>> metrics = new HashMap<>();

  KnownStack() {
    for (String output :
        List.of(
            "WorkQueueUrl",
            "TaskEventQueueUrl",
            "TaskEventDeadLetterQueueUrl",
            "TopicArn",
            "TableName",
            "PolicyPath",
            "ReconcilerName",
            "TaskEventsName",
            "PolicySyncName")) {
      outputs.put(output, "x");
    }
    add("AWS::Lambda::Function", "Reconciler", "TaskEvents", "PolicySync");
    add("AWS::Events::Rule", "TickRule", "AlarmRule", "A", "B", "C", "D");
    add("AWS::SQS::Queue", "WorkQueue", "TaskEventQueue", "WorkDeadLetterQueue");
    add("AWS::SNS::Topic", "Topic", "HealthTopic");
    add("AWS::IAM::Role", "ReconcilerRole");
    inForce.put(WEB, PolicyReader.read(DOCUMENT, null).canonicalJson());
    metrics.put("ApproximateAgeOfOldestMessage", points(1));
    metrics.put("MatchedEvents", points(60));
    metrics.put("Duration", points(1234));
    metrics.put("CPUUtilization", points(4));
  }

  private void add(String type, String... names) {
    for (String name : names) {
      resources.add(new Resource(name, "physical-" + name, type, "CREATE_COMPLETE"));
    }
  }

  /** The same value for each of the last full minutes. */
  static List<Point> points(double value) {
    return IntStream.rangeClosed(2, 12)
        .mapToObj(i -> new Point(NOW.minus(Duration.ofMinutes(14 - i)), value))
        .toList();
  }

  @Override
  public boolean local() {
    return local;
  }

  @Override
  public Caller caller() {
    if (trouble != null) {
      throw trouble;
    }
    return new Caller("123456789012", "arn:aws-cn:iam::123456789012:user/ann");
  }

  @Override
  public Stack stack() {
    return new Stack("fargate-autoscaler", "eu-west-1", status, Map.of(), outputs);
  }

  @Override
  public List<Resource> resources() {
    return resources;
  }

  @Override
  public Optional<Instant> lastTick() {
    return Optional.ofNullable(tick);
  }

  @Override
  public Map<String, String> documents() {
    return documents;
  }

  @Override
  public Map<ServiceRef, String> inForce() {
    return inForce;
  }

  @Override
  public long waiting(String queueUrl) {
    return dead;
  }

  @Override
  public Topic topic(String arn) {
    return topic;
  }

  @Override
  public List<Point> metric(Metric metric, String statistic, Duration period, Duration back) {
    return metrics.getOrDefault(metric.name(), List.of());
  }

  @Override
  public boolean autoScalingActive(ServiceRef ref) {
    return autoScaling;
  }

  @Override
  public Optional<ServiceStatus> service(ServiceRef ref) {
    return Optional.ofNullable(service);
  }
}
