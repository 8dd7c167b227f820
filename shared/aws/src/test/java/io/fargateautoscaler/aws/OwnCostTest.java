package io.fargateautoscaler.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.cost.OwnCost;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionListener;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.record.DecisionRecord;
import io.fargateautoscaler.core.record.PolicyDocument;
import io.fargateautoscaler.core.record.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the autoscaler's own calls cost: the shipped rules and adapters run for a virtual hour
 * against an AWS that counts. The page docs/cost.md promises the limits.
 */
class OwnCostTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "cost.md");
  private static final Pattern ROW =
      Pattern.compile("\\| ([^|]+) \\| ([0-9.]+) \\| ([0-9.]+) \\| [0-9.]+ \\|");
  private static final Duration PULSE = Duration.ofSeconds(10);

  /** Billed time of one run at 1 GB, and what each service that is looked at adds. */
  private static final double SECONDS_A_RUN = 0.15;

  private static final double SECONDS_A_SERVICE = 0.01;

  /** EventBridge sends a tick, the platform receives and deletes it. */
  private static final int REQUESTS_A_TICK = 3;

  private static final int REQUESTS_A_PULSE = 2;

  /** As the page names them. */
  enum Case {
    CPU("CPU", 1, 10, 57, 60, CPU_POLICY, ""),
    CPU_20_S("CPU, published every 20 s", 1, 10, 57, 20, CPU_POLICY, ""),
    CPU_AND_ALB("CPU and ALB requests", 1, 10, 57, 60, CPU_POLICY + "," + ALB_POLICY, ""),
    QUEUE("queue", 1, 10, 57, 60, QUEUE_POLICY, ""),
    HUNDRED("CPU, 100 services", 100, 10, 57, 60, CPU_POLICY, ""),
    SLEEPY("CPU, 100 services asleep", 100, 2, 10, 60, CPU_POLICY, ",\"wake-alarm\":\"back\"");

    private final String name;
    private final int services;
    private final int tasks;
    private final double cpu;
    private final int period;
    private final String policies;
    private final String more;

    Case(
        String name,
        int services,
        int tasks,
        double cpu,
        int period,
        String policies,
        String more) {
      this.name = name;
      this.services = services;
      this.tasks = tasks;
      this.cpu = cpu;
      this.period = period;
      this.policies = policies;
      this.more = more;
    }
  }

  private static final String CPU_POLICY =
      "\"cpu\":{\"type\":\"target-tracking\",\"metric\":\"cpu\",\"target\":60}";
  private static final String ALB_POLICY =
      "\"requests\":{\"type\":\"target-tracking\",\"metric\":\"alb-requests-per-task\",\"target\":1000,"
          + "\"target-group\":\"targetgroup/web/0123456789abcdef\","
          + "\"load-balancer\":\"app/web/0123456789abcdef\"}";
  private static final String QUEUE_POLICY =
      "\"orders\":{\"type\":\"queue\",\"queue\":\"orders\",\"seconds-per-message\":1}";

  @ParameterizedTest
  @EnumSource
  void aServiceHourCostsWhatThePagePromises(Case each) throws IOException {
    Row row = requireNonNull(page().get(each.name), "docs/cost.md has no row " + each.name);

    OwnCost used = hour(each);

    double usd = used.usd() / each.services;
    assertThat(used.metrics() / each.services)
        .as("metrics of %s: %s", each.name, used)
        .isLessThanOrEqualTo(row.metrics());
    assertThat(usd)
        .as("USD per service-hour of %s: %s", each.name, used)
        .isLessThanOrEqualTo(row.usd())
        // A promise that is far from the truth is of no use either.
        .isGreaterThan(row.usd() * 0.8);
  }

  @Test
  void thePageNamesNothingElse() throws IOException {
    assertThat(page().keySet())
        .isEqualTo(
            Arrays.stream(Case.values())
                .map(each -> each.name)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private record Row(double metrics, double usd) {}

  private static Map<String, Row> page() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                row -> row.group(1).strip(),
                row -> new Row(Double.parseDouble(row.group(2)), Double.parseDouble(row.group(3))),
                (one, other) -> one,
                TreeMap::new));
  }

  private static OwnCost hour(Case each) {
    SetClock clock = new SetClock(Instant.parse("2026-03-02T12:00:00Z"));
    BilledAws aws = new BilledAws(clock, each.tasks, each.cpu, each.period);
    Run run = new Run(each, aws, clock);
    for (int minute = 0; minute < 30; minute++) {
      run.minute();
    }
    OwnCost before = run.used();
    for (int minute = 0; minute < 60; minute++) {
      run.minute();
    }
    assertThat(run.failures).isEmpty();
    return run.used().minus(before);
  }

  /** A stack in virtual time. */
  private static final class Run implements DecisionListener {
    private final BilledAws aws;
    private final SetClock clock;
    private final Reconciler reconciler;
    private final TreeMap<Duration, Collection<ServiceRef>> pulses = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private long ticks;
    private long pulsed;
    private long looks;

    Run(Case each, BilledAws aws, SetClock clock) {
      this.aws = aws;
      this.clock = clock;
      DynamoStore store =
          new DynamoStore(
              client(DynamoDbClient.builder()), BilledTable.NAME, new NoticeJson(), clock);
      CloudWatchClient cloudWatch = client(CloudWatchClient.builder());
      SqsClient sqs = client(SqsClient.builder());
      SqsPulses sender = new SqsPulses(sqs, "https://sqs.example/1/work", clock);
      reconciler =
          new Reconciler(
              new Ports(
                  new EcsScalableTarget(
                      client(EcsClient.builder()),
                      new ApplicationAutoScalingTargets(
                          client(ApplicationAutoScalingClient.builder()), clock)),
                  new AwsLoadSource(new CloudWatchLoads(cloudWatch), new SqsQueues(sqs, clock)),
                  new CloudWatchAlarms(cloudWatch),
                  store,
                  store,
                  new DynamoDigests(
                      client(DynamoDbClient.builder()), BilledTable.NAME, new NoticeJson(), clock),
                  new SnsNotifier(client(SnsClient.builder()), "arn:aws:sns:x:1:t", null),
                  (services, delay) -> {
                    sender.send(services, delay);
                    pulses.put(delay, services);
                  },
                  TaskCosts.NONE,
                  this),
              clock,
              new Reconciler.Settings(PULSE));
      store.mode(Mode.ACTIVE, clock.instant());
      for (int i = 0; i < each.services; i++) {
        PolicyReader.Result read =
            PolicyReader.read(
                "{\"service\":\"shop/s%d\",\"capacity\":{\"min\":2,\"max\":40},\"policies\":{%s}%s}"
                    .formatted(i, each.policies, each.more),
                null);
        assertThat(read.problems()).isEmpty();
        store.put(
            new PolicyDocument(1, read.policy().orElseThrow(), read.canonicalJson()),
            clock.instant(),
            List.of());
      }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
      return builder
          .httpClient(aws)
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .build();
    }

    void minute() {
      pulses.clear();
      reconciler.tick(new Trigger(Trigger.Kind.TICK, "t"));
      ticks++;
      Duration passed = Duration.ZERO;
      for (Map.Entry<Duration, Collection<ServiceRef>> pulse : new TreeMap<>(pulses).entrySet()) {
        clock.advance(pulse.getKey().minus(passed));
        passed = pulse.getKey();
        reconciler.reconcile(
            pulse.getValue().stream()
                .collect(
                    Collectors.toMap(
                        Function.identity(), _ -> new Trigger(Trigger.Kind.PULSE, "p"))));
        pulsed++;
      }
      clock.advance(Duration.ofMinutes(1).minus(passed));
    }

    OwnCost used() {
      long requests =
          aws.calls("GetQueueUrl")
              + aws.calls("GetQueueAttributes")
              + aws.calls("SendMessageBatch");
      return new OwnCost(
          aws.metrics(),
          requests + ticks * REQUESTS_A_TICK + pulsed * REQUESTS_A_PULSE,
          aws.calls(""),
          ticks + pulsed,
          (ticks + pulsed) * SECONDS_A_RUN + looks * SECONDS_A_SERVICE,
          aws.table().readUnits(),
          aws.table().writeUnits());
    }

    @Override
    public void decided(DecisionRecord record, boolean news) {
      looks++;
    }

    @Override
    public void failed(ServiceRef service, String reason) {
      failures.add(service + ": " + reason);
    }
  }
}
