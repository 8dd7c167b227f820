package io.fargateautoscaler.operations.doctor;

import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what the checks read of an account. Every method throws {@link
 * io.fargateautoscaler.operations.Trouble} if it cannot be read.
 */
public interface StackFacts {
  /** Whether a local cloud answers, which shows less than AWS. */
  boolean local();

  Caller caller();

  Stack stack();

  /** What the stack consists of. */
  List<Resource> resources();

  /** The newest tick; empty before the first. */
  Optional<Instant> lastTick();

  /** The documents of the parameter store, by the part of the name that should be a service. */
  Map<String, String> documents();

  /** The documents in force as canonical JSON. */
  Map<ServiceRef, String> inForce();

  /** Messages that wait in a queue, those in flight not counted. */
  long waiting(String queueUrl);

  Topic topic(String arn);

  /**
   * Values of a metric, oldest first.
   *
   * @param statistic one of CloudWatch's, for example {@code Sum}
   * @param back how far back from now
   */
  List<Point> metric(Metric metric, String statistic, Duration period, Duration back);

  /** Whether Application Auto Scaling has the service and is not suspended in all ways. */
  boolean autoScalingActive(ServiceRef service);

  /** The service; empty if there is none of this name. */
  Optional<ServiceStatus> service(ServiceRef service);

  /**
   * A part of the stack.
   *
   * @param logical its name in the template
   * @param physical its name, URL or ARN in the account
   * @param type for example {@code AWS::SQS::Queue}
   * @param status of CloudFormation
   */
  record Resource(String logical, String physical, String type, String status) {}

  /**
   * A topic.
   *
   * @param confirmed subscriptions that are confirmed
   * @param pending subscriptions that wait for somebody to confirm them
   * @param key KMS key that encrypts it; null: none
   */
  record Topic(int confirmed, int pending, @Nullable String key) {}

  /** A metric of CloudWatch. */
  record Metric(String namespace, String name, Map<String, String> dimensions) {
    public Metric {
      dimensions = Map.copyOf(dimensions);
    }
  }

  /**
   * One value.
   *
   * @param at start of its period
   */
  record Point(Instant at, double value) {}
}
