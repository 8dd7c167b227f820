package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.ScalableTarget;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

final class AwsClientsTest {
  private static final AwsClients CLIENTS = AwsClients.at(URI.create("http://127.0.0.1:1"));

  @Test
  void anUpdateOrANoticeIsTriedTwiceWithinFourSeconds() {
    assertTimes(CLIENTS.ecs(), 2, 4, 2);
    assertTimes(CLIENTS.sns(), 2, 4, 2);
  }

  @Test
  void aReadIsTriedThreeTimesWithinEightSeconds() {
    for (AwsClient client :
        List.of(
            CLIENTS.cloudWatch(),
            CLIENTS.sqs(),
            CLIENTS.dynamoDb(),
            CLIENTS.applicationAutoScaling(),
            CLIENTS.other(SsmClient.builder()))) {
      assertTimes(client, 3, 8, 3);
    }
  }

  private static void assertTimes(AwsClient client, int attempt, int call, int attempts) {
    ClientOverrideConfiguration override =
        client.serviceClientConfiguration().overrideConfiguration();
    assertThat(override.apiCallAttemptTimeout()).contains(Duration.ofSeconds(attempt));
    assertThat(override.apiCallTimeout()).contains(Duration.ofSeconds(call));
    assertThat(override.retryStrategy())
        .hasValueSatisfying(it -> assertThat(it.maxAttempts()).isEqualTo(attempts));
  }

  @Test
  void aServersErrorIsTriedAgainAsOftenAsItSays() {
    try (FakeAws aws = new FakeAws(call -> Answer.error(500, "InternalError"))) {
      AwsClients clients = aws.clients();
      Map<ThrowingCallable, Integer> attempts = new LinkedHashMap<>();
      attempts.put(() -> clients.ecs().updateService(r -> r.service("s").desiredCount(1)), 2);
      attempts.put(() -> clients.ecs().describeServices(r -> r.services("s")), 2);
      attempts.put(() -> clients.cloudWatch().listMetrics(), 3);
      attempts.put(() -> clients.sqs().getQueueUrl(r -> r.queueName("q")), 3);
      attempts.put(() -> clients.sns().publish(r -> r.topicArn("t").message("m")), 2);
      attempts.put(() -> clients.dynamoDb().describeTable(r -> r.tableName("t")), 3);
      attempts.put(
          () ->
              clients
                  .applicationAutoScaling()
                  .describeScalableTargets(r -> r.serviceNamespace("ecs")),
          3);

      attempts.forEach((request, expected) -> {
        int before = aws.calls().size();
        assertThatThrownBy(request).isInstanceOf(SdkException.class);
        assertThat(aws.calls().size() - before).isEqualTo(expected);
      });
    }
  }

  /** Takes the four seconds of an update. */
  @Test
  void anUpdateThatIsNeverAnsweredIsUnknownAndTriedTwiceAtMost() {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeAws aws =
        new FakeAws(call -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Answer.NONE;
        })) {
      ScalableTarget.Outcome outcome =
          new EcsScalableTarget(AwsClients.at(aws.endpoint()).ecs(), OtherScalers.NONE)
              .setDesiredCount(new ServiceRef("shop", "checkout"), 7);

      assertThat(outcome).isInstanceOf(ScalableTarget.Unknown.class);
      assertThat(aws.calls()).hasSizeLessThanOrEqualTo(2);
      assertThat(aws.calls()).allMatch(call -> call.text().contains("\"desiredCount\":7"));
      never.countDown();
    }
  }
}
