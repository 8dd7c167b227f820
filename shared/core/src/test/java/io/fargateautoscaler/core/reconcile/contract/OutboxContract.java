package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeLimit;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notices from the moment that they are added until they are told or set aside. */
public abstract class OutboxContract {
  protected static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  protected static final ServiceRef CART = new ServiceRef("shop", "cart");

  /** The outbox of this test; the same at every call, empty at the start of a test. */
  protected abstract Outbox outbox();

  /** Lets time pass for it; a test begins at {@link Samples#NOW}. */
  protected abstract void pass(Duration time);

  @Test
  void waitingNoticesComeOldestFirst() {
    outbox().add(Samples.notice("a", CHECKOUT, Samples.NOW));
    outbox().add(Samples.notice("c", CART, Samples.NOW.plusMillis(500)));
    outbox().add(Samples.notice("b", CHECKOUT, Samples.NOW.plusSeconds(2)));

    List<Outbox.Message> waiting = outbox().waiting(2);

    assertThat(waiting).extracting(Outbox.Message::id).containsExactly("a", "c");
    Outbox.Message first = waiting.getFirst();
    assertThat(first.event()).isEqualTo("blind");
    assertThat(first.cluster()).isEqualTo("shop");
    assertThat(first.service()).isEqualTo("checkout");
    assertThat(first.attempts()).isZero();
    assertThat(first.subject()).contains("shop/checkout");
  }

  @Test
  void aMessageIsClaimedByOneRunUntilItFailed() {
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    Outbox.Message message = outbox().waiting(1).getFirst();

    assertThat(outbox().claim(message)).isTrue();
    assertThat(outbox().claim(message)).isFalse();
    outbox().failed(message, "throttled");
    assertThat(outbox().claim(message)).isTrue();
    assertThat(outbox().told(message)).isTrue();
    assertThat(outbox().claim(message)).isFalse();
  }

