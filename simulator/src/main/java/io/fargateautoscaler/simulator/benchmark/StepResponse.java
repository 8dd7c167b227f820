package io.fargateautoscaler.simulator.benchmark;

import io.fargateautoscaler.simulator.load.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How soon a policy answers a load that rises threefold at once: means over times within a minute.
 *
 * @param policy its name in tables
 * @param setting the one that was tried, in words
 * @param changeSeconds from the rise to the first larger count; null if it did not come each time
 * @param enoughSeconds from the rise until enough tasks run; null likewise
 */
public record StepResponse(
    Kind kind,
    String policy,
    String setting,
    @Nullable Double changeSeconds,
    @Nullable Double enoughSeconds) {}
