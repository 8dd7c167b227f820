package io.fargateautoscaler.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * So many calls at once, and then so many a second, as AWS counts them. Safe for use by several
 * threads; each waits for its own turn.
 */
public final class TokenBucket implements Pace {
  private static final double NANOS = 1e9;

  private final int burst;
  private final double perSecond;
  private final InstantSource clock;
  private double tokens;
  private Instant filled;

  /**
   * A full bucket.
   *
   * @param burst calls at once, at least 1
   * @param perSecond more than 0
   */
  public TokenBucket(int burst, double perSecond, InstantSource clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
    this.tokens = burst;
    this.filled = clock.instant();
  }

  @Override
  public void take() {
    LockSupport.parkNanos(reserve().toNanos());
  }

  /** Takes a token that may come only later; how long until then. */
  synchronized Duration reserve() {
    Instant now = clock.instant();
    if (now.isAfter(filled)) {
      double came = Duration.between(filled, now).toNanos() / NANOS * perSecond;
      tokens = Math.min(burst, tokens + came);
      filled = now;
    }
    tokens--;
    return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perSecond * NANOS));
  }
}
