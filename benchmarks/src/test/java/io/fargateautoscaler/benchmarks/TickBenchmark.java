package io.fargateautoscaler.benchmarks;

import io.fargateautoscaler.aws.ApplicationAutoScalingTargets;
import io.fargateautoscaler.aws.AwsLoadSource;
import io.fargateautoscaler.aws.CloudWatchAlarms;
import io.fargateautoscaler.aws.CloudWatchLoads;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.SqsQueues;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.ServiceState;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One tick over a thousand services that track their CPU: all is real but the network, which
 * answers at once.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:ActiveProcessorCount=1")
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 8, time = 2)
public class TickBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:30Z");
  private static final int SERVICES = 1_000;

  private final CannedAws aws = new CannedAws(new Fleet(NOW));
  private final Counter counter = new Counter();
  private final Reconciler reconciler = reconciler();

  /** Counts what was decided. */
  private static final class Counter implements DecisionListener {
    private int onTarget;
    private String failure = "";

    @Override
    public void decided(DecisionRecord record, boolean news) {
      if (record.decision().outcome() instanceof Decision.Hold hold
          && hold.reason() == HoldReason.ON_TARGET) {
        onTarget++;
      }
    }

    @Override
    public void failed(ServiceRef service, String reason) {
      failure = reason;
    }
  }

  /** Puts the services in force, and ticks until nothing is left to be remembered. */
  @Setup
  public void settle() {
    reconciler.tick(trigger());
    aws.keep();
    counter.onTarget = 0;
    reconciler.tick(trigger());
    if (counter.onTarget != SERVICES || aws.calls().containsKey("TransactWriteItems")) {
      throw new IllegalStateException(counter.onTarget + " " + aws.calls() + counter.failure);
    }
  }

  /** Observes and decides all services. */
  @Benchmark
  public Reconciler.Report tick() {
    return reconciler.tick(trigger());
  }

  private static Trigger trigger() {
    return new Trigger(Trigger.Kind.TICK, "t");
  }

  private Reconciler reconciler() {
    InstantSource clock = InstantSource.fixed(NOW);
    DynamoStore store =
        new DynamoStore(client(DynamoDbClient.builder()), Fleet.TABLE, new NoticeJson(), clock);
    fill(store);
    CloudWatchClient cloudWatch = client(CloudWatchClient.builder());
    ApplicationAutoScalingTargets others =
        new ApplicationAutoScalingTargets(client(ApplicationAutoScalingClient.builder()), clock);
    return new Reconciler(
        new Ports(
            new EcsScalableTarget(client(EcsClient.builder()), others),
            new AwsLoadSource(
                new CloudWatchLoads(cloudWatch), new SqsQueues(client(SqsClient.builder()), clock)),
            new CloudWatchAlarms(cloudWatch),
            store,
            store,
            new InMemoryStore(new NoticeJson()),
            message -> new Notifier.Failed("nothing is told here"),
            (services, delay) -> {},
            TaskCosts.NONE,
            counter),
        clock,
        new Reconciler.Settings(Duration.ofSeconds(10)));
  }

  private static void fill(DynamoStore store) {
    store.mode(Mode.ACTIVE, NOW);
    ScalingHistory history =
        ScalingHistory.NONE
            .but()
            .actions(List.of(new ScalingHistory.Action(NOW.minusSeconds(7_000), 9, 10)))
            .lastApplied(10)
            .appliedAt(NOW.minusSeconds(7_000))
            .watchedSince(NOW.minusSeconds(90_000))
            .build();
    for (int i = 0; i < SERVICES; i++) {
      ServiceRef service = new ServiceRef(Fleet.CLUSTER, "service-" + i);
      PolicyReader.Result read =
          PolicyReader.read(
              """
              {"service": "%s", "capacity": {"min": 2, "max": 40},
               "policies": {"cpu": {"type": "target-tracking", "metric": "cpu", "target": 60}}}
              """
                  .formatted(service),
              null);
      store.put(
          new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()), NOW, List.of());
      store.save(service, 0, new ServiceState(1, history, null, null, Map.of()));
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(aws)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(override ->
            override
                .apiCallAttemptTimeout(Duration.ofSeconds(3))
                .apiCallTimeout(Duration.ofSeconds(8)))
        .build();
  }
}
