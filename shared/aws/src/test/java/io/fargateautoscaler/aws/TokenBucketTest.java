package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private final SetClock clock = new SetClock(Instant.parse("2026-03-02T12:00:00Z"));
  private final TokenBucket bucket = new TokenBucket(3, 4, clock);

  private List<Long> waits(int calls) {
    return Stream.generate(() -> bucket.reserve().toMillis()).limit(calls).toList();
  }

  @Test
  void afterTheBurstEachCallWaitsForItsOwnToken() {
    assertThat(waits(6)).containsExactly(0L, 0L, 0L, 250L, 500L, 750L);
  }

  @Test
  void timeBringsTokensBackAndNoMoreThanTheBurst() {
    assertThat(waits(4)).containsExactly(0L, 0L, 0L, 250L);
    clock.advance(Duration.ofMillis(500));
    assertThat(waits(2)).containsExactly(0L, 250L);
    clock.advance(Duration.ofHours(1));
    assertThat(waits(4)).containsExactly(0L, 0L, 0L, 250L);
  }

  @Test
  void aClockThatGoesBackTakesNothing() {
    waits(3);
    clock.advance(Duration.ofSeconds(-60));
    assertThat(waits(1)).containsExactly(250L);
  }
}
