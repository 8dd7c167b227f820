package io.fargateautoscaler.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.ServiceView;
import io.fargateautoscaler.operations.board.ServiceView.FailureView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConcernTest {
  private static ServiceView service(
      Mode mode, @Nullable String hold, int failed, @Nullable String other, boolean deploying) {
    List<FailureView> failures =
        failed == 0 ? List.of() : List.of(new FailureView("image", failed, Instant.EPOCH, "x"));
    return new ServiceView(
        new ServiceRef("shop", "web"),
        mode,
        1,
        2,
        9,
        "document",
        4,
        4,
        0,
        "",
        hold,
        null,
        other,
        deploying,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        failures,
        null);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {6}")
  @CsvSource({
    "ACTIVE, , 0, , false, 0, ''",
    "ACTIVE, GATE, 0, , false, 0, ''",
    "ACTIVE, BLIND, 0, , false, 2, blind",
    "ACTIVE, AT_MAX, 3, , true, 2, at max+3 failed+deploying",
    "ACTIVE, , 1, , false, 2, 1 failed",
    "ACTIVE, PAUSED, 0, , false, 1, paused",
    "OBSERVE, OTHER_SCALER, 0, AAS, false, 1, other scaler+observe",
    "OFF, OFF, 0, , false, 1, off"
  })
  void flags(
      Mode mode,
      @Nullable String hold,
      int failed,
      @Nullable String other,
      boolean deploying,
      int level,
      String flags) {
    Concern concern = Concern.of(service(mode, hold, failed, other, deploying));
    assertThat(concern.level()).isEqualTo(level);
    assertThat(concern.flags().stream().map(Concern.Flag::text).collect(Collectors.joining("+")))
        .isEqualTo(flags);
  }

  @Test
  void everyHoldThatIsNamedExists() {
    Set<String> known =
        Arrays.stream(HoldReason.values()).map(Enum::name).collect(Collectors.toSet());
    assertThat(known).containsAll(Concern.NAMED);
  }
}
