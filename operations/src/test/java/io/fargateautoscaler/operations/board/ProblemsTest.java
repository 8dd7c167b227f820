package io.fargateautoscaler.operations.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static List<ServiceRef> known(String... names) {
    return List.of(names).stream().map(name -> ServiceRef.parse(name).orElseThrow()).toList();
  }

  @Test
  void aLostTickIsNoProblemTwoAre() {
    assertThat(new Problems(NOW).ticks(Mode.ACTIVE, NOW.minusSeconds(150), 1).all()).isEmpty();
    assertThat(new Problems(NOW).ticks(Mode.ACTIVE, NOW.minusSeconds(431), 1).all())
        .containsExactly(
            "the autoscaler has not looked for 7 min: look at the alarms of the stack");
    assertThat(new Problems(NOW).ticks(Mode.ACTIVE, null, 1).all()).hasSize(1);
  }

  @Test
  void noticesMayWaitForFiveMinutes() {
    assertThat(new Problems(NOW).notices(2, NOW.minusSeconds(300)).all()).isEmpty();
    assertThat(new Problems(NOW).notices(2, NOW.minusSeconds(360)).all())
        .containsExactly(
            "2 notices wait to be told, the oldest for 6 min: look at the topic and the"
                + " reconciler's log");
    assertThat(new Problems(NOW).notices(0, null).all()).isEmpty();
  }

  @Test
  void frozenModeAndDeadLetters() {
    assertThat(new Problems(NOW).frozen(NOW.plusSeconds(60)).all())
        .containsExactly("most services could not be read: nothing scales in until 12:01:00 UTC");
    assertThat(new Problems(NOW).frozen(NOW).all()).isEmpty();
    assertThat(new Problems(NOW).ticks(Mode.OFF, NOW, 1).all())
        .containsExactly("the mode of the stack is off: nothing is decided");
    assertThat(new Problems(NOW).deadLetters(1).all())
        .containsExactly("1 message is in dead-letter queues: look at the functions' logs");
    assertThat(new Problems(NOW).deadLetters(-1).all()).isEmpty();
  }

  @Test
  void theNearestServiceIsNamed() {
    assertThatThrownBy(() ->
            KnownServices.require(
                new ServiceRef("shop", "wbe"), known("shop/web", "shop/worker", "other/thing")))
        .isInstanceOf(Refusal.class)
        .hasMessage("shop/wbe has no policy in this stack; did you mean shop/web?");
    assertThatThrownBy(() ->
            KnownServices.require(new ServiceRef("x", "y"), known("shop/web", "shop/worker")))
        .hasMessage("x/y has no policy in this stack; autoscaler status lists the 2 that have");
    assertThatThrownBy(() -> KnownServices.require(new ServiceRef("x", "y"), known()))
        .hasMessage("x/y has no policy in this stack; no service has one yet");
    KnownServices.require(new ServiceRef("shop", "web"), known("shop/web"));
  }
}
