package io.fargateautoscaler.core.failure;

import io.fargateautoscaler.core.text.Untrusted;
import org.jspecify.annotations.Nullable;

/**
 * What ECS says about a service or a deployment; any of it may be absent or unknown.
 *
 * @param eventName such as {@code SERVICE_TASK_PLACEMENT_FAILURE}, an open set
 * @param eventType {@code INFO}, {@code WARN} or {@code ERROR}
 * @param deploymentId such as {@code ecs-svc/123}
 */
public record ServiceFacts(
    @Nullable String eventName,
    @Nullable String eventType,
    @Nullable Untrusted reason,
    @Nullable String deploymentId) {}
