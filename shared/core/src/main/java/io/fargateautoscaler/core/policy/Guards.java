package io.fargateautoscaler.core.policy;

import java.time.Duration;

/**
 * What may stop a move.
 *
 * @param deploymentHold how long a running deployment holds scale-in at most
 */
public record Guards(Duration deploymentHold) {
  public static final Guards DEFAULT = new Guards(Duration.ofMinutes(60));
}
