package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A channel that people and machines have subscribed to. */
public abstract class NotifierContract {
  private static final String TEXT = "CPU 90 % → 15 tasks\nRead \"why\" in the log & act.";
  private static final String JSON = "{\"event\":\"scaled\",\"text\":\"10 → 15\\n\\\"why\\\"\"}";

  /** The notifier of this test; the same at every call. */
  protected abstract Notifier notifier();

  /** From now on the channel refuses everything with this reason. */
  protected abstract void refuse(String reason);

  /** From now on the channel does not exist. */
  protected abstract void remove();

  /** From now on the channel accepts everything again. */
  protected abstract void accept();

  /** What came through the channel, oldest first. */
  protected abstract List<Arrived> arrived();

  /**
   * A notice at its receivers.
   *
   * @param attributes without empty ones
   * @param text as people get it
   * @param json as machines get it
   */
  public record Arrived(Map<String, String> attributes, String subject, String text, String json) {
    /** How a message must arrive. */
    public static Arrived of(Outbox.Message message) {
      Map<String, String> attributes = new HashMap<>();
      attributes.put("event", message.event());
      attributes.put("severity", message.severity());
      attributes.put("cluster", message.cluster());
      attributes.put("service", message.service());
      attributes.values().removeIf(String::isEmpty);
      return new Arrived(attributes, message.subject(), message.text(), message.json());
    }
  }

  @Test
  void whatIsPublishedArrivesWholeInBothForms() {
    Outbox.Message message = message("n-1", "shop", "checkout");

    assertThat(notifier().publish(message)).isEqualTo(new Notifier.Published());

    assertThat(arrived())
        .containsExactly(
            new Arrived(
                Map.of(
                    "event",
                    "scaled",
                    "severity",
                    "info",
                    "cluster",
                    "shop",
                    "service",
                    "checkout"),
                "[shop/checkout] scaled 10 to 15",
                TEXT,
                JSON));
  }

  @Test
  void aNoticeOfNoServiceHasOnlyTheAttributesThatItHas() {
    assertThat(notifier().publish(message("n-1", "", ""))).isEqualTo(new Notifier.Published());

    assertThat(arrived())
        .singleElement()
        .satisfies(it -> assertThat(it.attributes()).containsOnlyKeys("event", "severity"));
  }

  @Test
  void eachCallPublishesOnceAndInOrder() {
    List<Outbox.Message> messages =
        List.of(
            message("n-1", "shop", "checkout"),
            message("n-2", "shop", "cart"),
            message("n-1", "shop", "checkout"));

    messages.forEach(
        message -> assertThat(notifier().publish(message)).isEqualTo(new Notifier.Published()));

    assertThat(arrived()).isEqualTo(messages.stream().map(Arrived::of).toList());
  }

  @Test
  void whatIsRefusedHasFailedWithOneLineAndMayBeTriedAgain() {
    refuse("no permission\n\tto publish\r\nhere");
    assertFailed(notifier().publish(message("n-1", "shop", "checkout")));
    assertThat(arrived()).isEmpty();

    accept();

    assertThat(notifier().publish(message("n-1", "shop", "checkout")))
        .isEqualTo(new Notifier.Published());
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void aChannelThatIsGoneIsAFailureAndNoException() {
    remove();

    assertFailed(notifier().publish(message("n-1", "shop", "checkout")));
  }

  private static void assertFailed(Notifier.Result result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Notifier.Failed.class,
            failed -> assertThat(failed.reason()).isNotBlank().doesNotContainPattern("\\R"));
  }

  private static Outbox.Message message(String id, String cluster, String service) {
    String name = cluster.isEmpty() ? "stack" : cluster + "/" + service;
    return new Outbox.Message(
        id, "scaled", "info", cluster, service, "[" + name + "] scaled 10 to 15", TEXT, JSON, 0);
  }
}
