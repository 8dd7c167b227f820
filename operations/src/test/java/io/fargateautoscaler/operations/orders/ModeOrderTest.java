package io.fargateautoscaler.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.operations.Caller;
import io.fargateautoscaler.operations.FakeFleet;
import io.fargateautoscaler.operations.FakeParameters;
import io.fargateautoscaler.operations.FakeTrail;
import io.fargateautoscaler.operations.FewTries;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Trouble;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModeOrderTest {
  private final FakeFleet fleet = new FakeFleet();
  private final FakeParameters parameters = new FakeParameters();
  private final FakeTrail trail = new FakeTrail();
  private final ModeOrder order =
      new ModeOrder(
          new Stack("prod", "eu-west-1", "CREATE_COMPLETE", Map.of("Mode", "observe"), Map.of()),
          fleet,
          parameters,
          trail,
          new Caller("1", "arn:aws:sts::1:assumed-role/Admin/ann"),
          () -> Instant.EPOCH,
          new FewTries());

  @Test
  void aModeIsPutWaitedForAndKept() {
    fleet.mode = Mode.OBSERVE;
    parameters.onPut = (_, kept) -> fleet.mode = Mode.valueOf(kept.text().toUpperCase(Locale.ROOT));

    ModeOrder.Changed changed = order.set(Mode.ACTIVE);

    assertThat(changed.before()).isEqualTo(Mode.OBSERVE);
    assertThat(changed.remarks())
        .singleElement()
        .asString()
        .contains("deployed with Mode=observe", "deploy with Mode=active");
    assertThat(parameters.newest("/prod/mode").orElseThrow().text()).isEqualTo("active");
    assertThat(trail.lines()).containsExactly("all mode observe → active by Admin/ann");
  }

  @Test
  void whatIsAlreadySetIsNotPutAgain() {
    parameters.put("/prod/mode", "active");

    assertThat(order.set(Mode.ACTIVE).before()).isEqualTo(Mode.ACTIVE);

    assertThat(parameters.history("/prod/mode")).hasSize(1);
    assertThat(trail.orders).isEmpty();
  }

  @Test
  void aStackThatDoesNotTakeItIsTrouble() {
    assertThatThrownBy(() -> order.set(Mode.OFF))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("/prod/mode says off, but the stack did not take it within 3 min");
  }
}
