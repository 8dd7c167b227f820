package io.fargateautoscaler.operations.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.history.TrailOf;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class InForceTest {
  private static final ServiceRef WEB = new ServiceRef("shop", "web");
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-03-02T12:00:00Z");

  private final TrailOf trail =
      new TrailOf()
          .hold(FIRST, 4, "ON_TARGET")
          .scale(FIRST.plusSeconds(600), 4, 7)
          .hold(FIRST.plusSeconds(7200), 7, "GATE");

  @Test
  void theNewestUntilThenIsInForceUntilTheNext() {
    InForce found = InForce.at(trail, WEB, FIRST.plusSeconds(599), NOW).orElseThrow();
    assertThat(found.record().at()).isEqualTo(FIRST);
    assertThat(found.next()).isEqualTo(FIRST.plusSeconds(600));
  }

  @Test
  void theNextOneMayBeFar() {
    InForce found = InForce.at(trail, WEB, FIRST.plusSeconds(700), NOW).orElseThrow();
    assertThat(found.record().count()).isEqualTo(7);
    assertThat(found.next()).isEqualTo(FIRST.plusSeconds(7200));
  }

  @Test
  void theNewestOfAllHasNoNext() {
    assertThat(InForce.newest(trail, WEB, NOW))
        .hasValueSatisfying(found -> {
          assertThat(found.record().hold()).isEqualTo("GATE");
          assertThat(found.next()).isNull();
        });
    assertThat(InForce.at(trail, WEB, NOW, NOW)).map(InForce::next).isEmpty();
  }

  @Test
  void beforeTheFirstThereIsNone() {
    assertThat(InForce.at(trail, WEB, FIRST, NOW)).isEmpty();
  }
}
