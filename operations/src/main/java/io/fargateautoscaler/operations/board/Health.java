package io.fargateautoscaler.operations.board;

import io.fargateautoscaler.core.policy.Mode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the autoscaler itself is.
 *
 * @param place account and Region, or {@code local cloud}, or {@code demo}
 * @param lastTick null: none yet
 * @param frozenUntil until when nothing scales in; null: it may
 * @param waitingNotices in the outbox
 * @param deadLetters messages in all dead-letter queues; -1: not known
 * @param usdPerMonth estimate of what the autoscaler itself costs; null: not known
 * @param problems sentences; empty: all is well
 */
public record Health(
    String stack,
    String place,
    Mode mode,
    @Nullable Instant lastTick,
    @Nullable Instant frozenUntil,
    int waitingNotices,
    int deadLetters,
    @Nullable Double usdPerMonth,
    List<String> problems) {
  public Health {
    problems = List.copyOf(problems);
  }
}
