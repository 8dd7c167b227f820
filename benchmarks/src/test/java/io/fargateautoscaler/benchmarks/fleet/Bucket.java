package io.fargateautoscaler.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A rate limit of AWS: so many calls at once, and so many a second. */
final class Bucket {
  private final int burst;
  private final double perSecond;
  private final InstantSource clock;
  private double tokens;
  private Instant filled;

  Bucket(int burst, double perSecond, InstantSource clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
    this.tokens = burst;
    this.filled = clock.instant();
  }

  /** Whether a call is let through. */
  synchronized boolean take() {
    Instant now = clock.instant();
    tokens = Math.min(burst, tokens + Duration.between(filled, now).toMillis() / 1e3 * perSecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
