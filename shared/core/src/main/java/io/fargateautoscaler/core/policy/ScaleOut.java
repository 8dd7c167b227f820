package io.fargateautoscaler.core.policy;

import java.time.Duration;

/** How fast the count may grow. Queue policies are not bound by it: a backlog is no guess. */
public record ScaleOut(StepLimit step) {
  public static final ScaleOut DEFAULT =
      new ScaleOut(new StepLimit.Limited(300, 4, Duration.ofSeconds(60)));
}
