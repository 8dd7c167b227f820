package io.fargateautoscaler.benchmarks.fleet;

import io.fargateautoscaler.aws.ApplicationAutoScalingTargets;
import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.aws.AwsLoadSource;
import io.fargateautoscaler.aws.CloudWatchAlarms;
import io.fargateautoscaler.aws.CloudWatchLoads;
import io.fargateautoscaler.aws.DynamoDigests;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.EcsRates;
import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.SnsNotifier;
import io.fargateautoscaler.aws.SqsPulses;
import io.fargateautoscaler.aws.SqsQueues;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.record.PolicyDocument;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The reconciler as it is deployed, in front of a pretend account. */
final class Stack {
  private static final TopicForms FORMS = new TopicForms(false);
  private static final int LANES = 5;

  private Stack() {}

  static Reconciler reconciler(URI endpoint, InstantSource clock, DecisionListener listener) {
    AwsClients clients = AwsClients.at(endpoint);
    Lanes lanes = new Lanes(LANES);
    CloudWatchClient cloudWatch = clients.cloudWatch();
    DynamoStore store = new DynamoStore(clients.dynamoDb(), Rows.TABLE, FORMS, clock, lanes);
    return new Reconciler(
        new Ports(
            new EcsScalableTarget(
                clients.ecs(),
                new ApplicationAutoScalingTargets(clients.applicationAutoScaling(), clock),
                EcsRates.usual(clock),
                lanes),
            new AwsLoadSource(
                new CloudWatchLoads(cloudWatch), new SqsQueues(clients.sqs(), clock, lanes)),
            new CloudWatchAlarms(cloudWatch),
            store,
            store,
            new DynamoDigests(clients.dynamoDb(), Rows.TABLE, FORMS, clock),
            new SnsNotifier(clients.sns(), "arn:aws:sns:eu-west-1:111122223333:topic", null),
            new SqsPulses(clients.sqs(), "https://sqs/111122223333/work", clock),
            TaskCosts.NONE,
            listener),
        clock,
        new Reconciler.Settings(Duration.ofSeconds(10), NoticeLimit.MOST, lanes));
  }

  /** Puts all policies in force, of services that were last changed two hours ago. */
  static void fill(URI endpoint, Scenario scenario, InstantSource clock) {
    DynamoStore store =
        new DynamoStore(AwsClients.at(endpoint).dynamoDb(), Rows.TABLE, FORMS, clock);
    Instant now = clock.instant();
    store.mode(Mode.ACTIVE, now);
    ScalingHistory history =
        ScalingHistory.NONE
            .but()
            .actions(List.of(new ScalingHistory.Action(now.minusSeconds(7_000), 9, 10)))
            .lastApplied(10)
            .appliedAt(now.minusSeconds(7_000))
            .watchedSince(now.minusSeconds(90_000))
            .build();
    new Lanes(LANES)
        .each(
            IntStream.range(0, scenario.services()).boxed().toList(),
            number -> {
              PolicyReader.Result read = PolicyReader.read(scenario.document(number), null);
              store.put(
                  new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()),
                  now,
                  List.of());
              store.save(
                  new ServiceRef(Scenario.CLUSTER, Scenario.name(number)),
                  0,
                  new ServiceState(1, history, null, null, Map.of()));
            });
  }
}
