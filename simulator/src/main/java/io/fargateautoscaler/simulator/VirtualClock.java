package io.fargateautoscaler.simulator;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that only moves when it is told to. */
public final class VirtualClock implements InstantSource {
  private final Instant start;
  private long second;

  /** A clock that stands at {@code start}. */
  public VirtualClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusSeconds(second);
  }

  /** Seconds since the start. */
  public long second() {
    return second;
  }

  /** The instant {@code seconds} after the start. */
  public Instant at(long seconds) {
    return start.plusSeconds(seconds);
  }

  /** Seconds between the start and {@code instant}. */
  public long secondOf(Instant instant) {
    return instant.getEpochSecond() - start.getEpochSecond();
  }

  /** One second later. */
  public void advance() {
    second++;
  }
}
