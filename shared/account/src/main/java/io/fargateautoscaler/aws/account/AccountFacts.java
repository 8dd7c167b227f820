package io.fargateautoscaler.aws.account;

import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.SsmPolicySource;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import io.fargateautoscaler.operations.adopt.AutoScaling.Target;
import io.fargateautoscaler.operations.doctor.StackFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What an account says of a deployed stack. */
public final class AccountFacts implements StackFacts {
  /** An answer of SNS in place of an ARN. */
  private static final String PENDING = "PendingConfirmation";

  private final Session session;
  private final ScalableTarget services;
  private final InstantSource clock;
  private final CloudWatchClient cloudWatch;
  private final SqsClient sqs;
  private final SnsClient sns;
  private @Nullable List<Resource> resources;
  private @Nullable DynamoStore store;

  /**
   * @param services reads services, with who else scales them
   */
  public AccountFacts(Session session, ScalableTarget services, InstantSource clock) {
    this.session = session;
    this.services = services;
    this.clock = clock;
    this.cloudWatch = session.clients().cloudWatch();
    this.sqs = session.clients().sqs();
    this.sns = session.clients().sns();
  }

  @Override
  public boolean local() {
    return session.local();
  }

  @Override
  public Caller caller() {
    return session.caller();
  }

  @Override
  public Stack stack() {
    return session.stack();
  }

  @Override
  public List<Resource> resources() {
    if (resources == null) {
      resources =
          session.call(
              "cloudformation:ListStackResources",
              () ->
                  session
                      .clients()
                      .other(CloudFormationClient.builder())
                      .listStackResourcesPaginator(request -> request.stackName(stack().name()))
                      .stackResourceSummaries()
                      .stream()
                      .map(each ->
                          new Resource(
                              each.logicalResourceId(),
                              each.physicalResourceId() == null ? "" : each.physicalResourceId(),
                              each.resourceType(),
                              each.resourceStatusAsString()))
                      .toList());
    }
    return resources;
  }

  private DynamoStore store() {
    if (store == null) {
      store =
          new DynamoStore(
              session.clients().dynamoDb(),
              stack().output("TableName"),
              new TopicForms(false),
              clock);
    }
    return store;
  }

  @Override
  public Optional<Instant> lastTick() {
    return stored(() -> store().lastTick());
  }

  @Override
  public Map<ServiceRef, String> inForce() {
    return stored(() -> {
      Map<ServiceRef, String> documents = new TreeMap<>();
      var known = store().stack().services();
      if (!known.isEmpty()) {
        store().load(known).forEach((service, row) -> documents.put(service, row.policy().text()));
      }
      return documents;
    });
  }

  @Override
  public Map<String, String> documents() {
    return stored(() -> {
      Map<String, String> documents = new TreeMap<>();
      SsmPolicySource.connect(
              session.clients(), stack().output("PolicyPath"), stack().modeParameter())
          .all()
          .forEach(each -> documents.put(each.path(), each.text()));
      return documents;
    });
  }

  private <T> T stored(Supplier<T> read) {
    try {
      return session.call("dynamodb:Query", read);
    } catch (StateStore.Unavailable e) {
      throw new Trouble("cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public long waiting(String queueUrl) {
    String number =
        session.call(
            "sqs:GetQueueAttributes",
            () ->
                sqs.getQueueAttributes(request ->
                        request
                            .queueUrl(queueUrl)
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .attributes()
                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    return number == null ? 0 : Long.parseLong(number);
  }

  @Override
  public Topic topic(String arn) {
    Map<String, String> attributes =
        session.call(
            "sns:GetTopicAttributes",
            () -> sns.getTopicAttributes(request -> request.topicArn(arn)).attributes());
    List<String> subscriptions =
        session.call(
            "sns:ListSubscriptionsByTopic",
            () ->
                sns
                    .listSubscriptionsByTopicPaginator(request -> request.topicArn(arn))
                    .subscriptions()
                    .stream()
                    .map(each -> each.subscriptionArn() == null ? PENDING : each.subscriptionArn())
                    .toList());
    int pending = (int) subscriptions.stream().filter(PENDING::equals).count();
    String key = attributes.get("KmsMasterKeyId");
    return new Topic(
        subscriptions.size() - pending, pending, key == null || key.isEmpty() ? null : key);
  }

  @Override
  public List<Point> metric(Metric metric, String statistic, Duration period, Duration back) {
    int seconds = Math.toIntExact(period.toSeconds());
    long now = clock.instant().getEpochSecond();
    // CloudWatch cuts periods from the start.
    Instant start = Instant.ofEpochSecond(Math.floorDiv(now - back.toSeconds(), seconds) * seconds);
    List<Dimension> dimensions =
        metric.dimensions().entrySet().stream()
            .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()).build())
            .toList();
    List<MetricDataResult> results =
        session.call(
            "cloudwatch:GetMetricData",
            () ->
                cloudWatch
                    .getMetricData(request ->
                        request
                            .startTime(start)
                            .endTime(Instant.ofEpochSecond(now))
                            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                            .metricDataQueries(query ->
                                query
                                    .id("m")
                                    .metricStat(stat ->
                                        stat.metric(it ->
                                                it.namespace(metric.namespace())
                                                    .metricName(metric.name())
                                                    .dimensions(dimensions))
                                            .stat(statistic)
                                            .period(seconds))))
                    .metricDataResults());
    Map<Instant, Double> points = new TreeMap<>();
    for (MetricDataResult result : results) {
      for (int i = 0; i < result.timestamps().size(); i++) {
        points.put(result.timestamps().get(i), result.values().get(i));
      }
    }
    List<Point> found = new ArrayList<>();
    points.forEach((at, value) -> found.add(new Point(at, value)));
    return found;
  }

  @Override
  public boolean autoScalingActive(ServiceRef service) {
    Target target = new AutoScalingReader(session).target(service);
    return target != null && !target.suspended();
  }

  @Override
  public Optional<ServiceStatus> service(ServiceRef service) {
    return switch (services.describe(List.of(service)).get(service)) {
      case ScalableTarget.Read read ->
          read.status().lifecycle() == ServiceStatus.Lifecycle.MISSING
              ? Optional.empty()
              : Optional.of(read.status());
      case ScalableTarget.Unreadable unreadable ->
          throw new Trouble(service + " cannot be read: " + unreadable.reason());
      case null -> Optional.empty();
    };
  }
}
