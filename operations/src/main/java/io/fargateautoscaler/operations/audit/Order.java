package io.fargateautoscaler.operations.audit;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator ordered, as kept beside the decisions.
 *
 * @param service null: the whole stack
 * @param what {@code pause}, {@code resume}, {@code hold}, {@code release-hold}, {@code mode} or
 *     {@code apply}
 * @param detail one line, for example {@code for 2h, until 2026-03-01T12:00:00Z}
 * @param by who ordered it, as {@link io.fargateautoscaler.operations.Caller#who()} says it
 */
public record Order(
    Instant at, @Nullable ServiceRef service, String what, String detail, String by) {}