  @Test
  void aNoticeIsToldOnce() {
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    Outbox.Message message = outbox().waiting(10).getFirst();

    assertThat(outbox().told(message)).isTrue();
    assertThat(outbox().told(message)).isFalse();

    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW.plusSeconds(60)));
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void aMessageThatFailedPausesLongerEachTime() {
    outbox().add(Samples.notice("bad", CHECKOUT, Samples.NOW));
    outbox().add(Samples.notice("good", CHECKOUT, Samples.NOW.plusSeconds(1)));

    outbox().failed(outbox().waiting(1).getFirst(), "topic\nnot found");

    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("good");
    pass(Duration.ofSeconds(29));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("good");
    pass(Duration.ofSeconds(1));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("bad", "good");
    assertThat(outbox().waiting(1).getFirst().attempts()).isEqualTo(1);

    outbox().failed(outbox().waiting(1).getFirst(), "topic not found");

    pass(Duration.ofSeconds(59));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("good");
    pass(Duration.ofSeconds(1));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("bad", "good");
  }

  @Test
  void anHourWithoutATopicLosesNoNotice() {
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    for (int minute = 0; minute < 60; minute++) {
      outbox().waiting(1).forEach(message -> outbox().failed(message, "topic not found"));
      pass(Duration.ofMinutes(1));
    }
    pass(Duration.ofHours(1));

    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("n-1");
  }

  @Test
  void aMessageThatFailsForADayIsSetAside() {
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    for (int hour = 0; hour < 23; hour++) {
      outbox().failed(outbox().waiting(1).getFirst(), "topic not found");
      pass(Duration.ofHours(1));
    }
    assertThat(outbox().waiting(1)).hasSize(1);
    pass(Duration.ofHours(1));

    outbox().failed(outbox().waiting(1).getFirst(), "topic not found");
    pass(Duration.ofDays(1));

    assertThat(outbox().waiting(10)).isEmpty();
  }

  private List<String> waitingIds(int limit) {
    return outbox().waiting(limit).stream().map(Outbox.Message::id).toList();
  }

  @Test
  void aNoticeForBothTopicsIsToldOnceOnEachWhateverTheOtherDoes() {
    outbox().add(Samples.notice("both-1", CHECKOUT, Samples.NOW));
    List<Outbox.Message> both = outbox().waiting(10);
    assertThat(both).extracting(Outbox.Message::id).containsExactly("both-1", "both-1@chat");
    assertThat(both).extracting(Outbox.Message::forChat).containsExactly(false, true);
    assertThat(both.getLast().json()).isEqualTo("{\"version\":\"1.0\"}");

    assertThat(both).allMatch(outbox()::claim);
    outbox().failed(both.getLast(), "chat topic not found");
    assertThat(outbox().told(both.getFirst())).isTrue();

    assertThat(waitingIds(10)).as("main is told, chat pauses").isEmpty();
    outbox().add(Samples.notice("both-1", CHECKOUT, Samples.NOW));
    pass(Duration.ofSeconds(30));
    assertThat(waitingIds(10)).as("added again, repeated nowhere").containsExactly("both-1@chat");
    assertThat(outbox().told(both.getLast())).isTrue();
    outbox().add(Samples.notice("both-1", CHECKOUT, Samples.NOW));
    assertThat(waitingIds(10)).isEmpty();
  }

  @Test
  void theMainTopicDoesNotHoldUpChatEither() {
    outbox().add(Samples.notice("both-1", CHECKOUT, Samples.NOW));
    List<Outbox.Message> both = outbox().waiting(10);

    outbox().failed(both.getFirst(), "topic not found");
    assertThat(outbox().told(both.getLast())).isTrue();

    pass(Duration.ofSeconds(30));
    assertThat(waitingIds(10)).containsExactly("both-1");
  }

  @Test
  void oneTopicCannotCrowdOutTheOther() {
    for (int i = 0; i < 3; i++) {
      outbox().add(Samples.notice("both-" + i, CHECKOUT, Samples.NOW.plusSeconds(i)));
    }
    outbox().waiting(10).stream()
        .filter(message -> !message.forChat())
        .forEach(message -> outbox().told(message));
    outbox().add(Samples.notice("late", CHECKOUT, Samples.NOW.plusSeconds(60)));

    assertThat(waitingIds(2)).containsExactly("late", "both-0@chat", "both-1@chat");
  }

  @Test
  void aFailureOfWhatIsGoneIsHarmless() {
    outbox().add(Samples.notice("n-1", CHECKOUT, Samples.NOW));
    Outbox.Message message = outbox().waiting(10).getFirst();
    outbox().told(message);

    outbox().failed(message, "late");

    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void theLimitIsReplacedByWhoKnowsItsVersion() {
    Outbox.Limit none = outbox().limit(false);
    assertThat(none).isEqualTo(new Outbox.Limit(0, NoticeLimit.NONE));
    NoticeLimit once = NoticeLimit.NONE.tell(Samples.NOW);

    assertThat(outbox().limit(false, 0, once, List.of())).isTrue();
    assertThat(outbox().limit(false, 0, NoticeLimit.NONE, List.of(notice("late")))).isFalse();
    assertThat(outbox().limit(false)).isEqualTo(new Outbox.Limit(1, once));
    assertThat(outbox().waiting(10)).isEmpty();

    assertThat(outbox().limit(false, 1, once.settled(), List.of(notice("sum")))).isTrue();
    assertThat(outbox().limit(false).version()).isEqualTo(2);
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("sum");
  }

  @Test
  void aWithheldMessageIsCountedAndNeverTold() {
    outbox().add(notice("n-1"));
    outbox().add(notice("n-2"));
    Outbox.Message message = outbox().waiting(1).getFirst();
    NoticeLimit counted = NoticeLimit.NONE.withhold(message, Samples.NOW);

    assertThat(outbox().withhold(message, 7, counted)).as("another version").isFalse();
    assertThat(outbox().withhold(message, 0, counted)).isTrue();
    assertThat(outbox().withhold(message, 1, counted)).as("it no longer waits").isFalse();

    assertThat(outbox().limit(false)).isEqualTo(new Outbox.Limit(1, counted));
    assertThat(outbox().limit(false).limit().withheld())
        .satisfies(withheld -> {
          assertThat(withheld.byEvent()).containsExactly(Map.entry("blind", 1));
          assertThat(withheld.services()).containsExactly("shop/checkout");
        });
    outbox().add(notice("n-1"));
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("n-2");
  }

  private static Notice notice(String id) {
    return Samples.notice(id, CHECKOUT, Samples.NOW);
  }
}
