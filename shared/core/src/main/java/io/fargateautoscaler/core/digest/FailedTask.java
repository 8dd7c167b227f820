package io.fargateautoscaler.core.digest;

import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.StopFacts;
import java.time.Instant;

/**
 * A task of a service that stopped unexpectedly.
 *
 * @param taskArn as the event names it
 * @param why what the classifier says of it
 * @param stop what the event says of its end
 */
public record FailedTask(String taskArn, Classified why, StopFacts stop, Instant stoppedAt) {}
