package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.aws.FakeAws.Call;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.observation.ServiceStatus;
import io.fargateautoscaler.core.policy.Direction;
import io.fargateautoscaler.core.policy.QueuePolicy;
import io.fargateautoscaler.core.policy.ScalingPolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.policy.TargetMetric;
import io.fargateautoscaler.core.policy.TargetTrackingPolicy;
import io.fargateautoscaler.core.reconcile.LoadSource.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How CloudWatch and SQS come together, above all while one of them fails. */
final class AwsLoadSourceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:20Z");
  private static final Instant TEN = Instant.parse("2026-03-01T11:50:00Z");
  private static final Instant THREE = Instant.parse("2026-03-01T11:57:00Z");
  private static final Instant TWO = Instant.parse("2026-03-01T11:58:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String DEPTH =
      """
      {"Attributes":{"ApproximateNumberOfMessages":"5",\
      "ApproximateNumberOfMessagesNotVisible":"2","ApproximateNumberOfMessagesDelayed":"1"}}\
      """;

  private Function<Call, Answer> metrics = AwsLoadSourceTest::everything;
  private Function<Call, Answer> attributes = call -> Answer.json(DEPTH);
  private final SetClock clock = new SetClock(NOW);
  private final FakeAws aws = new FakeAws(this::answer);
  private final AwsLoadSource source =
      new AwsLoadSource(
          new CloudWatchLoads(aws.clients().cloudWatch()),
          new SqsQueues(aws.clients().sqs(), clock));

  @AfterEach
  void close() {
    aws.close();
  }

  private Answer answer(Call call) {
    return switch (call.action()) {
      case "GetQueueUrl" ->
          call.text().contains("forbidden")
              ? Answer.error(403, "AccessDenied")
              : Answer.json("{\"QueueUrl\":\"http://127.0.0.1/1/orders\"}");
      case "GetQueueAttributes" -> attributes.apply(call);
      default -> metrics.apply(call);
    };
  }

  private static Answer everything(Call call) {
    return MetricAnswers.complete(
        call,
        (name, statistic) ->
            switch (name + " " + statistic) {
              case "CPUUtilization Average" -> Map.of(TEN, 70.0, THREE, 80.0, TWO, 90.0);
              case "CPUUtilization SampleCount" -> Map.of(TEN, 2.0, TWO, 3.0);
              case "NumberOfMessagesSent Sum" -> Map.of(THREE, 30.0, TWO, 20.0);
              case "NumberOfMessagesReceived Sum" -> Map.of(THREE, 29.0, TWO, 19.0);
              case "NumberOfMessagesDeleted Sum" -> Map.of(THREE, 28.0);
              default -> Map.of();
            });
  }

  @Test
  void allMetricsAreOneCall() {
    Request cpu = cpu("web");
    Request orders = orders("worker", "orders");

    Map<Request, Load> loads = source.read(List.of(cpu, orders), NOW);

    assertThat(aws.calls())
        .extracting(Call::action)
        .containsExactlyInAnyOrder("GetMetricData", "GetQueueUrl", "GetQueueAttributes");
    assertThat(loads)
        .containsOnly(
            Map.entry(
                cpu,
                new Load.PerTask(
                    List.of(new Load.Point(TEN, 70, 2), new Load.Point(TWO, 90, 3)), MINUTE)),
            Map.entry(orders, new Load.QueueDepth(NOW, 5, 2, 1, new Load.Flow(THREE, 30, 29, 28))));
  }

  @Test
  void aQueueThatCannotBeReadHarmsNoOther() {
    Request forbidden = orders("worker", "forbidden");
    Request orders = orders("worker", "orders");
    Request cpu = cpu("web");

    Map<Request, Load> loads = source.read(List.of(forbidden, orders, cpu), NOW);

    assertThat(loads.get(forbidden))
        .isInstanceOfSatisfying(
            Load.Missing.class,
            missing -> assertThat(missing.reason()).startsWith("queue: AccessDenied"));
    assertThat(loads.get(orders)).isInstanceOf(Load.QueueDepth.class);
    assertThat(loads.get(cpu)).isInstanceOf(Load.PerTask.class);
  }

  @Test
  void aQueueIsReadWhileCloudWatchIsAway() {
    metrics = call -> MetricAnswers.error(403, "AccessDenied");
    Request orders = orders("worker", "orders");
    Request cpu = cpu("web");

    Map<Request, Load> loads = source.read(List.of(orders, cpu), NOW);

    assertThat(loads.get(orders)).isEqualTo(new Load.QueueDepth(NOW, 5, 2, 1, null));
    assertThat(loads.get(cpu))
        .isInstanceOfSatisfying(
            Load.Missing.class, missing -> assertThat(missing.reason()).contains("AccessDenied"));
  }

  @Test
  void anAnswerOfAQueueWithoutItsNumbersIsMissingAndNotZero() {
    for (String answer :
        List.of(
            "{}",
            "{\"Attributes\":{}}",
            "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\"}}",
            DEPTH.replace("\"5\"", "\"many\""))) {
      attributes = call -> Answer.json(answer);
      Request orders = orders("worker", "orders");

      assertThat(source.read(List.of(orders), NOW).get(orders)).isInstanceOf(Load.Missing.class);
    }
  }

  @Test
  void aQueueOfTwoServicesIsReadOnce() {
    Request first = orders("first", "orders");
    Request second = orders("second", "orders");

    Map<Request, Load> loads = source.read(List.of(first, second), NOW);

    assertThat(loads).containsOnlyKeys(first, second);
    assertThat(loads.get(first)).isEqualTo(loads.get(second)).isInstanceOf(Load.QueueDepth.class);
    assertThat(aws.calls()).hasSize(3);
  }

  @Test
  void queuesThatAnswerLateDoNotUseUpTheRun() {
    attributes =
        call -> {
          clock.advance(Duration.ofSeconds(4));
          return Answer.json(DEPTH);
        };
    List<Request> requests = new ArrayList<>();
    for (String queue : List.of("a", "b", "c", "d", "e")) {
      requests.add(orders("worker-" + queue, queue));
    }

    Map<Request, Load> first = source.read(requests, NOW);
    Map<Request, Load> second = source.read(requests, NOW);

    Load late = new Load.Missing("queue: not read in time");
    assertThat(requests.stream().map(first::get).map(late::equals))
        .containsExactly(false, false, false, true, true);
    assertThat(requests.stream().map(second::get).map(late::equals))
        .containsExactly(false, true, true, false, false);
  }

  @Test
  void aFlowIsAskedForOncePerMinute() {
    Request orders = orders("worker", "orders");
    source.read(List.of(orders), NOW);
    Load again = source.read(List.of(orders), NOW.plusSeconds(10)).get(orders);

    assertThat(again)
        .isEqualTo(
            new Load.QueueDepth(NOW.plusSeconds(10), 5, 2, 1, new Load.Flow(THREE, 30, 29, 28)));
    assertThat(aws.calls())
        .extracting(Call::action)
        .containsExactly(
            "GetMetricData", "GetQueueUrl", "GetQueueAttributes", "GetQueueAttributes");

    source.read(List.of(orders), NOW.plusSeconds(60));

    assertThat(aws.calls()).filteredOn(call -> call.action().equals("GetMetricData")).hasSize(2);
  }

  @Test
  void asksNothingForNothing() {
    assertThat(source.read(List.of(), NOW)).isEmpty();
    assertThat(aws.calls()).isEmpty();
  }

  private static Request cpu(String service) {
    return request(
        service,
        new TargetTrackingPolicy(
            "cpu",
            new TargetMetric.Utilization(TargetMetric.Resource.CPU),
            BigDecimal.TEN,
            TargetTrackingPolicy.DEFAULT_TOLERANCE,
            TargetTrackingPolicy.DEFAULT_WARM_UP,
            Direction.BOTH));
  }

  private static Request orders(String service, String queue) {
    return request(
        service,
        new QueuePolicy(
            "orders",
            queue,
            new QueuePolicy.MessagesPerTask(BigDecimal.TEN, BigDecimal.ZERO, 1),
            QueuePolicy.DEFAULT_IDLE_FOR,
            0,
            Direction.BOTH));
  }

  private static Request request(String service, ScalingPolicy policy) {
    return new Request(
        new ServiceRef("shop", service),
        policy,
        ServiceStatus.steady(1, 1, 0),
        Duration.ofMinutes(12),
        null);
  }
}
