package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fargateautoscaler.config.NoticeJson;
import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Tag("wire")
final class MessagesWireTest {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

  private final SqsClient sqs = WireServer.clients().sqs();
  private final SnsClient sns = WireServer.clients().sns();
  private final String queue = WireServer.unique("queue");
  private final String url = sqs.createQueue(request -> request.queueName(queue)).queueUrl();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aNoticeReachesAQueueAsJsonWithItsAttributes() throws Exception {
    String topic = sns.createTopic(request -> request.name(WireServer.unique("topic"))).topicArn();
    String queueArn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    sns.subscribe(request ->
        request
            .topicArn(topic)
            .protocol("sqs")
            .endpoint(queueArn)
            .attributes(Map.of("FilterPolicy", "{\"service\":[\"checkout\"]}")));
    Outbox.Message message = new NoticeJson().format(Samples.notice("n-1", CHECKOUT, Samples.NOW));

    assertThat(new SnsNotifier(sns, topic, null).publish(message))
        .isEqualTo(new Notifier.Published());

    JsonNode received = json.readTree(receive().getFirst().body());
    assertThat(received.path("Subject").asText()).isEqualTo(message.subject());
    assertThat(json.readTree(received.path("Message").asText()))
        .isEqualTo(json.readTree(message.json()));
    assertThat(received.at("/MessageAttributes/event/Value").asText()).isEqualTo("blind");
    assertThat(received.at("/MessageAttributes/cluster/Value").asText()).isEqualTo("shop");
  }

  @Test
  void aTopicThatIsGoneIsAPermanentFailure() {
    String topic = sns.createTopic(request -> request.name(WireServer.unique("topic"))).topicArn();
    sns.deleteTopic(request -> request.topicArn(topic));

    Notifier.Result result =
        new SnsNotifier(sns, topic, null)
            .publish(new NoticeJson().format(Samples.notice("n", CHECKOUT, Samples.NOW)));

    assertThat(result)
        .isInstanceOfSatisfying(
            Notifier.Failed.class,
            failed -> assertThat(failed.reason()).startsWith("permanent: NotFound"));
  }

  @Test
  void readsTheDepthOfAQueue() {
    for (int i = 0; i < 3; i++) {
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("work"));
    }
    sqs.sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(300));
    sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(1));

    Map<String, Load> loads =
        new SqsQueues(sqs, () -> Samples.NOW)
            .read(List.of(queue, queue, "no-such-queue"), Samples.NOW);

    assertThat(loads)
        .containsOnly(
            Map.entry(queue, new Load.QueueDepth(Samples.NOW, 2, 1, 1, null)),
            Map.entry("no-such-queue", new Load.Missing("queue not found")));
  }

  @Test
  void aQueueThatIsDeletedAndMadeAgainIsFoundAgain() {
    SqsQueues queues = new SqsQueues(sqs, () -> Samples.NOW);
    queues.read(List.of(queue), Samples.NOW);
    sqs.deleteQueue(request -> request.queueUrl(url));

    assertThat(queues.read(List.of(queue), Samples.NOW))
        .containsEntry(queue, new Load.Missing("queue not found"));

    sqs.createQueue(request -> request.queueName(queue));

    assertThat(queues.read(List.of(queue), Samples.NOW).get(queue))
        .isInstanceOf(Load.QueueDepth.class);
  }

  @Test
  void aPulseNamesItsServices() throws Exception {
    new SqsPulses(sqs, url, () -> Samples.NOW).send(List.of(CHECKOUT), Duration.ZERO);

    JsonNode pulse = json.readTree(receive().getFirst().body());
    assertThat(pulse)
        .isEqualTo(
            json.readTree(
                """
                {"source":"fargate-autoscaler","detail-type":"Pulse","time":"2026-03-01T12:00:00Z",
                 "detail":{"services":["shop/checkout"],"ref":"after 0 s"}}\
                """));
  }

  @Test
  void pulsesForManyServicesAreDelayedMessages() {
    List<ServiceRef> services = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      services.add(new ServiceRef("c".repeat(255), "s".repeat(250) + i));
    }

    new SqsPulses(sqs, url, () -> Samples.NOW).send(services, Duration.ofHours(1));

    assertThat(new SqsQueues(sqs, () -> Samples.NOW).read(List.of(queue), Samples.NOW))
        .containsEntry(queue, new Load.QueueDepth(Samples.NOW, 0, 0, 12, null));
  }

  @Test
  void aWorkQueueThatIsGoneIsNoError() {
    new SqsPulses(sqs, url + "-gone", () -> Samples.NOW).send(List.of(CHECKOUT), Duration.ZERO);

    assertThat(sqs.receiveMessage(request -> request.queueUrl(url)).messages()).isEmpty();
  }

  private List<Message> receive() {
    List<Message> messages =
        sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(2)).messages();
    assertThat(messages).isNotEmpty();
    return messages;
  }
}
