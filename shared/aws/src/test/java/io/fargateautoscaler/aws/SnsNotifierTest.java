package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.reconcile.contract.NotifierContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machines' form is read as a queue would get it, the people's form as a mail. */
final class SnsNotifierTest extends NotifierContract {
  private static final String CHAT_ARN = FakeTopic.ARN + "-chat";

  private final FakeTopic topic = new FakeTopic();
  private final FakeAws aws = new FakeAws(topic::answer);
  private final SnsNotifier notifier =
      new SnsNotifier(aws.clients().sns(), FakeTopic.ARN, CHAT_ARN);

  @AfterEach
  void close() {
    aws.close();
  }

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected void refuse(String reason) {
    topic.refuse(403, "AuthorizationError", reason);
  }

  @Override
  protected void remove() {
    topic.refuse(404, "NotFound", "Topic does not exist");
  }

  @Override
  protected void accept() {
    topic.accept();
  }

  @Override
  protected List<Arrived> arrived() {
    return topic.deliveries().stream()
        .map(it -> new Arrived(it.attributes(), it.subject(), it.to("email"), it.to("sqs")))
        .toList();
  }

  private static Outbox.Message chat(String json) {
    return new Outbox.Message(
        "n@chat", "blind", "warning", "shop", "checkout", "[shop/checkout] blind", "", json, 0);
  }

  @Test
  void eachMessageGoesToItsOwnTopicAndChatGetsItsFormAsItIs() {
    notifier.publish(message("subject", "text", "{}"));
    notifier.publish(chat("{\"version\":\"1.0\"}"));

    assertThat(topic.deliveries())
        .extracting(FakeTopic.Delivery::topic)
        .containsExactly(FakeTopic.ARN, CHAT_ARN);
    FakeTopic.Delivery delivery = topic.deliveries().getLast();
    for (String protocol : List.of("https", "email", "sqs")) {
      assertThat(delivery.to(protocol)).isEqualTo("{\"version\":\"1.0\"}");
    }
    assertThat(delivery.attributes())
        .containsEntry("event", "blind")
        .containsEntry("severity", "warning")
        .containsEntry("service", "checkout");
  }

  @Test
  void aChatTopicThatIsGoneIsAPermanentFailure() {
    remove();

    assertThat(notifier.publish(chat("{}")))
        .isEqualTo(new Notifier.Failed("permanent: NotFound: Topic does not exist"));
  }

  @Test
  void whatWaitsForChatWhenItIsSwitchedOffIsDoneWith() {
    SnsNotifier off = new SnsNotifier(aws.clients().sns(), FakeTopic.ARN, null);

    assertThat(off.publish(chat("{}"))).isEqualTo(new Notifier.Published());

    assertThat(topic.deliveries()).isEmpty();
  }

  @Test
  void everyMachineGetsTheJsonAndPhonesTheSubject() {
    notifier.publish(message("subject", "text", "{}"));

    FakeTopic.Delivery delivery = topic.deliveries().getFirst();
    for (String machine : List.of("sqs", "lambda", "https", "http", "firehose")) {
      assertThat(delivery.to(machine)).isEqualTo("{}");
    }
    assertThat(delivery.to("sms")).isEqualTo("subject");
    assertThat(delivery.to("email-json")).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource({"a, 60000", "→, 20000", "\\, 30000"})
  void jsonThatDoesNotFitIsLeftOutAndThePeoplesFormStillArrives(String character, int times) {
    String json = "{\"x\":\"" + character.repeat(times) + "\"}";

    assertThat(notifier.publish(message("subject", "text", json)))
        .isEqualTo(new Notifier.Published());

    assertThat(arrived())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.text()).isEqualTo("text");
          assertThat(it.json()).isEqualTo("text");
          assertThat(it.attributes()).containsEntry("event", "scaled");
        });
  }

  @Test
  void jsonThatFitsIsSentInFull() {
    String json = "{\"x\":\"" + "a".repeat(45_000) + "\"}";

    notifier.publish(message("subject", "text", json));

    assertThat(arrived()).extracting(Arrived::json).containsExactly(json);
  }

  @Test
  void textThatDoesNotFitIsAPermanentFailure() {
    assertThat(notifier.publish(message("subject", "→".repeat(100_000), "{}")))
        .isEqualTo(new Notifier.Failed("permanent: InvalidParameter: Invalid parameter"));
  }

  @ParameterizedTest
  @CsvSource({
    "'tab\there → ü\n2', tab?here ? ??2",
    "' blank ', blank",
    "'', scaled",
    "'  ', scaled",
  })
  void aSubjectIsMadeOneThatSnsAccepts(String subject, String expected) {
    assertThat(notifier.publish(message(subject, "text", "{}")))
        .isEqualTo(new Notifier.Published());

    assertThat(arrived()).extracting(Arrived::subject).containsExactly(expected);
  }

  @Test
  void f35ALongSubjectIsCut() {
    notifier.publish(message("s".repeat(300), "", "{}"));

    assertThat(arrived()).extracting(Arrived::subject).containsExactly("s".repeat(99));
    assertThat(arrived()).extracting(Arrived::text).containsExactly("s".repeat(99));
  }

  @Test
  void saysWhetherALaterAttemptCanHelp() {
    topic.refuse(404, "NotFound", "Topic does not exist");
    assertThat(notifier.publish(message("subject", "text", "{}")))
        .isEqualTo(new Notifier.Failed("permanent: NotFound: Topic does not exist"));

    topic.refuse(500, "InternalError", "try again");
    assertThat(notifier.publish(message("subject", "text", "{}")))
        .isEqualTo(new Notifier.Failed("InternalError: try again"));
  }

  private static Outbox.Message message(String subject, String text, String json) {
    return new Outbox.Message("n", "scaled", "info", "shop", "checkout", subject, text, json, 0);
  }
}
