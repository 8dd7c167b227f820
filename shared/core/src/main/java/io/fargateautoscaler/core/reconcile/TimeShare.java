package io.fargateautoscaler.core.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time of one run: three fifths to look at services, the rest to act on what was decided. */
final class TimeShare {
  private final InstantSource clock;
  private final Instant deadline;
  private final Instant looksUntil;
  private Duration longest = Duration.ZERO;
  private @Nullable Instant lookBegan;

  TimeShare(InstantSource clock, Instant deadline) {
    this.clock = clock;
    this.deadline = deadline;
    Instant now = clock.instant();
    this.looksUntil = now.plus(Duration.between(now, deadline).multipliedBy(3).dividedBy(5));
  }

  /**
   * Begins a further look if it can be expected to end in time, which is if it takes no longer than
   * any did before. The first may always begin.
   */
  boolean look() {
    Instant now = clock.instant();
    if (lookBegan != null) {
      Duration took = Duration.between(lookBegan, now);
      longest = took.compareTo(longest) > 0 ? took : longest;
      if (now.plus(longest).isAfter(looksUntil)) {
        return false;
      }
    }
    lookBegan = now;
    return true;
  }

  Instant deadline() {
    return deadline;
  }

  /** Three quarters from now to the deadline: what comes after scale-outs needs the rest. */
  Instant outsUntil() {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, deadline).multipliedBy(3).dividedBy(4));
  }

  boolean isBefore(Instant end) {
    return clock.instant().isBefore(end);
  }
}
