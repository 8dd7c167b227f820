package io.fargateautoscaler.core.tasks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one task took to start.
 *
 * @param startedAt when it began to run, to the millisecond
 * @param revision its task definition as {@code family:revision}
 * @param took from its creation until it ran, 0 to 1 h
 * @param pull how long its images were pulled, 0 to 1 h; null when unknown
 */
public record StartUp(Instant startedAt, String revision, Duration took, @Nullable Duration pull) {}
