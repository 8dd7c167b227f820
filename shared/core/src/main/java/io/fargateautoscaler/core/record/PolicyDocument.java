package io.fargateautoscaler.core.record;

import io.fargateautoscaler.core.policy.ServicePolicy;

/**
 * A policy in force.
 *
 * @param version the parameter's version, at least 1
 * @param policy the policy as read from {@code text}
 * @param text the document as canonical JSON
 */
public record PolicyDocument(long version, ServicePolicy policy, String text) {}
