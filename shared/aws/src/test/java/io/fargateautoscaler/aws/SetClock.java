package io.fargateautoscaler.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only its test moves. */
final class SetClock implements InstantSource {
  private Instant now;

  SetClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
